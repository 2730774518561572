import Foundation
import Notebook
import Testing

@testable import Guide

@Suite struct PageComparisonTests {
  private let package: TemporaryPackage
  private var results = [
    "walk": CellResult(text: "[1, 28, 28]\n[32, 26, 26]\n"),
    "curve": CellResult(drawing: "<svg>curve</svg>\n"),
    "device": CellResult(text: "on cpu (2 cores)\n"),
  ]

  init() throws {
    package = try TemporaryPackage()
  }

  /// What a terminal shows of all findings; `␛` stands for the escape character.
  private func shown(color: Bool = false) throws -> String {
    let page = try Page(of: TemporaryPackage.chapters[1], in: package.root)
    let renderer = PageRenderer(
      options: TerminalOptions(
        palette: color ? Palette(depth: .sixteen, background: nil) : nil, width: 80, unicode: true),
      chapters: [])
    var comparison = PageComparison(page, in: package.root)
    let findings = page.pieces.flatMap { comparison.findings(in: $0) { results[$0]! } }
    return findings.map { renderer.text(of: $0, on: page) }.joined()
      .replacing("\u{1B}", with: "␛")
  }

  @Test func aChapterAsItWasHasNoFindings() throws {
    #expect(try shown() == "")
  }

  @Test func codeIsShownWithItsPlacesOnBothSides() throws {
    try package.editSource(
      "  print(model)\n", "  // #region inner\n  print(model, 2)\n  // #endregion inner\n")
    #expect(
      try shown() == """
        code model
        --- Guide/02-model.md:7
        +++ Sources/Chapters/Chapter2Model/Model.swift:7
        @@ -6,2 +5,2 @@
         let model = Model()
        -print(model)
        +print(model, 2)


        """)
  }

  @Test mutating func outputIsShownAsTheGuidesAndYours() throws {
    results["walk"] = CellResult(text: "[1, 28, 28]\n[32, 24, 24]\nmore\n\n")
    #expect(
      try shown() == """
        output of walk
        --- Guide/02-model.md:12
        +++ yours
        @@ -11,2 +1,3 @@
         [1, 28, 28]
        -[32, 26, 26]
        +[32, 24, 24]
        +more


        """)
  }

  @Test mutating func inColourTheGuidesIsRedAndYoursGreen() throws {
    results["walk"] = CellResult(text: "[1, 28, 28]\n[32, 24, 26]\n")
    #expect(
      try shown(color: true) == """
        ␛[1moutput of walk␛[0m
        ␛[31m--- Guide/02-model.md:12␛[0m
        ␛[32m+++ yours␛[0m
        ␛[36m@@ -11,2 +1,2 @@␛[0m
         [1, 28, 28]
        ␛[31m-[32, ␛[0m␛[1;31m26␛[0m␛[31m, 26]␛[0m
        ␛[32m+[32, ␛[0m␛[1;32m24␛[0m␛[32m, 26]␛[0m


        """)
  }

  @Test mutating func whatCameBehindTheEndHasTheLineAfterIt() throws {
    results["walk"] = CellResult()
    try package.editSource("  print(model)\n", "  print(model)\n  print(1)\n")
    #expect(
      try shown() == """
        code model
        --- Guide/02-model.md:8
        +++ Sources/Chapters/Chapter2Model/Model.swift:7
        @@ -6,2 +5,3 @@
         let model = Model()
         print(model)
        +print(1)

        output of walk
        --- Guide/02-model.md:11
        +++ yours
        @@ -11,2 +1,0 @@
        -[1, 28, 28]
        -[32, 26, 26]


        """)
  }

  @Test mutating func aFigureIsNamedWithItsFile() throws {
    results["curve"] = CellResult(drawing: "<svg>mine</svg>\n")
    #expect(
      try shown() == """
        figure curve
        yours differs from the guide's: Guide/figures/2-curve.svg
        see yours with: swift run workbook chapter 2


        """)
  }

  @Test mutating func aClaimThatDoesNotHoldStandsBelowTheOutput() throws {
    try package.editPage("cell=walk", "cell=walk claim=\"32 = 26\" claim=\"33 > 1\"")
    results["walk"] = CellResult(text: "[1, 28, 28]\n[32, 24, 24]\n")
    #expect(
      try shown() == """
        output of walk
        --- Guide/02-model.md:12
        +++ yours
        @@ -11,2 +1,2 @@
         [1, 28, 28]
        -[32, 26, 26]
        +[32, 24, 24]

        claim about walk
        Guide/02-model.md:10 claims: 32 = 26
        yours: 24

        claim about walk
        Guide/02-model.md:10 claims: 33 > 1
        yours: no such number


        """)
  }

  @Test func changedCodeIsFoundWithoutRunning() throws {
    let page = try Page(of: TemporaryPackage.chapters[1], in: package.root)
    #expect(page.changedCode(in: package.root) == [])
    try package.editSource("  print(model)\n", "  print(model, 2)\n")
    let file = "Sources/Chapters/Chapter2Model/Model.swift"
    let changed = ChangedCode(
      place: Place(file: file, line: 6), line: "print(model, 2)", cell: "walk")
    #expect(page.changedCode(in: package.root) == [changed])
    try package.editSource("region model", "region other")
    let gone = ChangedCode(place: Place(file: file, line: 1), line: nil, cell: "walk")
    #expect(page.changedCode(in: package.root) == [gone])
  }

  @Test func drawingsAreComparedUnlessTheirCellIsMasked() throws {
    let figure = {
      FigureReference(cell: $0, alternative: "", source: "figures/2-curve.svg", line: 1)
    }
    let page = try Page(of: TemporaryPackage.chapters[1], in: package.root)
    #expect(!page.hasOther(figure("curve"), than: "<svg>curve</svg>\n", in: package.root))
    #expect(page.hasOther(figure("curve"), than: "<svg></svg>\n", in: package.root))
    #expect(!page.hasOther(figure("device"), than: "<svg></svg>\n", in: package.root))
  }

  @Test mutating func whatVariesIsNotCompared() throws {
    results["device"] = CellResult(text: "on cpu (64 cores)\n")
    try package.editPage(
      "![The loss falls](figures/2-curve.svg)",
      "![x](figures/2-device.svg)\n\n![y](figures/2-curve.svg)")
    results["device"]?.drawing = "<svg>device</svg>"
    #expect(try shown() == "")
  }

  @Test mutating func aCellThatStoppedIsNamedOnceWithWhatItSaid() throws {
    try package.editPage("figures/2-curve.svg)", "figures/2-curve.svg)\n\n![y](figures/2-walk.svg)")
    results["walk"] = CellResult(text: "[1, 28, 28]\n", failure: "Fatal error: no\nsecond line")
    #expect(
      try shown() == """
        cell walk
        did not finish: Guide/02-model.md:10
          Fatal error: no
          second line


        """)
  }

  @Test func codeThatIsGoneIsNamedAndTheRestGoesOn() throws {
    try package.editSource("region model", "region other")
    try package.editPage("[32, 26, 26]", "[32, 26, 25]")
    #expect(
      try shown() == """
        Guide/02-model.md:5: Sources/Chapters/Chapter2Model/Model.swift has no region model; add // #region model and // #endregion model

        output of walk
        --- Guide/02-model.md:12
        +++ yours
        @@ -11,2 +1,2 @@
         [1, 28, 28]
        -[32, 26, 25]
        +[32, 26, 26]


        """)
  }

  @Test func aChangeInADifferenceIsFoundOnBothSides() throws {
    try package.root.write(
      "// #region deep\nlet model = Model(layers: 3)\nprint(model)\n// #endregion deep\n",
      to: "Sources/Chapters/Chapter3Loss/Deep.swift")
    try package.editPage(
      "```swift Sources/Chapters/Chapter2Model/Model.swift#model\nlet model = Model()\n",
      "```diff Sources/Chapters/Chapter2Model/Model.swift#model Sources/Chapters/Chapter3Loss/Deep.swift#deep\n"
        + "-let model = Model()\n+let model = Model(layers: 3)\n ")
    #expect(try shown() == "")
    try package.editSource("print(model)", "print(1)")
    try package.edit("Sources/Chapters/Chapter3Loss/Deep.swift", "print(model)", "print(2)")
    #expect(
      try shown() == """
        code model
        --- Guide/02-model.md:8
        +++ Sources/Chapters/Chapter2Model/Model.swift:6
        @@ -6,2 +5,2 @@
         let model = Model()
        -print(model)
        +print(1)

        code deep
        --- Guide/02-model.md:8
        +++ Sources/Chapters/Chapter3Loss/Deep.swift:3
        @@ -7,2 +2,2 @@
         let model = Model(layers: 3)
        -print(model)
        +print(2)


        """)
  }

  @Test(
    arguments: [
      ([], "a\nb 1\n", false), ([], "a  \nb 1\n\n", false), ([], "a\nb 2\n", true),
      ([], "a\n", true), ([.numbers], "a\nb 2\n", false), ([.numbers], "a\nc 1\n", true),
      ([.everything], "c\n", false),
    ] as [([Mask], String, Bool)])
  func outputThatDiffersFromThePage(masks: [Mask], output: String, differs: Bool) {
    let fence = CellFence(
      name: "x", rules: OutputRules(masks: masks), output: ["a", "b 1"], lines: 1...4)
    #expect(fence.differs(from: output) == differs)
  }

  @Test func aNoteIsIndentedAsOutputIs() {
    let plain = TerminalOptions(palette: nil, width: 80, unicode: true)
    #expect(PageRenderer(options: plain, chapters: []).note("differs") == "  differs\n")
    let colored = TerminalOptions(
      palette: Palette(depth: .sixteen, background: nil), width: 80, unicode: true)
    #expect(
      PageRenderer(options: colored, chapters: []).note("differs")
        == "  \u{1B}[33mdiffers\u{1B}[0m\n")
  }
}
