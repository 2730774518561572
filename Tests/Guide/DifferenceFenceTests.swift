import Notebook
import Testing

@testable import Guide

/// A page that shows how a chapter changes the code of the one before it.
@Suite struct DifferenceFenceTests {
  private let package: TemporaryPackage
  private let update = "run: swift run workbook guide update"
  private static let words =
    "Sources/Chapters/Chapter2Model/Model.swift#model Sources/Chapters/Chapter3Loss/Deep.swift#deep"

  init() throws {
    package = try TemporaryPackage()
    try package.root.write(
      """
      func deepen() {
        // #region deep
        let model = Model(layers: 3)

        print(model)
        // #endregion deep
      }

      """, to: "Sources/Chapters/Chapter3Loss/Deep.swift")
    try package.editPage(
      "![The loss",
      """
      ```diff \(Self.words)
      -let model = Model()
      +let model = Model(layers: 3)
      +
       print(model)
      ```

      ![The loss
      """)
  }

  private func faults() -> [String] {
    package.weaveWithoutRunning.check().map(\.description)
  }

  @Test func aFenceThatAgreesIsNoFaultAndUsesItsRegions() {
    #expect(faults() == [])
  }

  @Test func bothRegionsAreKnownToThePage() throws {
    let page = try Page(of: TemporaryPackage.chapters[1], in: package.root)
    guard case .difference(let fence) = page.pieces[5] else {
      Issue.record("\(page.pieces[5]) is no difference")
      return
    }
    #expect(
      fence.old
        == CodeFence(
          source: "Sources/Chapters/Chapter2Model/Model.swift", region: "model",
          code: ["let model = Model()", "print(model)"], lines: 19...24))
    #expect(
      fence.new
        == CodeFence(
          source: "Sources/Chapters/Chapter3Loss/Deep.swift", region: "deep",
          code: ["let model = Model(layers: 3)", "", "print(model)"], lines: 19...24))
  }

  @Test(arguments: [
    (
      "Sources/Chapters/Chapter3Loss/Deep.swift", "layers: 3", "layers: 4", 21, "\(deep):3",
      """
          -let model = Model()
        - +let model = Model(layers: 3)
        + +let model = Model(layers: 4)
                                     ^
          +
           print(model)
      """
    ),
    (
      "Guide/02-model.md", "+\n print(model)", "+", 23, "\(deep):5",
      """
          +let model = Model(layers: 3)
          +
        +  print(model)
      """
    ),
    (
      "Guide/02-model.md", "-let model = Model()", "-let model = Modle()", 20, "\(model):5",
      """
        - -let model = Modle()
        + -let model = Model()
                          ^^
          +let model = Model(layers: 3)
          +
      """
    ),
  ])
  func aDifferenceThatChangedIsAFaultAndIsUpdated(
    file: String, old: String, new: String, line: Int, place: String, shown: String
  ) throws {
    try package.edit(file, old, new)
    #expect(
      faults() == [
        """
        Guide/02-model.md:\(line): the difference between the regions model and deep is not what the page has; \(update)
          --- Guide/02-model.md:\(line)
          +++ \(place)
        \(shown)
        """
      ])
    #expect(try package.update() == ["Guide/02-model.md"])
    #expect(faults() == [])
    #expect(try package.update() == [])
  }

  @Test func whatBelongsToAFigureIsTheNewCode() {
    package.recordings["curve"] = CellResult(drawing: "<svg>other</svg>\n")
    #expect(package.weave.check().map(\.counterpart) == [Place(file: Self.deep, line: 3)])
  }

  private static let model = "Sources/Chapters/Chapter2Model/Model.swift"
  private static let deep = "Sources/Chapters/Chapter3Loss/Deep.swift"

  @Test func anEmptyFenceIsFilled() throws {
    let expected = package.files["Guide/02-model.md"]
    try package.editPage(
      "-let model = Model()\n+let model = Model(layers: 3)\n+\n print(model)\n", "")
    #expect(try package.update() == ["Guide/02-model.md"])
    #expect(package.files["Guide/02-model.md"] == expected)
  }

  @Test(arguments: [
    (
      " Sources/Chapters/Chapter3Loss/Deep.swift#deep", "",
      "a difference needs the two regions that it compares; write diff Sources/…/File.swift#region Sources/…/File.swift#region"
    ),
    (
      "Deep.swift#deep", "Deep.swift#deep now",
      "a difference needs the two regions that it compares; write diff Sources/…/File.swift#region Sources/…/File.swift#region"
    ),
    (
      "Deep.swift#deep", "Deep.swift",
      "Sources/Chapters/Chapter3Loss/Deep.swift names no region; write Sources/Chapters/Chapter3Loss/Deep.swift#region"
    ),
    (
      "Sources/Chapters/Chapter3Loss/Deep", "../Deep",
      "../Deep.swift is not a path inside the package; begin it with Sources/"
    ),
    (
      "Deep.swift#deep", "Deep.swift#depe",
      "Sources/Chapters/Chapter3Loss/Deep.swift has no region depe; add // #region depe and // #endregion depe"
    ),
    (
      "Deep.swift#deep", "Deeper.swift#deep",
      "there is no file Sources/Chapters/Chapter3Loss/Deeper.swift; correct the path"
    ),
    (
      "Chapter3Loss/Deep.swift#deep", "Chapter2Model/Model.swift#model",
      "the regions model and model are the same; compare two that differ, or remove the fence"
    ),
    (
      "```diff", " ```diff",
      "a fence with a source or a cell stands in a list or quote, is indented, or is not of backticks; move it to the left margin and write it with ```"
    ),
  ])
  func whatIsWrongWithTheFenceIsNamedWithItsLine(
    _ old: String, _ new: String, _ message: String
  ) throws {
    try package.editPage(old, new)
    let faults = package.checkPage()
    #expect(faults.map { $0.prefix { $0 != "\n" } } == ["Guide/02-model.md:19: \(message)"])
  }

  @Test func aRegionThatIsNotClosedIsAFaultOfItsFile() throws {
    try package.edit("Sources/Chapters/Chapter3Loss/Deep.swift", "#endregion deep", "end")
    #expect(
      faults() == [
        "Sources/Chapters/Chapter3Loss/Deep.swift:2: the region deep is never closed; add // #endregion deep\n  see Guide/02-model.md:19"
      ])
  }

  private struct Presenter: PagePresenter {
    let page: Page
    var library: SourceLibrary
    var shown = ""

    mutating func write(_ text: String) { shown += text }
    mutating func code(for fence: CodeFence) throws -> [String] {
      try library.code(for: fence, in: page.file)
    }
    func run(_ fence: CellFence) -> Bool { false }
    mutating func goesOn(after cell: String) -> Bool { true }
    func show(_ figure: FigureReference) -> Bool { false }
  }

  private func shown(color: Bool) throws -> String {
    let page = try Page(of: TemporaryPackage.chapters[1], in: package.root)
    var presenter = Presenter(page: page, library: SourceLibrary(root: package.root))
    let options = TerminalOptions(
      palette: color ? Palette(depth: .sixteen, background: nil) : nil, width: 80, unicode: true)
    try PageRenderer(options: options, chapters: []).render(page, for: &presenter)
    return presenter.shown.replacing("\u{1B}", with: "␛")
  }

  @Test func aTerminalShowsTheDifferenceOfNow() throws {
    try package.edit("Sources/Chapters/Chapter3Loss/Deep.swift", "layers: 3", "layers: 4")
    #expect(
      try shown(color: false).hasSuffix(
        """

          │ -let model = Model()
          │ +let model = Model(layers: 4)
          │ +
          │  print(model)


        """))
  }

  @Test func inColourWhatGoesIsRedAndWhatComesIsGreen() throws {
    try package.edit("Sources/Chapters/Chapter3Loss/Deep.swift", "layers: 3)\n\n", "layers: 3)\n")
    #expect(
      try shown(color: true).contains(
        """

        ␛[2m  │ ␛[0m␛[31m-let model = Model()␛[0m
        ␛[2m  │ ␛[0m␛[32m+let model = Model(␛[0m␛[1;32mlayers: 3␛[0m␛[32m)␛[0m
        ␛[2m  │ ␛[0m print(model)

        """))
  }
}
