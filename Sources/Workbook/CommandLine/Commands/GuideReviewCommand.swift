import Benchmark
import Guide
import Notebook

/// `workbook guide review`: shows each change of code and output, and records those that are
/// wanted.
struct GuideReviewCommand: Command {
  static let description = CommandDescription(
    name: "guide review", summary: "Go through what has changed, and accept or reject it.",
    discussion: """
      Runs the code of every chapter and shows what differs from the pages under
      Guide, one change at a time. A key says what to do with it:
        a  accept: write it into the page       A  accept this and all that follow
        r  reject: the page stays as it is      s  skip: decide later
        q  quit: leave this and all that follow
      Without a terminal it lists the changes. Ends with status 1 if a page still
      differs. Does nothing if CI is set.
      """,
    example: "workbook guide review")

  func run(in session: Session) throws {
    try session.checkThatRecordingIsAllowed()
    let weave = try session.weave(effort: .thorough)
    try review(
      weave.pages.map { weave.compare(page: $0) }, in: session,
      with: session.output.isInteractive ? Keyboard() : nil)
  }

  /// Goes through the changes of these pages. Throws where a page still differs in the end.
  ///
  /// - Parameter keyboard: nil where there is none, and the changes are only listed.
  func review(
    _ comparisons: [ComparedPage], in session: Session, with keyboard: Keyboard?
  ) throws {
    let obstacles = comparisons.flatMap(\.obstacles)
    for obstacle in obstacles { session.console.writeError(TerminalText(lines: "\(obstacle)\n")) }
    // Like `guide update`, which writes nothing into a page that has other faults.
    let reviewed = comparisons.filter { $0.obstacles.isEmpty }
    let changes = reviewed.flatMap(\.changes)
    if changes.isEmpty, obstacles.isEmpty {
      session.console.write("nothing to review: every page has the code and output of now\n")
      return
    }
    if changes.isEmpty { throw Failure(nil, status: .checkFailed) }
    if let keyboard {
      var review = ChangeReview(session: session, keyboard: keyboard)
      try review.run(reviewed)
      session.console.write(
        "\(review.accepted) accepted, \(review.rejected) rejected, \(review.skipped) skipped\n")
      if review.rejected > 0 {
        session.console.write(
          ExerciseText(session)
            .sentence("what was rejected will differ until the code agrees with the page"))
      }
      if review.accepted == changes.count, obstacles.isEmpty { return }
    } else {
      for (index, change) in changes.enumerated() {
        session.write(change, index + 1, of: changes.count)
      }
      session.console.write(
        """

        To record all of it:         swift run workbook guide update
        To choose, in a terminal:    swift run workbook guide review

        """)
    }
    throw Failure(nil, status: .checkFailed)
  }
}
