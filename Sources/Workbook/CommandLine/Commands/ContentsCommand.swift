/// `workbook` alone: what there is, and what to run next.
struct ContentsCommand: Command {
  static let description = CommandDescription(
    name: "", summary: "Show the contents and what to run next.", example: "workbook")

  init(_ arguments: ParsedArguments) {}

  func run(in session: Session) {
    let chapters = session.chapters.map { "  \($0.number)  \($0.title)\n" }.joined()
    session.console.write(
      """
      Digit by Digit
      Six chapters, and at their end a network that reads handwritten digits.

      \(chapters)
      Begin:            swift run workbook chapter 1
      All commands:     swift run workbook --help

      """)
  }
}
