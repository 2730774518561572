import Notebook
import Testing

@testable import Guide

@Suite struct PageTests {
  @Test func piecesKnowWhereTheyComeFrom() throws {
    let package = try TemporaryPackage()
    let page = try Page(of: TemporaryPackage.chapters[1], in: package.root)
    #expect(page.file == "Guide/02-model.md")
    #expect(page.chapter == 2)
    #expect(page.cells == ["walk", "device", "curve"])
    #expect(
      page.pieces.dropFirst(2) == [
        .code(
          CodeFence(
            source: "Sources/Chapters/Chapter2Model/Model.swift", region: "model",
            code: ["let model = Model()", "print(model)"], lines: 5...8)),
        .cell(
          CellFence(
            name: "walk", rules: OutputRules(), output: ["[1, 28, 28]", "[32, 26, 26]"],
            lines: 10...13)),
        .cell(
          CellFence(
            name: "device", rules: OutputRules(masks: [.machine]), output: ["on cpu (8 cores)"],
            lines: 15...17)),
        .figure(
          FigureReference(
            cell: "curve", alternative: "The loss falls", source: "figures/2-curve.svg", line: 19)),
      ])
  }

  @Test func theCodeOfAFenceIsTheSourcesOwn() throws {
    let package = try TemporaryPackage()
    try package.editSource("print(model)", "print(1)")
    let page = try Page(of: TemporaryPackage.chapters[1], in: package.root)
    guard case .code(let fence) = page.pieces[2] else {
      Issue.record("no code fence")
      return
    }
    var library = SourceLibrary(root: package.root)
    #expect(
      try library.code(for: fence, in: page.file) == ["let model = Model()", "print(1)"])
  }

  @Test func aMissingPageSaysSo() throws {
    let package = try TemporaryPackage()
    let chapter = Chapter("Chapter3LossAndOptimizer", title: "Loss", page: "03-loss.md", cells: [])
    let thrown = #expect(throws: GuideFaults.self) { try Page(of: chapter, in: package.root) }
    #expect(
      thrown?.description
        == "Guide/03-loss.md:1: the page does not exist; write it, or correct the chapter's page name"
    )
  }

  @Test func plainFencesAndOtherImagesAreProse() throws {
    let text =
      "```sh\nls\n```\n\n![a](figures/sketch.svg)\n\n```text\nx\n```\n"
    let page = try Page(parsing: text, file: "Guide/README.md", chapter: nil)
    #expect(page.pieces.count == 3)
    for piece in page.pieces {
      guard case .prose = piece else {
        Issue.record("\(piece) is not prose")
        continue
      }
    }
  }
}
