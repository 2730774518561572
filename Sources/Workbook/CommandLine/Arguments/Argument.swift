/// A word that a command takes, such as the `3.2` of `workbook hint 3.2`:
///
///     @Argument(.exercise) var exercise: Exercise
///
/// It is declared once, as an ``Option`` is. Words stand in the order of their properties.
@propertyWrapper
final class Argument<Value>: DeclaredArgument {
  /// Nil before the command line is read, and if the word is not there.
  private var value: Value?
  /// Nil for a word that has to be there.
  private let fallback: (() -> Value)?
  private let kind: ValueKind<Value>

  var wrappedValue: Value { value ?? fallback!() }

  /// A word that has to be there.
  init(_ kind: ValueKind<Value>) {
    fallback = nil
    self.kind = kind
    super.init(kind.placeholder, kind.completion)
  }

  /// A word that may be left out.
  init(wrappedValue: @autoclosure @escaping () -> Value, _ kind: ValueKind<Value>) {
    fallback = wrappedValue
    self.kind = kind
    super.init("[\(kind.placeholder)]", kind.completion)
  }

  override func read(_ words: ArraySlice<String>) throws(UsageError) {
    if let word = words.first { value = try kind.parse(word) }
    if value == nil, fallback == nil { throw UsageError("\(kind.expected) is missing") }
  }
}

/// All words from here on, be there any or none.
@propertyWrapper
final class RestOfArguments: DeclaredArgument {
  private(set) var wrappedValue: [String] = []

  init(_ placeholder: String) {
    super.init("\(placeholder)...", .none, isRepeated: true)
  }

  override func read(_ words: ArraySlice<String>) { wrappedValue = Array(words) }
}

/// A word of a command as the parser, `--help` and completions see it, whatever the type of its
/// value.
class DeclaredArgument {
  /// What stands for it in `--help`: `N`, or `[N]` where it may be left out.
  final let placeholder: String
  final let completion: Completion
  /// Whether it stands for all words from here on.
  final let isRepeated: Bool

  fileprivate init(_ placeholder: String, _ completion: Completion, isRepeated: Bool = false) {
    self.placeholder = placeholder
    self.completion = completion
    self.isRepeated = isRepeated
  }

  /// Takes the value that the word has: the first of these, unless it is repeated.
  func read(_ words: ArraySlice<String>) throws(UsageError) {
    fatalError("\(placeholder) does not say how it is read: override read(_:)")
  }
}
