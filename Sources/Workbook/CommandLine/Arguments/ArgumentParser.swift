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
  /// The options that are understood; asked for once, and only where something depends on them.
  let options: () -> [any DeclaredOption]

  func parse(_ arguments: [String]) throws(UsageError) -> ParsedArguments {
    let (positions, written, rest) = pieces(of: arguments)
    var parsed = ParsedArguments(words: positions.map { arguments[$0] } + rest)
    let known = written.isEmpty ? [] : options()
    for (name, value) in written {
      guard let option = known.first(where: { "--\($0.name)" == name }) else {
        let names = known.map { "--\($0.name)" }
        throw .unknown("no option '\(name)'", nearest: nearestWord(to: name, in: names))
      }
      if let placeholder = option.placeholder, value ?? "" == "" {
        throw UsageError("'--\(option.name)' needs a value: --\(option.name) \(placeholder)")
      }
      if option.placeholder == nil, let value {
        throw UsageError("'--\(option.name)' takes no value, but was given '\(value)'")
      }
      parsed.values[option.name] = value ?? ""
    }
    return parsed
  }

  /// The positions of the words that are neither options nor options' values, up to `--`; the
  /// options as they are written, each with its value, if any; and the words behind `--`.
  func pieces(
    of arguments: [String]
  ) -> (positions: [Int], options: [(name: String, value: String?)], rest: ArraySlice<String>) {
    var positions: [Int] = []
    var written: [(name: String, value: String?)] = []
    var rest = arguments[...]
    let known = arguments.contains(where: Self.isOption) ? options() : []
    while let argument = rest.popFirst(), argument != "--" {
      guard Self.isOption(argument) else {
        positions.append(rest.startIndex - 1)
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      var value = parts.count > 1 ? String(parts[1]) : nil
      // The next argument is its value, unless that is an option. A negative number is a value.
      if value == nil, rest.first?.hasPrefix("--") == false,
        known.contains(where: { "--\($0.name)" == name && $0.placeholder != nil })
      {
        value = rest.removeFirst()
      }
      written.append((name, value))
    }
    return (positions, written, rest)
  }

  /// Whether the argument is an option, not a word: it starts with a dash and is no number. `-`
  /// alone is a word.
  private static func isOption(_ argument: String) -> Bool {
    argument.hasPrefix("-") && argument != "-" && Double(argument) == nil
  }
}
