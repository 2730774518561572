/// An option of a command, such as `--epochs 5`:
///
///     @Option(.number(atLeast: 1), help: "Times to go through all images") var epochs = 5
///
/// It is declared once: the parser, `--help`, what is said of mistakes and completions find it by
/// reflection, see ``Declarations``. Its name is the property's: `batchSize` is `--batch-size`.
@propertyWrapper
final class Option<Value>: DeclaredOption {
  private(set) var wrappedValue: Value
  private let kind: ValueKind<Value>

  /// An option that has a value without being given, which `--help` shows.
  init(
    wrappedValue: Value, _ kind: ValueKind<Value>, help: String
  ) where Value: CustomStringConvertible {
    self.wrappedValue = wrappedValue
    self.kind = kind
    super.init(kind.placeholder, "\(help) (default: \(wrappedValue))", kind.completion)
  }

  /// An option that may be left out.
  ///
  /// - Parameter fallback: what `--help` says of that; nil for nothing.
  init<Wrapped>(
    _ kind: ValueKind<Wrapped>, default fallback: String? = nil, help: String
  ) where Value == Wrapped? {
    wrappedValue = nil
    self.kind = kind.optional
    let suffix = fallback.map { " (default: \($0))" } ?? ""
    super.init(kind.placeholder, help + suffix, kind.completion)
  }

  /// A flag.
  init(help: String) where Value == Bool {
    wrappedValue = false
    kind = ValueKind("", "") { _ in true }
    super.init(nil, help, .none)
  }

  override func read(_ word: String) throws(UsageError) {
    guard let value = try kind.parse(word) else {
      let words = completion.candidates([]).map(\.word)
      throw .unknown(
        "'--\(name)' needs \(kind.expected), not '\(word)'",
        nearest: nearestWord(to: word, in: words))
    }
    wrappedValue = value
  }
}

/// An option that takes no value: `@Flag(help: "Show it without asking") var yes`.
typealias Flag = Option<Bool>

/// An option as the parser, `--help` and completions see it, whatever the type of its value.
class DeclaredOption {
  /// Without the dashes: `batch-size`.
  final var name = ""
  /// What stands for the value in `--help`; nil for an option that takes none, such as `--help`.
  final let placeholder: String?
  final let help: String
  final let completion: Completion

  fileprivate init(_ placeholder: String?, _ help: String, _ completion: Completion) {
    self.placeholder = placeholder
    self.help = help
    self.completion = completion
  }

  /// Takes the value that a word has.
  func read(_ word: String) throws(UsageError) {
    fatalError("--\(name) does not say how it is read: override read(_:)")
  }
}
