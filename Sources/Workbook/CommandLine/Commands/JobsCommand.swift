import Exercises
import Notebook

/// `workbook jobs 2 relu,linear`: runs cells of a chapter, or with `3.2 0,1` checks of an exercise,
/// and reports on each as long as standard input is open.
///
/// The other commands run by it what may stop the program, so that only this process is stopped.
struct JobsCommand: Command {
  static let description = CommandDescription(
    name: "jobs", summary: "Run cells or checks and report on them.",
    example: "workbook jobs 2 relu,linear", isHidden: true)

  @Argument(.word("N", "the number of a chapter or an exercise")) private var place: String
  @Argument(.word("NAMES", "what to run of it")) private var names: String

  func run(in session: Session) throws {
    let names = names.split(separator: ",").map(String.init)
    if place.contains(".") { return runChecks(names, of: try Exercise(word: place)) }
    let chapter = try session.chapter(place)
    for name in names { _ = try session.cell(name, of: chapter) }
    runJobs(names) { CellResult(running: chapter.cell(named: $0)!) }
  }
}
