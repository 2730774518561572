import Foundation
import Notebook
import Testing

@testable import Guide

@Suite struct WeaveUpdateTests {
  private let package: TemporaryPackage

  init() throws {
    package = try TemporaryPackage()
  }

  @Test func anUpToDatePageIsLeftAlone() throws {
    let before = package.files
    #expect(try package.update() == [])
    #expect(package.files == before)
    #expect(package.runs == ["walk": 1, "device": 1, "curve": 1])
  }

  @Test func codeOutputAndFiguresAreWrittenOnceAndForAll() throws {
    try package.editSource("print(model)", "print(model, 2)\n\n    // Done.")
    package.recordings["walk"] = CellResult(text: "one  \n\ntwo\n\n")
    package.recordings["curve"] = CellResult(text: "", drawing: "<svg>new</svg>\n")

    let written = try package.update()
    #expect(written == ["Guide/figures/2-curve.svg", "Guide/02-model.md"])
    let expected = TemporaryPackage.page
      .replacing("print(model)", with: "print(model, 2)\n\n  // Done.")
      .replacing("[1, 28, 28]\n[32, 26, 26]", with: "one\n\ntwo")
    #expect(package.files["Guide/02-model.md"] == expected)
    #expect(package.files["Guide/figures/2-curve.svg"] == "<svg>new</svg>\n")
    #expect(package.check() == [])

    let after = package.files
    #expect(try package.update() == [])
    #expect(package.files == after)
  }

  @Test func anEmptyFenceIsFilledAndWhatIsMaskedIsThenKept() throws {
    try package.editPage("on cpu (8 cores)\n", "")
    #expect(try package.update() == ["Guide/02-model.md"])
    #expect(
      package.files["Guide/02-model.md"]?.contains("mask=machine\non cpu (2 cores)\n```\n") == true)
    package.recordings["device"] = CellResult(text: "on cpu (64 cores)\n")
    #expect(try package.update() == [])
  }

  @Test func linesThatDifferOnlyInWhatIsMaskedKeepTheirText() throws {
    try package.editPage("mask=machine\non cpu (8 cores)", "mask=numbers\nslow 15.0 ms\nfast 2 ms")
    package.recordings["device"] = CellResult(text: "slow   9.5 ms\nfaster 2.25 ms\n")
    #expect(try package.update() == ["Guide/02-model.md"])
    #expect(
      package.files["Guide/02-model.md"]?.contains(
        "mask=numbers\nslow 15.0 ms\nfaster 2.25 ms\n```\n") == true)
  }

  @Test func nothingIsWrittenWhereAClaimFails() throws {
    try package.editPage("cell=walk", "cell=walk claim=\"Test_acc >= 80 %\"")
    package.recordings["walk"] = CellResult(text: "Test_acc: 79.9%\n")
    let before = package.files
    #expect(throws: GuideFaults.self) { try package.update() }
    #expect(package.files == before)
    package.recordings["walk"] = CellResult(text: "Test_acc: 80.0%\n")
    #expect(try package.update() == ["Guide/02-model.md"])
  }

  @Test func changesAreRecordedOneByOne() throws {
    try package.editSource("print(model)", "print(model)\n  print(2)")
    package.recordings["walk"] = CellResult(text: "new\n")
    package.recordings["curve"] = CellResult(text: "", drawing: "<svg/>")
    let comparison = package.weave.compare(page: "02-model.md")
    let changes = comparison.changes
    #expect(changes.map(\.fault.line) == [8, 11, 19])

    var page = comparison
    #expect(try page.record([changes[1]]) == ["Guide/02-model.md"])
    let walked = TemporaryPackage.page.replacing("[1, 28, 28]\n[32, 26, 26]", with: "new")
    #expect(package.files["Guide/02-model.md"] == walked)
    // The lines of the second change are those of the page as it was compared.
    #expect(try page.record([changes[0]]) == ["Guide/02-model.md"])
    let both = walked.replacing("print(model)\n", with: "print(model)\nprint(2)\n")
    #expect(package.files["Guide/02-model.md"] == both)
    #expect(try page.record([changes[2]]) == ["Guide/figures/2-curve.svg"])
    #expect(package.files["Guide/02-model.md"] == both)
    #expect(package.check() == [])
  }

  @Test func whatSomebodyWritesMeanwhileIsNotWrittenOver() throws {
    package.recordings["walk"] = CellResult(text: "new\n")
    let comparison = package.weave.compare(page: "02-model.md")
    try package.editPage("# Model", "# The model")
    let before = package.files
    let thrown = #expect(throws: GuideFaults.self) { try comparison.recordAll() }
    #expect(
      thrown?.description
        == "Guide/02-model.md:1: somebody has written into the file meanwhile, and nothing was recorded over it; try again"
    )
    #expect(package.files == before)
  }

  @Test func aMissingFigureIsDrawn() throws {
    try FileManager.default.removeItem(at: package.root.url(of: "Guide/figures"))
    #expect(try package.update() == ["Guide/figures/2-curve.svg"])
    #expect(package.files["Guide/figures/2-curve.svg"] == "<svg>curve</svg>\n")
  }

  @Test func outputThatHoldsAFenceGetsALongerOne() throws {
    package.recordings["walk"] = CellResult(text: "```swift\nlet a = 1\n```\n")
    _ = try package.update()
    #expect(
      package.files["Guide/02-model.md"]?.contains(
        "````text cell=walk\n```swift\nlet a = 1\n```\n````\n") == true)
    #expect(package.check() == [])
    #expect(try package.update() == [])
  }

  @Test func nothingIsWrittenWhereSomethingIsWrong() throws {
    package.recordings["walk"] = CellResult(text: "new\n")
    package.recordings["curve"] = nil
    try package.editSource("#endregion model", "#endregion modle")
    let before = package.files
    let thrown = #expect(throws: GuideFaults.self) {
      try package.update()
    }
    #expect(
      thrown?.description == """
        Sources/Chapters/Chapter2Model/Model.swift:4: the region model is never closed; add // #endregion model
          see Guide/02-model.md:5
        Guide/02-model.md:19: the cell curve failed: no digits at hand; correct it, then run: swift run workbook guide update
        """)
    #expect(package.files == before)
  }

  @Test func aPageThatCannotBeWrittenIsReportedAndStays() throws {
    // A folder where the figures' folder should be made, but a file is in the way.
    try FileManager.default.removeItem(at: package.root.url(of: "Guide/figures"))
    try package.root.write("in the way", to: "Guide/figures")
    let before = package.files
    let thrown = #expect(throws: GuideFaults.self) {
      try package.update()
    }
    #expect(
      thrown?.description.hasPrefix(
        "Guide/figures/2-curve.svg:1: the file cannot be written (") == true)
    #expect(thrown?.description.contains("\n") == false)
    #expect(package.files == before)
  }
}
