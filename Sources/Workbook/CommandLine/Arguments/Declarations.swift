/// What a command, or whatever has options, declares with ``Option`` and ``Argument``.
struct Declarations {
  private(set) var options: [any DeclaredOption] = []
  private(set) var arguments: [any DeclaredArgument] = []

  init(of command: Any) {
    for (label, wrapper) in Mirror(reflecting: command).children {
      if let option = wrapper as? any DeclaredOption {
        // The wrapper of the property `batchSize` is called `_batchSize`.
        option.name = Self.name(of: label?.dropFirst() ?? "")
        options.append(option)
      } else if let argument = wrapper as? any DeclaredArgument {
        arguments.append(argument)
      }
    }
  }

  /// `batch-size` for `batchSize`.
  private static func name(of property: Substring) -> String {
    property.map { $0.isUppercase ? "-\($0.lowercased())" : "\($0)" }.joined()
  }

  /// Gives each word and each option its value, in the order of their declarations.
  func read(_ parsed: ParsedArguments) throws(UsageError) {
    var words = parsed.words[...]
    for argument in arguments {
      try argument.read(words)
      words = argument.isRepeated ? [] : words.dropFirst()
    }
    for option in options {
      if let word = parsed.values[option.name] { try option.read(word) }
    }
  }
}
