/// A word that a command takes, such as the `3.2` of `workbook hint 3.2`:
///
///     @Argument(.exercise) var exercise: Exercise
///
/// It is declared once, as an ``Option`` is. Words stand in the order of their properties.
@propertyWrapper
final class Argument<Value>: DeclaredArgument {
  /// Nil before the command line is read, for a word that has to be there.
  private var value: Value?
  private let kind: ValueKind<Value>
  let placeholder: String

  var wrappedValue: Value { value! }
  var completion: Completion { kind.completion }

  /// A word that has to be there.
  init(_ kind: ValueKind<Value>) {
    self.kind = kind
    placeholder = kind.placeholder
  }

  /// A word that may be left out.
  init(wrappedValue: Value, _ kind: ValueKind<Value>) {
    value = wrappedValue
    self.kind = kind
    placeholder = "[\(kind.placeholder)]"
  }

  func read(_ words: ArraySlice<String>) throws(UsageError) {
    if let word = words.first { value = try kind.parse(word) ?? value }
    if value == nil { throw UsageError("\(kind.expected) is missing") }
  }
}

/// All words from here on, be there any or none.
@propertyWrapper
final class RestOfArguments: DeclaredArgument {
  private(set) var wrappedValue: [String] = []
  let placeholder: String
  let isRepeated = true
  let completion = Completion()

  init(_ placeholder: String) { self.placeholder = "\(placeholder)..." }

  func read(_ words: ArraySlice<String>) { wrappedValue = Array(words) }
}

/// A word of a command as the parser, `--help` and completions see it, whatever the type of its
/// value.
protocol DeclaredArgument {
  /// What stands for it in `--help`: `N`, or `[N]` where it may be left out.
  var placeholder: String { get }
  /// Whether it stands for all words from here on.
  var isRepeated: Bool { get }
  var completion: Completion { get }

  /// Takes the value that the word has: the first of these, unless it is repeated.
  func read(_ words: ArraySlice<String>) throws(UsageError)
}

extension DeclaredArgument {
  var isRepeated: Bool { false }
}
