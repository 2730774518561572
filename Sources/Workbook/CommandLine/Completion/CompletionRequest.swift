/// A command line that is being written, and what could stand in the place of its last word.
struct CompletionRequest {
  /// What the shell is to offer, in this order.
  let candidates: [Completion.Candidate]
  /// Which paths the shell is to offer, too.
  let paths: Completion.Paths?

  /// - Parameter line: the words behind `workbook`, up to the one that is being written.
  init(_ line: [String], commands: [any Command.Type] = Workbook.commands) {
    let words = Self.joined(line)
    let current = words.last ?? ""
    let before = Array(words.dropLast())
    // What bash took apart it puts together again.
    let isWhole = line.last == words.last

    let named = commands.parser.pieces(of: before).positions.map { before[$0] }
    let command = commands.command(named)
    let own = (command ?? ContentsCommand.self).declarations
    let options = own.options + GlobalOptions.declarations.options
    func option(_ word: some StringProtocol) -> (any DeclaredOption)? {
      options.first { "--\($0.name)" == word && $0.placeholder != nil }
    }
    let argument = command.flatMap { own.arguments.dropFirst(named.count - $0.name.count).first }

    var (prefix, beginning) = ("", current)
    let completion: Completion
    if let option = before.last.flatMap(option) {
      completion = option.completion
    } else if let equals = current.firstIndex(of: "="), let option = option(current[..<equals]) {
      completion = option.completion
      beginning = String(current[current.index(after: equals)...])
      if isWhole { prefix = String(current[...equals]) }
    } else if current.hasPrefix("-") || command != nil && argument == nil {
      completion = Completion { _ in options.map { .init(word: "--\($0.name)", help: $0.help) } }
    } else if let argument {
      completion = argument.completion
    } else {
      completion = Completion { named in
        commands.words(after: named).map { word in
          let command = commands.command(named + [word])
          return .init(word: word, help: command?.description.summary ?? "")
        }
      }
    }
    paths = completion.paths
    candidates = completion.candidates(named).filter { $0.word.hasPrefix(beginning) }
      .map { .init(word: prefix + $0.word, help: $0.help) }
  }

  /// bash takes `--color=auto` apart at the equals sign.
  private static func joined(_ line: [String]) -> [String] {
    line.reduce(into: []) { words, word in
      if let last = words.last, last.hasPrefix("--"), word == "=" || last.hasSuffix("=") {
        words[words.count - 1] += word
      } else {
        words.append(word)
      }
    }
  }
}
