import Foundation
import Notebook
import Testing

@testable import Guide
@testable import WorkbookCommand

/// `workbook diff` and the mark in `workbook chapter`, on a copy of the guide that has been edited:
/// the code that runs is then another one than the page's.
@Suite struct DiffTests {
  private let copy: PackageCopy

  init() throws {
    copy = try PackageCopy()
  }

  @Test func aFreshCloneIsAsTheGuideHasIt() throws {
    #expect(
      try BuiltWorkbook.run("diff", "1") == .init(output: "Chapter 1 is as the guide has it.\n"))
  }

  @Test func whatDiffersIsShownAndTheStatusIsZero() throws {
    try copy.edit("Guide/01-data.md", "test set: 1000\n", "test set: 10\n")
    try copy.edit("Guide/01-data.md", "{ i in\n  let pixels", "{ i in\n  let points")
    try copy.edit("Guide/figures/1-twenty-digits.svg", "</svg>", "<!-- edited --></svg>")
    let count = try copy.line(of: "test set: 10", in: "Guide/01-data.md")
    let page = try copy.line(of: "  let points = images[i].squeeze()", in: "Guide/01-data.md")
    let source = "Sources/Chapters/Chapter1Data/LookAtBatch.swift"
    let code = try copy.line(of: "    let pixels = images[i].squeeze()", in: source)
    let output = """
      output of count
      --- Guide/01-data.md:\(count)
      +++ yours
      @@ -\(count - 1),2 +1,2 @@
       training set: 4000
      -test set: 10
      +test set: 1000

      code twenty-digits
      --- Guide/01-data.md:\(page)
      +++ \(source):\(code)
      @@ -\(page - 1),5 +\(code - 1),5 @@
       let digits = (0..<min(20, labels.count)).map { i in
      -  let points = images[i].squeeze()
      +  let pixels = images[i].squeeze()
         return ImageGrid.Image(
           width: 28, height: 28, values: pixels.values,
           caption: "\\(labels[i].item())")

      figure twenty-digits
      yours differs from the guide's: Guide/figures/1-twenty-digits.svg
      see yours with: swift run workbook chapter 1

      Chapter 1: 1 piece of code, 1 output and 1 figure differ from the guide's.

      """
    #expect(try copy.run("diff 1") == .init(output: output))
  }

  @Test func coloursComeOnlyWhereTheyAreWanted() throws {
    try copy.edit("Guide/01-data.md", "test set: 1000\n", "test set: 10\n")
    let plain = try copy.run("diff 1").output
    #expect(!plain.contains("\u{1B}"))
    let colored = try copy.run("diff 1 --color always").output
    #expect(
      colored.contains("\u{1B}[32m+test set: \u{1B}[0m\u{1B}[1;32m1000\u{1B}[0m\n"))
  }

  @Test func codeThatIsGoneIsNamedAndTheRestIsCompared() throws {
    try copy.edit(
      "Sources/Chapters/Chapter1Data/LookAtOne.swift", "region squeeze", "region squeezed")
    try copy.edit("Guide/01-data.md", "label: 3", "label: 4")
    let run = try copy.run("diff 1")
    #expect(run.status == 0)
    #expect(run.error == "")
    #expect(run.output.contains("LookAtOne.swift has no region squeeze; "))
    #expect(
      run.output.hasSuffix(
        "Chapter 1: 2 outputs differ from the guide's; 1 piece of code could not be found.\n"))
  }

  @Test func aPageThatIsGoneAndOtherDigitsAreErrors() throws {
    let other = try copy.run("diff 1 --data .")
    #expect(
      other
        == .init(
          error:
            "workbook: the guide shows the digits that ship with the workbook: leave out --data\n",
          status: 64))
    try FileManager.default.removeItem(at: copy.folder.appending(path: "Guide/01-data.md"))
    #expect(
      try copy.run("diff 1")
        == .init(
          error:
            "workbook: Guide/01-data.md:1: the page does not exist; write it, or correct the chapter's page name\n",
          status: 66))
  }

  @Test func aChapterMarksOutputThatDiffers() throws {
    let before = try copy.run("chapter 1").output
    #expect(!before.contains("differs from the guide"))
    try copy.edit("Guide/01-data.md", "test set: 1000\n", "test set: 10\n")
    try copy.edit("Guide/01-data.md", "sorted digits <= 20 %", "sorted digits <= 2 %")
    try copy.edit("Guide/figures/1-mean-digits.svg", "</svg>", "<!-- edited --></svg>")
    let after = try copy.run("chapter 1").output
    let outputMark = "  differs from the guide: swift run workbook diff 1 shows how\n"
    let figureMark =
      "  differs from the guide: Guide/figures/1-mean-digits.svg is the guide's\n"
    let claim = /\n {2}the page claims: sorted digits <= 2 %; what came: [0-9.]+ %\n/
    #expect(after.contains("  test set: 1000\n\(outputMark)"))
    #expect(after.contains(figureMark))
    // Nothing else is another text.
    #expect(
      after.replacing(outputMark, with: "").replacing(figureMark, with: "")
        .replacing(claim, with: "\n") == before)
  }

  @Test func aCheckSaysWhatThePageClaims() throws {
    let page = "Guide/02-model.md"
    try copy.edit(page, "claim=\"a tenth < 0.001\"", "claim=\"a tenth < 0\"")
    try copy.edit(page, "claim=\"ten times > 100\"", "claim=\"ten times > 400\"")
    // As long as the code is the page's, what was recorded holds.
    #expect(try copy.run("check 2.0").status == 0)
    try copy.edit(page, "let model = Model()\nprint(model)", "let model = Models()\nprint(model)")
    let run = try copy.run("check 2.0")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("! 2.0 The code of chapter 2\n"))
    #expect(run.output.contains("  ! what the page claims holds\n"))
    #expect(run.output.contains("\n      If you meant to try that, nothing is wrong.\n"))
    #expect(run.output.contains(#/      scales: a tenth < 0, but there is [0-9.e-]+\n/#))
    #expect(run.output.contains("\n        let model = Model()\n"))
  }

  @Test func withOtherDigitsClaimsAloneAreOfInterest() throws {
    let claim = try #require(Claim("right >= 80 %"))
    let fence = CellFence(
      name: "x", rules: OutputRules(claims: [claim]), output: ["right 81 %"], lines: 1...3)
    let chapter = Chapter.all()[0]
    func notes(_ arguments: String...) throws -> [String] {
      let (_, options) = try ChapterCommand.parse(["1"] + arguments)
      return Session(options, console: .standard())
        .notes(on: fence, thatPrinted: "right nan %\n", of: chapter)
    }
    #expect(
      try notes() == [
        "differs from the guide: swift run workbook diff 1 shows how",
        "the page claims: right >= 80 %; what came: nan %",
      ])
    #expect(
      try notes("--data", "/tmp") == ["the page claims: right >= 80 %; with these digits: nan %"])
  }

  @Test(
    arguments: [
      ([], "is as the guide has it."),
      ([.code], ": 1 piece of code differs from the guide's."),
      ([.code, .code, .output], ": 2 pieces of code and 1 output differ from the guide's."),
      (
        [.figure, .figure, .stopped],
        ": 2 figures differ from the guide's; 1 cell did not finish."
      ),
      ([.stopped, .stopped], ": 2 cells did not finish."),
      (
        [.output, .claim],
        ": 1 output differs from the guide's; 1 claim of the page does not hold."
      ),
      ([.claim, .claim], ": 2 claims of the page do not hold."),
    ] as [([Kind], String)])
  func summaries(kinds: [Kind], expected: String) {
    let summary = DiffSummary(name: "chapter 2", kinds: kinds)
    #expect(summary.description == "Chapter 2" + (kinds.isEmpty ? " " : "") + expected)
  }

  typealias Kind = DiffSummary.Kind
}

/// A copy of the guide and the chapters' sources in a temporary folder, removed at the end of a
/// test. What runs is what was built, whatever is edited here.
private final class PackageCopy {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "diff-\(UUID())")
    let package = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    try FileManager.default.createDirectory(
      at: folder.appending(path: "Sources"), withIntermediateDirectories: true)
    for path in ["Package.swift", "Guide", "Sources/Chapters"] {
      try FileManager.default.copyItem(
        at: package.appending(path: path), to: folder.appending(path: path))
    }
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func edit(_ path: String, _ old: String, _ new: String) throws {
    let url = folder.appending(path: path)
    let text = try String(contentsOf: url, encoding: .utf8)
    try #require(text.contains(old), "\(path) does not hold \(old)")
    try text.replacing(old, with: new).write(to: url, atomically: true, encoding: .utf8)
  }

  /// The number of the only line that is this.
  func line(of text: String, in path: String) throws -> Int {
    let lines = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let numbers = lines.indices.filter { lines[$0] == text }
    try #require(numbers.count == 1, "\(path) holds \(text) \(numbers.count) times")
    return numbers[0] + 1
  }

  func run(_ arguments: String) throws -> BuiltWorkbook.Run {
    try BuiltWorkbook.shell("cd '\(folder.path)' && \"$workbook\" \(arguments)")
  }
}
