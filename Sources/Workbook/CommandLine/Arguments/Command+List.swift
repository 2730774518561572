// The commands that there are, as a list that can be asked.

extension [any Command.Type] {
  /// The command whose name these words begin with.
  func command(_ words: some Collection<String>) -> (any Command.Type)? {
    first { words.starts(with: $0.name) }
  }

  /// The words by which these go on to the names of commands; none of a command that is hidden.
  func words(after beginning: [String]) -> [String] {
    reduce(into: []) { words, command in
      let name = command.name
      guard !command.description.isHidden, name.count > beginning.count,
        name.starts(with: beginning), !words.contains(name[beginning.count])
      else { return }
      words.append(name[beginning.count])
    }
  }

  /// What understands the options of all commands, and of the program without a command.
  var parser: ArgumentParser {
    let commands = [ContentsCommand.self] + self
    return ArgumentParser(
      options: GlobalOptions.declarations.options + commands.flatMap { $0.declarations.options })
  }
}
