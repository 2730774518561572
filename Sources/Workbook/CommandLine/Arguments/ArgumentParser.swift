/// The arguments of one command, taken apart: options with their values, and the other words.
struct ParsedArguments {
  /// The last value given for each option; "" for one that takes none.
  var values: [String: String] = [:]
  /// What is neither an option nor an option's value, in order.
  var words: [String] = []
}

/// Takes a command's arguments apart: `--epochs 5`, `--epochs=5`, and `--`, after which nothing is
/// an option.
struct ArgumentParser {
  /// The options that are understood.
  let options: [DeclaredOption]

  func parse(_ arguments: [String]) throws(UsageError) -> ParsedArguments {
    var parsed = ParsedArguments()
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        parsed.words += rest
        break
      }
      guard Self.isOption(argument) else {
        parsed.words.append(argument)
        continue
      }
      let (name, attached) = Self.split(argument)
      guard let option = options.first(where: { "--\($0.name)" == name }) else {
        let names = options.map { "--\($0.name)" }
        throw .unknownOption(name, nearest: nearestWord(to: name, in: names))
      }
      guard let placeholder = option.placeholder else {
        if let attached { throw .unwantedValue(attached, option: option.name) }
        parsed.values[option.name] = ""
        continue
      }
      let value = attached ?? Self.popValue(from: &rest)
      guard let value, !value.isEmpty else {
        throw .missingValue(option: option.name, placeholder: placeholder)
      }
      parsed.values[option.name] = value
    }
    return parsed
  }

  /// The positions of the first words that are neither options nor options' values.
  func wordPositions(in arguments: [String], atMost limit: Int) -> [Int] {
    var positions: [Int] = []
    var position = 0
    while position < arguments.count, positions.count < limit, arguments[position] != "--" {
      let argument = arguments[position]
      if Self.isOption(argument) {
        let (name, attached) = Self.split(argument)
        let option = options.first { "--\($0.name)" == name }
        let isFollowedByValue =
          option?.placeholder != nil && attached == nil && position + 1 < arguments.count
          && !Self.isLongOption(arguments[position + 1])
        if isFollowedByValue { position += 1 }
      } else {
        positions.append(position)
      }
      position += 1
    }
    return positions
  }

  /// Whether the argument is an option, not a word: it starts with a dash and is no number. `-`
  /// alone is a word.
  private static func isOption(_ argument: String) -> Bool {
    argument.hasPrefix("-") && argument != "-" && Double(argument) == nil
  }

  private static func isLongOption(_ argument: String) -> Bool {
    argument.hasPrefix("--")
  }

  /// `--epochs=5` as `--epochs` and `5`.
  private static func split(_ argument: String) -> (name: String, attached: String?) {
    guard let equals = argument.firstIndex(of: "=") else { return (argument, nil) }
    return (String(argument[..<equals]), String(argument[argument.index(after: equals)...]))
  }

  /// Takes the next argument as a value, unless it is an option. A negative number is a value.
  private static func popValue(from rest: inout ArraySlice<String>) -> String? {
    guard let next = rest.first, !isLongOption(next) else { return nil }
    return rest.popFirst()
  }
}
