/// One command of the workbook: what it is called, what it takes, and what it does.
///
/// Its properties that are an ``Option``, a ``Flag`` or an ``Argument`` are what it takes.
protocol Command: SendableMetatype {
  static var description: CommandDescription { get }

  /// The command as it is without arguments.
  init()

  /// Does the work; throws a `Failure`, or an error whose description says what to do next.
  func run(in session: Session) throws
}

/// What `--help` says about a command, beside its options.
struct CommandDescription: Sendable {
  /// One or two words: `chapter`, `guide check`.
  let name: String
  /// One line for the list of commands.
  let summary: String
  /// What more there is to know, in lines of at most 80 characters.
  var discussion = ""
  /// One line to try.
  let example: String
  /// Left out of the list of commands: the workbook calls it itself.
  var isHidden = false
}

extension Command {
  static var declarations: Declarations { Declarations(of: Self()) }

  /// The words of its name.
  static var name: [String] { description.name.split(separator: " ").map(String.init) }

  /// Reads the command's arguments, including those that every command has.
  static func parse(_ arguments: [String]) throws(UsageError) -> (command: Self, GlobalOptions) {
    let (command, globalOptions) = (Self(), GlobalOptions())
    let (own, everywhere) = (Declarations(of: command), Declarations(of: globalOptions))
    let parsed = try ArgumentParser { own.options + everywhere.options }.parse(arguments)
    if parsed.words.count > own.arguments.count, own.arguments.last?.isRepeated != true {
      throw UsageError("unexpected argument '\(parsed.words[own.arguments.count])'")
    }
    try everywhere.read(parsed)
    try own.read(parsed)
    return (command, globalOptions)
  }
}

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
    return ArgumentParser {
      GlobalOptions.declarations.options + commands.flatMap { $0.declarations.options }
    }
  }
}
