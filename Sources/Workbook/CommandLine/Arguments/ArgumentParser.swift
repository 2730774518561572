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
  /// The options that are understood; not asked for as long as nothing depends on them.
  let options: () -> [any DeclaredOption]

  private enum Piece {
    /// A word at a position.
    case word(Int)
    /// As it is written, with its value, if any.
    case option(name: String, value: String?)
    /// All from this position on are words.
    case rest(Int)
  }

  func parse(_ arguments: [String]) throws(UsageError) -> ParsedArguments {
    var parsed = ParsedArguments()
    for piece in pieces(of: arguments) {
      switch piece {
      case .word(let position): parsed.words.append(arguments[position])
      case .rest(let position): parsed.words += arguments[position...]
      case .option(let name, let value):
        guard let option = option(named: name) else {
          let names = options().map { "--\($0.name)" }
          throw .unknown("no option '\(name)'", nearest: nearestWord(to: name, in: names))
        }
        if let placeholder = option.placeholder, value ?? "" == "" {
          throw UsageError(
            "'--\(option.name)' needs a value: --\(option.name) \(placeholder)")
        }
        if option.placeholder == nil, let value {
          throw UsageError("'--\(option.name)' takes no value, but was given '\(value)'")
        }
        parsed.values[option.name] = value ?? ""
      }
    }
    return parsed
  }

  /// The positions of the words that are neither options nor options' values, up to `--`.
  func wordPositions(in arguments: [String]) -> [Int] {
    pieces(of: arguments).compactMap { if case .word(let position) = $0 { position } else { nil } }
  }

  private func pieces(of arguments: [String]) -> [Piece] {
    var pieces: [Piece] = []
    var position = 0
    while position < arguments.count {
      let argument = arguments[position]
      position += 1
      if argument == "--" { return pieces + [.rest(position)] }
      guard Self.isOption(argument) else {
        pieces.append(.word(position - 1))
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      var value = parts.count > 1 ? String(parts[1]) : nil
      // The next argument is its value, unless that is an option. A negative number is a value.
      if value == nil, position < arguments.count, !arguments[position].hasPrefix("--"),
        option(named: name)?.placeholder != nil
      {
        value = arguments[position]
        position += 1
      }
      pieces.append(.option(name: name, value: value))
    }
    return pieces
  }

  private func option(named name: String) -> (any DeclaredOption)? {
    options().first { "--\($0.name)" == name }
  }

  /// Whether the argument is an option, not a word: it starts with a dash and is no number. `-`
  /// alone is a word.
  private static func isOption(_ argument: String) -> Bool {
    argument.hasPrefix("-") && argument != "-" && Double(argument) == nil
  }
}
