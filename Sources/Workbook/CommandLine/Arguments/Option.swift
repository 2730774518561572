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
  var name = ""
  let help: String

  var placeholder: String? { kind.placeholder.isEmpty ? nil : kind.placeholder }
  var completion: Completion { kind.completion }

  /// An option that has a value without being given, which `--help` shows.
  init(
    wrappedValue: Value, _ kind: ValueKind<Value>, help: String
  ) where Value: CustomStringConvertible {
    self.wrappedValue = wrappedValue
    self.kind = kind
    self.help = "\(help) (default: \(wrappedValue))"
  }

  /// An option that may be left out.
  ///
  /// - Parameter fallback: what `--help` says of that; nil for nothing.
  init<Wrapped>(
    _ kind: ValueKind<Wrapped>, default fallback: String? = nil, help: String
  ) where Value == Wrapped? {
    wrappedValue = nil
    self.kind = kind.optional
    self.help = help + (fallback.map { " (default: \($0))" } ?? "")
  }

  /// A flag.
  init(help: String) where Value == Bool {
    wrappedValue = false
    kind = ValueKind("", "") { _ in true }
    self.help = help
  }

  func read(_ word: String) throws(UsageError) {
    guard let value = try kind.parse(word) else {
      let words = completion.candidates([]).map(\.word)
      throw .unknown(
        "'--\(name)' needs \(kind.expectedOf(word) ?? kind.expected), not '\(word)'",
        nearest: nearestWord(to: word, in: words))
    }
    wrappedValue = value
  }
}

/// An option that takes no value: `@Flag(help: "Show it without asking") var yes`.
typealias Flag = Option<Bool>

/// An option as the parser, `--help` and completions see it, whatever the type of its value.
protocol DeclaredOption: AnyObject {
  /// Without the dashes: `batch-size`.
  var name: String { get set }
  /// What stands for the value in `--help`; nil for an option that takes none, such as `--help`.
  var placeholder: String? { get }
  var help: String { get }
  var completion: Completion { get }

  /// Takes the value that a word has.
  func read(_ word: String) throws(UsageError)
}
