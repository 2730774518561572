/// An option of a command, such as `--epochs 5`: its name, what it says in `--help`, and how its
/// value is read.
struct Option<Value: Sendable>: Sendable {
  /// Without the dashes: `epochs`.
  let name: String
  /// What stands for the value in `--help`: `N`.
  let placeholder: String
  let help: String
  /// The value when the option is not given.
  let fallback: Value
  /// The fallback as `--help` shows it; nil where `help` says it already.
  let shownFallback: String?
  /// What a wrong value is told to be: `a whole number of at least 1`.
  let expected: String
  /// The value of a word, or nil if it has none.
  let parse: @Sendable (String) -> Value?

  /// What the parser and `--help` know of the option.
  var description: OptionDescription {
    let suffix = shownFallback.map { " (default: \($0))" } ?? ""
    return OptionDescription(name: name, placeholder: placeholder, help: help + suffix)
  }
}

extension Option where Value == Int {
  /// An option for a whole number of at least `minimum`.
  static func integer(
    _ name: String, default fallback: Int, atLeast minimum: Int, help: String
  ) -> Option {
    Option(
      name: name, placeholder: "N", help: help, fallback: fallback,
      shownFallback: String(fallback), expected: "a whole number of at least \(minimum)"
    ) { word in Int(word).flatMap { $0 >= minimum ? $0 : nil } }
  }
}

extension Option where Value == Float {
  /// An option for a number above zero.
  static func positiveNumber(
    _ name: String, default fallback: Float, help: String
  ) -> Option {
    Option(
      name: name, placeholder: "X", help: help, fallback: fallback,
      shownFallback: "\(fallback)", expected: "a finite number greater than 0"
    ) { word in Float(word).flatMap { $0.isFinite && $0 > 0 ? $0 : nil } }
  }
}

/// An option as the parser and `--help` see it, whatever the type of its value.
struct OptionDescription: Sendable {
  /// Without the dashes.
  let name: String
  /// What stands for the value; nil for an option that takes none, such as `--help`.
  let placeholder: String?
  let help: String
}
