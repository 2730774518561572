import Notebook

/// The text of `--help`, for the program, for a group of commands and for one command.
enum HelpText {
  /// `workbook --help`.
  static func program(_ commands: [CommandDescription]) -> String {
    """
    Usage: workbook [COMMAND] [OPTIONS]

    A deep learning workbook: \(Chapter.countInWords) chapters that end in a network that reads
    handwritten digits. Without a command, workbook shows the contents.

    Commands:
    \(list(commands))

    \(optionSections([]))

    Example:
      workbook chapter 1

    'workbook COMMAND --help' says more about a command.

    """
  }

  /// `workbook guide --help`: the commands whose first word is the group.
  static func group(_ group: String, _ commands: [CommandDescription]) -> String {
    """
    Usage: workbook \(group) COMMAND [OPTIONS]

    Commands:
    \(list(commands))

    \(optionSections([]))

    Example:
      \(commands[0].example)

    """
  }

  /// `workbook train --help`.
  static func command(_ command: CommandDescription) -> String {
    let words = command.words.map { " \($0)" }.joined()
    let discussion = command.discussion.isEmpty ? "" : "\n\(command.discussion)\n"
    return """
      Usage: workbook \(command.name)\(words) [OPTIONS]

      \(command.summary)
      \(discussion)
      \(optionSections(command.options))

      Example:
        \(command.example)

      """
  }

  private static func list(_ commands: [CommandDescription]) -> String {
    table(
      commands.filter { !$0.isHidden }.map { command in
        ((([command.name] + command.words).joined(separator: " ")), command.summary)
      })
  }

  private static func optionSections(_ own: [OptionDescription]) -> String {
    let everywhere = "Options of every command:\n" + table(GlobalOptions.descriptions.map(row))
    return own.isEmpty ? everywhere : "Options:\n\(table(own.map(row)))\n\n\(everywhere)"
  }

  private static func row(_ option: OptionDescription) -> (String, String) {
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
