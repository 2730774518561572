import Notebook

/// `workbook complete -- check 3.`: what could stand in the place of the last word. The scripts of
/// ``Shell`` ask for it, so that what they offer is right after every change, and nothing of the
/// commands is written in a shell's language.
struct CompleteCommand: Command {
  static let description = CommandDescription(
    name: "complete", summary: "Say what a command line could go on with.",
    example: "workbook complete -- check 3.", isHidden: true)

  @RestOfArguments("WORD") private var line: [String]

  func run(in session: Session) {
    let request = CompletionRequest(line)
    // No word begins with a colon.
    if let paths = request.paths { session.console.write(":\(paths)\n") }
    for candidate in request.candidates {
      session.console.write("\(candidate.word)\t\(candidate.help)\n")
    }
  }
}
