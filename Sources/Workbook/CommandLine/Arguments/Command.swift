/// One command of the workbook: what it is called, how its arguments become values, and what it
/// does.
protocol Command: SendableMetatype {
  static var description: CommandDescription { get }

  /// Takes what the command needs from its arguments.
  init(_ arguments: ParsedArguments) throws(UsageError)

  /// Does the work; throws a `Failure`, or an error whose description says what to do next.
  func run(in session: Session) throws
}

/// What `--help` says about a command.
struct CommandDescription: Sendable {
  /// One or two words: `chapter`, `guide check`.
  let name: String
  /// One line for the list of commands.
  let summary: String
  /// The words that it takes, as the usage line shows them: `N`.
  var words: [String] = []
  /// What more there is to know, in lines of at most 80 characters.
  var discussion = ""
  var options: [OptionDescription] = []
  /// One line to try.
  let example: String
  /// Left out of the list of commands: the workbook calls it itself.
  var isHidden = false
}

extension Command {
  /// Reads the command's arguments, including those that every command has.
  static func parse(_ arguments: [String]) throws(UsageError) -> (command: Self, GlobalOptions) {
    let parser = ArgumentParser(options: description.options + GlobalOptions.descriptions)
    let parsed = try parser.parse(arguments)
    if parsed.words.count > description.words.count {
      throw .unexpectedArgument(parsed.words[description.words.count])
    }
    let globalOptions = try GlobalOptions(parsed)
    return (try Self(parsed), globalOptions)
  }
}
