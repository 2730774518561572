/// A command line that is being written, and what could stand in the place of its last word.
struct CompletionRequest {
  /// What the shell is to offer, in this order.
  private(set) var candidates: [Completion.Candidate] = []
  /// Which paths the shell is to offer, too.
  private(set) var paths: Completion.Paths?

  /// - Parameter line: the words behind `workbook`, up to the one that is being written.
  init(_ line: [String], commands: [any Command.Type] = Workbook.commands) {
    let words = Self.joined(line)
    let current = words.last ?? ""
    let before = Array(words.dropLast())
    // What bash took apart it puts together again.
    let isWhole = line.last == words.last

    let named = commands.parser.wordPositions(in: before).map { before[$0] }
    let command = commands.command(named)
    let own = (command ?? ContentsCommand.self).declarations
    let options = own.options + GlobalOptions.declarations.options
    func option(_ word: some StringProtocol) -> DeclaredOption? {
      options.first { "--\($0.name)" == word && $0.placeholder != nil }
    }

    if let last = before.last, let option = option(last) {
      offer(option.completion, to: current, after: named)
    } else if let equals = current.firstIndex(of: "="), let option = option(current[..<equals]) {
      let value = String(current[current.index(after: equals)...])
      offer(
        option.completion, to: value, after: named, prefix: isWhole ? "\(current[...equals])" : "")
    } else if current.hasPrefix("-") {
      offer(options: options, to: current)
    } else if let command {
      let place = named.count - command.name.count
      if own.arguments.indices.contains(place) {
        offer(own.arguments[place].completion, to: current, after: named)
      } else {
        offer(options: options, to: current)
      }
    } else {
      let names = commands.words(after: named).map { word in
        let command = commands.command(named + [word])
        return Completion.Candidate(word: word, help: command?.description.summary ?? "")
      }
      offer(Completion { _ in names }, to: current, after: named)
    }
  }

  private mutating func offer(
    _ completion: Completion, to beginning: String, after words: [String], prefix: String = ""
  ) {
    paths = completion.paths
    candidates = completion.candidates(words).filter { $0.word.hasPrefix(beginning) }
      .map { Completion.Candidate(word: prefix + $0.word, help: $0.help) }
  }

  private mutating func offer(options: [DeclaredOption], to beginning: String) {
    let all = options.map { Completion.Candidate(word: "--\($0.name)", help: $0.help) }
    offer(Completion { _ in all }, to: beginning, after: [])
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
