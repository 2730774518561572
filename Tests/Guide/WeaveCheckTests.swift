import Foundation
import Notebook
import Testing

@testable import Guide

/// Each way in which guide and package can drift apart, with its place and its whole message.
@Suite struct WeaveCheckTests {
  private let package: TemporaryPackage
  private let update = "run: swift run workbook guide update"

  init() throws {
    package = try TemporaryPackage()
  }

  @Test func aGoodGuideHasNoFaultsAndIsNotTouched() throws {
    let before = package.files
    #expect(package.check() == [])
    #expect(package.files == before)
  }

  @Test func withoutRunningNoCellRuns() throws {
    package.recordings = [:]
    #expect(package.checkWithoutRunning() == [])
    #expect(package.runs.isEmpty)
    try package.editSource("print(model)", "print(1)")
    #expect(
      package.checkWithoutRunning() == [
        """
        Guide/02-model.md:7: the code of the region model is not what the page has; \(update)
          --- Guide/02-model.md:7
          +++ Sources/Chapters/Chapter2Model/Model.swift:6
            let model = Model()
          - print(model)
          + print(1)
                  ^
        """
      ])
  }

  @Test func codeOnBothSidesIsFoundBehindMarkersAndBlankLines() throws {
    try package.editSource(
      "  let model", "\n  // #region inner\n  let a = 1\n  // #endregion inner\n  let model")
    try package.editPage("let model", "let a = 1\nlet modle")
    #expect(
      package.checkPage() == [
        """
        Guide/02-model.md:7: the code of the region model is not what the page has; \(update)
          --- Guide/02-model.md:7
          +++ Sources/Chapters/Chapter2Model/Model.swift:9
            let a = 1
          - let modle = Model()
          + let model = Model()
                   ^^
            print(model)
        """
      ])
  }

  @Test(arguments: [
    (
      "[1, 28, 28]\n[32, 26, 25]\n", 12,
      """
          [1, 28, 28]
        - [32, 26, 26]
        + [32, 26, 25]
                    ^
      """
    ),
    (
      "[1, 28, 28]\n", 12,
      """
          [1, 28, 28]
        - [32, 26, 26]
      """
    ),
    (
      "[1, 28, 28]\n[32, 26, 26]\nmore", 13,
      """
          [1, 28, 28]
          [32, 26, 26]
        + more
      """
    ),
  ])
  func outputDiffers(_ output: String, _ line: Int, _ difference: String) {
    package.recordings["walk"] = CellResult(text: output)
    #expect(
      package.check() == [
        """
        Guide/02-model.md:\(line): the output of the cell walk is not what the page has; \(update)
          --- Guide/02-model.md:\(line)
          +++ \(code)
        \(difference)
        """
      ])
  }

  private let code = "Sources/Chapters/Chapter2Model/Model.swift:5"

  @Test func figureMissingDifferentOrNotDrawn() throws {
    package.recordings["curve"] = CellResult(text: "", drawing: "<svg>curves</svg>\n")
    #expect(
      package.check() == [
        """
        Guide/02-model.md:19: figures/2-curve.svg is no longer what the cell curve draws; \(update)
          --- Guide/figures/2-curve.svg:1
          +++ \(code)
          - <svg>curve</svg>
          + <svg>curves</svg>
                      ^
        """
      ])
    try FileManager.default.removeItem(at: package.root.url(of: "Guide/figures/2-curve.svg"))
    #expect(
      package.check() == [
        "Guide/02-model.md:19: figures/2-curve.svg of the cell curve is not recorded; \(update)\n  see \(code)"
      ])
    package.recordings["curve"] = CellResult(text: "")
    #expect(
      package.check() == [
        "Guide/02-model.md:19: the cell curve draws no figure; let it return one, or remove the image\n  see \(code)"
      ])
  }

  @Test func outputNeverRecordedAndCellsThatFail() throws {
    try package.editPage("on cpu (8 cores)\n", "")
    package.recordings["walk"] = nil
    #expect(
      package.check() == [
        "Guide/02-model.md:10: the cell walk failed: no digits at hand; correct it, then \(update)\n  see \(code)",
        """
        Guide/02-model.md:16: the output of the cell device is not what the page has; \(update)
          --- Guide/02-model.md:16
          +++ \(code)
          + on cpu (2 cores)
        """,
      ])
  }

  @Test(arguments: [
    (
      "Model/Model.swift#", "Model/Mdl.swift#",
      "5: there is no file Sources/Chapters/Chapter2Model/Mdl.swift; correct the path"
    ),
    (
      "#model", "#other",
      "5: Sources/Chapters/Chapter2Model/Model.swift has no region other; add // #region other and // #endregion other\n  see Sources/Chapters/Chapter2Model/Model.swift:1"
    ),
    (
      "swift#model", "swift",
      "5: Sources/Chapters/Chapter2Model/Model.swift names no region; write Sources/Chapters/Chapter2Model/Model.swift#region"
    ),
    (
      "swift Sources/Chapters", "swift ../Chapters",
      "5: ../Chapters/Chapter2Model/Model.swift is not a path inside the package; begin it with Sources/"
    ),
    (
      "swift Sources/Chapters/Chapter2Model/Model.swift#model", "swift",
      "5: Swift code that does not say where it comes from; write swift Sources/Chapters/…/File.swift#region"
    ),
    (
      "swift Sources/Chapters/Chapter2Model/Model.swift#model", "ruby",
      "5: a fence of the unknown language ruby; use swift, diff, text, sh or python"
    ),
    (
      "```swift Sources/Chapters/Chapter2Model/Model.swift#model", "```",
      "5: a fence without a language; write swift, diff, text, sh or python behind the marks"
    ),
  ])
  func codeFence(_ old: String, _ new: String, _ message: String) throws {
    try package.editPage(old, new)
    let faults = package.checkPage()
    #expect(faults == ["Guide/02-model.md:\(message)"])
  }

  @Test(arguments: [
    (
      "cell=walk", "cell=wlak",
      [
        "10: chapter 2 has no cell wlak; correct the name, or add the cell",
        "19: the page never shows the cell walk; add a fence: text cell=walk",
      ]
    ),
    (
      "cell=device mask=machine", "cell=walk",
      [
        "15: the output of the cell walk is already on this page; remove one of the fences",
        "19: the page never shows the cell device; add a fence: text cell=device",
      ]
    ),
    (
      "(figures/2-curve.svg)", "(figures/2-curve.svg) ![ ](figures/2-curve.svg)",
      [
        "19: the page never shows the cell curve; add a fence: text cell=curve",
        "19: figures/2-curve.svg has no words for those who cannot see it; write ![what is to be seen](figures/2-curve.svg)",
      ]
    ),
    (
      "![The loss falls]", "![]",
      [
        "19: figures/2-curve.svg has no words for those who cannot see it; write ![what is to be seen](figures/2-curve.svg)"
      ]
    ),
    (
      "figures/2-curve", "figures/3-curve",
      [
        "19: this figure belongs to chapter 3, and the page is chapter 2's; write figures/2-…",
        "19: the page never shows the cell curve; add a fence: text cell=curve",
        "19: a link to Guide/figures/3-curve.svg, which does not exist; correct the link",
      ]
    ),
    (
      "text cell=walk", "sh cell=walk",
      [
        "10: a sh fence does not know the word cell=walk; write sh alone",
        "19: the page never shows the cell walk; add a fence: text cell=walk",
      ]
    ),
    (
      "```text cell=walk", " ```text cell=walk",
      [
        "10: a fence with a source or a cell stands in a list or quote, is indented, or is not of backticks; move it to the left margin and write it with ```",
        "19: the page never shows the cell walk; add a fence: text cell=walk",
      ]
    ),
    (
      "01-data.md#the-data", "01-dtaa.md",
      ["3: a link to Guide/01-dtaa.md, which does not exist; correct the link"]
    ),
    (
      "#the-data", "#the-date",
      [
        "3: a link to the heading #the-date, which Guide/01-data.md does not have; correct the link"
      ]
    ),
    (
      "01-data.md#the-data", "../../x.md",
      [
        "3: a link to ../../x.md, which is not in the package; write a path relative to this page"
      ]
    ),
    (
      "01-data.md#the-data", "#modle",
      ["3: a link to the heading #modle, which Guide/02-model.md does not have; correct the link"]
    ),
  ])
  func pageStructure(_ old: String, _ new: String, _ messages: [String]) throws {
    try package.editPage(old, new)
    let faults = package.checkPage()
    #expect(faults == messages.map { "Guide/02-model.md:\($0)" })
  }

  @Test func linksToFilesFoldersHeadingsAndTheNetAreGood() throws {
    try package.editPage(
      "(01-data.md#the-data)",
      "(../Sources/Chapters/Chapter2Model/Model.swift#L3), [a](../Sources), [b](#model),"
        + " [c](https://example.org/nowhere), [d](mailto:a@example.org)")
    #expect(package.check() == [])
  }

  @Test func aMissingPageAndOneThatIsNoText() throws {
    try FileManager.default.removeItem(at: package.root.url(of: "Guide/01-data.md"))
    try Data([0x23, 0xFF]).write(to: package.root.url(of: "Guide/02-model.md"))
    #expect(
      package.checkWithoutRunning().prefix(2) == [
        "Guide/01-data.md:1: the page does not exist; write it, or correct the chapter's page name",
        "Guide/02-model.md:1: the file cannot be read (it is not UTF-8); save it as UTF-8 text",
      ])
  }

  @Test func whyAPageCannotBeReadAndWhatHelps() throws {
    let pages = ["Guide/01-data.md", "Guide/02-model.md"].map { package.root.url(of: $0) }
    for page in pages { try FileManager.default.removeItem(at: page) }
    try FileManager.default.createSymbolicLink(
      atPath: pages[0].path, withDestinationPath: "01-data.md")
    try Data(repeating: 0x23, count: TextFile.mostBytes + 1).write(to: pages[1])
    #expect(
      package.checkWithoutRunning().prefix(2) == [
        "Guide/01-data.md:1: the file cannot be read (Too many levels of symbolic links);"
          + " check the path and its permissions",
        "Guide/02-model.md:1: the file cannot be read (it has more than 256 KiB); make it shorter",
      ])
  }

  @Test func whatNoPageShowsAndPagesOfNoChapter() throws {
    try package.root.write("<svg/>", to: "Guide/figures/1-old.svg")
    try package.root.write("// #region spare\nlet a = 1\n// #endregion spare\n", to: spare)
    try package.root.write("```text cell=walk\n```\n", to: "Guide/README.md")
    #expect(
      package.check() == [
        "Guide/README.md:1: the cell walk is named on a page that belongs to no chapter; remove the fence or figure",
        "\(spare):1: no page shows the region spare; show it in the guide, or remove its markers",
        "Guide/figures/1-old.svg:1: no page shows this figure; show it, or delete the file",
      ])
  }

  private let spare = "Sources/Chapters/Chapter1Data/Spare.swift"

  @Test func allFaultsOfAPageComeAtOnceInItsOrder() throws {
    try package.editPage("01-data.md", "nowhere.md")
    try package.editPage("print(model)", "print()")
    try package.editPage("cell=walk", "cell=wlak")
    #expect(
      package.check().map { $0.split(separator: " ")[0] }.map(String.init) == [
        "Guide/02-model.md:3:", "Guide/02-model.md:7:", "Guide/02-model.md:10:",
        "Guide/02-model.md:19:",
      ])
  }
}
