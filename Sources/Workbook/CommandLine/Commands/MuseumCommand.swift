import Guide
import Notebook

/// `workbook museum`: mistakes that run without an error, each a curve first.
struct MuseumCommand: Command {
  static let description = CommandDescription(
    name: "museum", summary: "See mistakes that run without an error.",
    discussion: """
      Each exhibit is a curve first, to guess from; then the code, and a check that
      finds this fault and no other. With --step, there is time to guess. With a
      number, one exhibit is shown.
      """,
    example: "workbook museum --step")

  @Argument(.exhibit) private var exhibit: Int? = nil
  @Flag(help: Pace.step) private var step
  @Flag(help: Pace.all) private var all

  func run(in session: Session) throws {
    let museum = Chapter.museum(session.options.data)
    let ways: [Way] = [
      ("Contents", "swift run workbook"), ("Compare", "swift run workbook diff museum"),
      ("Test", "swift test --filter Museum"),
    ]
    try session.show(museum, at: try Pace(step: step, all: all), endingWith: ways) { page in
      exhibit.flatMap { page.section("Exhibit \($0):") }
    }
  }
}
