/// `workbook guide check`: whether code and output in the guide are what they say they are.
struct GuideCheckCommand: Command {
  static let description = CommandDescription(
    name: "guide check", summary: "Compare the guide with the code and its output.",
    discussion: """
      Runs the code of every chapter and says where a page under Guide shows other
      code or other output. Changes nothing. Ends with status 1 if there is a
      difference.
      """,
    example: "workbook guide check")

  init(_ arguments: ParsedArguments) {}

  func run(in session: Session) throws {
    throw Failure("guide check is not there yet", status: .software)
  }
}

/// `workbook guide update`: writes the code and its output of now into the guide.
struct GuideUpdateCommand: Command {
  static let description = CommandDescription(
    name: "guide update", summary: "Write the code and its output into the guide.",
    discussion: """
      Runs the code of every chapter and writes code, output and figures into the
      pages under Guide. Prose stays as it is.
      """,
    example: "workbook guide update")

  init(_ arguments: ParsedArguments) {}

  func run(in session: Session) throws {
    throw Failure("guide update is not there yet", status: .software)
  }
}
