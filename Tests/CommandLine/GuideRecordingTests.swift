import Foundation
import Kernels
import Testing

@testable import WorkbookCommand

/// The guide's commands, run as a reader runs them, on copies of the guide.
@Suite(.serialized) struct GuideRecordingTests {
  /// Every cell of every chapter runs, in a place with other commas, letters and hours, and gives
  /// what the pages have. Where floats are rounded otherwise, what can be compared there is.
  @Test func everyCellGivesWhatThePagesHave() throws {
    let guide = try GuideFolder()
    let shipped = try guide.contents()
    let elsewhere = [
      "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Chatham", "COLUMNS": "43",
    ]
    guard Machine.hasFusedMultiplyAdd else {
      let run = try guide.run("guide check --approximate", environment: elsewhere)
      #expect(run.error == "")
      #expect(run.status == 0)
      return
    }
    // The numbers of the page about speed are others each time.
    try FileManager.default.removeItem(at: guide.folder.appending(path: "Guide/speed.md"))
    // Recorded from nothing: without the output of any cell, and without any figure.
    var emptied = 0
    for page in guide.pages {
      let text = try guide.text(of: page)
      let fence = #/(?m)^(```text cell=[^\n]*\n)(?s:.*?\n)?```$/#
      // What is masked is kept as it was recorded, so it stays.
      let changed = text.replacing(fence) { match in
        if match.output.1.contains("mask=") { return String(match.output.0) }
        emptied += 1
        return "\(match.output.1)```"
      }
      try guide.write(changed, to: page)
    }
    try FileManager.default.removeItem(at: guide.folder.appending(path: "Guide/figures"))
    #expect(emptied > 40)

    let run = try guide.run("guide update", environment: elsewhere)
    #expect(
      run.error
        == "workbook: Guide/speed.md:1: the page does not exist; write it, or correct the chapter's page name\n"
    )
    let recorded = try guide.contents()
    for (file, content) in shipped where file != "speed.md" && !file.hasPrefix("figures/speed-") {
      let isSame = recorded[file] == content
      #expect(
        isSame,
        """
        Guide/\(file) is not what its cells give. If you have changed a chapter, that is no mistake: \
        swift run workbook diff shows how it differs, and guide review records it.
        """)
    }
  }

  @Test func checkFindsWhatDiffersAndUpdatePutsItRight() throws {
    let guide = try GuideFolder(pages: ["01-data.md", "README.md"])
    let shipped = try guide.text(of: "01-data.md")
    try guide.edit("01-data.md", "training batches: 125", "training batches: 12")
    let line = try guide.line(of: "training batches: ", in: "01-data.md")
    let source = "Sources/Chapters/Chapter1Data/LoadDigits.swift"
    let region = try GuideFolder.line(ofRegion: "count-batches", in: source)
    let check = try guide.run("guide check")
    #expect(check.status == 1)
    #expect(check.output == "")
    #expect(
      check.error.contains(
        """
        Guide/01-data.md:\(line): the output of the cell count-batches is not what the page has; run: swift run workbook guide update
          --- Guide/01-data.md:\(line)
          +++ \(source):\(region)
          - training batches: 12
          + training batches: 125
                                ^
            test batches: 32
            of all of MNIST: 1875 and 313

        """), "\(check.error)")
    #expect(check.error.contains("Guide/02-model.md:1: the page does not exist; "))

    // The other pages are missing, which is said after what can be put right has been.
    let update = try guide.run("guide update")
    #expect(update.status == 66)
    #expect(update.output == "01-data.md: wrote Guide/01-data.md\nREADME.md: as it was\n")
    #expect(try guide.text(of: "01-data.md") == shipped)
    let again = try guide.run("guide update")
    #expect(again.output == "01-data.md: as it was\nREADME.md: as it was\n")
    #expect(try guide.text(of: "01-data.md") == shipped)
  }

  @Test(arguments: ["guide update", "guide review"])
  func nothingIsRecordedWhereCIIsSet(command: String) throws {
    let guide = try GuideFolder(pages: ["01-data.md"])
    try guide.edit("01-data.md", "training batches: 125", "training batches: 12")
    let before = try guide.contents()
    let run = try guide.run(command, environment: ["CI": "true"])
    #expect(
      run
        == .init(
          error:
            "workbook: nothing is recorded if CI is set: run 'swift run workbook guide update' on a machine of your own and commit what it writes, or unset CI\n",
          status: 77))
    #expect(try guide.contents() == before)
  }

  @Test func withoutATerminalReviewListsWhatIsPending() throws {
    let guide = try GuideFolder(pages: ["01-data.md"])
    try guide.edit("01-data.md", "training batches: 125", "training batches: 12")
    try guide.edit("01-data.md", "label: 3\n```\n\nThe", "label: 4\n```\n\nThe")
    let before = try guide.contents()
    let line = try guide.line(of: "training batches: ", in: "01-data.md")
    let run = try guide.run("guide review")
    #expect(run.status == 1)
    #expect(run.output.contains("\n2 of 2  Guide/01-data.md:\(line): the output of the cell "))
    #expect(
      run.output.hasSuffix(
        """

        To record all of it:         swift run workbook guide update
        To choose, in a terminal:    swift run workbook guide review

        """))
    #expect(try guide.contents() == before)
  }
}
