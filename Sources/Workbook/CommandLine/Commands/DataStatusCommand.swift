import Datasets
import Notebook

/// `workbook data status`: which digits there are, and whether their files are sound.
struct DataStatusCommand: Command {
  static let description = CommandDescription(
    name: "data status", summary: "Show which digits there are.",
    discussion: """
      Reads every file from beginning to end and says what it holds, or what is wrong
      with it.
      """,
    example: "workbook data status --data ~/MNIST")

  func run(in session: Session) throws {
    let status = MNIST.status(of: session.options.data)
    // Where nothing is sound, what is wrong says it all.
    if !status.files.isEmpty {
      for line in status.lines { session.console.write("\(line)\n") }
    }
    if let problem = status.problems.first { throw problem }
  }
}
