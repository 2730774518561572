import Notebook

/// The text of `--help`, for the program, for a group of commands and for one command.
enum HelpText {
  /// `workbook --help`.
  static func program(_ commands: [any Command.Type]) -> String {
    text([
      "Usage: workbook [COMMAND] [OPTIONS]",
      """
      A deep learning workbook: \(Chapter.countInWords) chapters that end in a network that reads
      handwritten digits. Without a command, workbook shows the contents.
      """,
      list(commands), options(of: ContentsCommand.self), example("workbook chapter 1"),
      "'workbook COMMAND --help' says more about a command.",
    ])
  }

  /// `workbook guide --help`: the commands whose first word is the group.
  static func group(_ group: String, _ commands: [any Command.Type]) -> String {
    text([
      "Usage: workbook \(group) COMMAND [OPTIONS]", list(commands), optionsOfEveryCommand,
      example(commands[0].description.example),
    ])
  }

  /// `workbook train --help`.
  static func command(_ command: any Command.Type) -> String {
    let description = command.description
    return text([
      "Usage: workbook \(usage(of: command)) [OPTIONS]", description.summary,
      description.discussion, options(of: command), example(description.example),
    ])
  }

  /// Sections with a line between them.
  private static func text(_ sections: [String]) -> String {
    sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private static func example(_ line: String) -> String { "Example:\n  \(line)" }

  private static func list(_ commands: [any Command.Type]) -> String {
    let shown = commands.filter { !$0.description.isHidden }
    return "Commands:\n" + table(shown.map { (usage(of: $0), $0.description.summary) })
  }

  /// `check [N|N.M]`.
  private static func usage(of command: any Command.Type) -> String {
    (command.name + command.declarations.arguments.map(\.placeholder)).joined(separator: " ")
  }

  private static func options(of command: any Command.Type) -> String {
    let own = command.declarations.options
    return (own.isEmpty ? "" : "Options:\n\(table(own.map(row)))\n\n") + optionsOfEveryCommand
  }

  private static var optionsOfEveryCommand: String {
    "Options of every command:\n" + table(GlobalOptions.declarations.options.map(row))
  }

  private static func row(_ option: any DeclaredOption) -> (String, String) {
    ("--\(option.name)" + (option.placeholder.map { " \($0)" } ?? ""), option.help)
  }

  /// Two columns, of which the first is as wide as in every other table of the text.
  private static func table(_ rows: [(String, String)]) -> String {
    let width = 21
    return rows.map { left, right in
      "  " + left + String(repeating: " ", count: max(width - left.count, 2)) + right
    }.joined(separator: "\n")
  }
}
