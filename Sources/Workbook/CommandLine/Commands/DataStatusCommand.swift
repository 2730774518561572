/// `workbook data status`: which digits there are, and whether their files are sound.
struct DataStatusCommand: Command {
  static let description = CommandDescription(
    name: "data status", summary: "Show which digits there are.",
    discussion: """
      Reads every file from front to back and says what it holds, or what is wrong
      with it.
      """,
    example: "workbook data status --data ~/MNIST")

  init(_ arguments: ParsedArguments) {}

  func run(in session: Session) throws {
    throw Failure("data status is not there yet", status: .software)
  }
}
