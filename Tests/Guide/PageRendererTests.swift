import Foundation
import Notebook
import Testing

@testable import Guide

/// Collects what a terminal would show, and what was asked for, in order.
private struct Recorder: PagePresenter {
  let renderer: PageRenderer
  /// Cells print and draw nothing.
  var isSilent = false
  var shown = ""
  var pieces: [String] = []

  mutating func write(_ text: String) {
    shown += text
    pieces.append(text)
  }

  mutating func code(for fence: CodeFence) -> [String] {
    fence.code
  }

  mutating func run(_ fence: CellFence) -> Bool {
    pieces.append("cell \(fence.name)")
    if isSilent { return false }
    shown += renderer.output("live \(fence.name)\n")
    return true
  }

  mutating func show(_ figure: FigureReference) -> Bool {
    pieces.append("figure \(figure.cell)")
    if isSilent { return false }
    shown += "(\(figure.alternative))\n"
    return true
  }
}

@Suite struct PageRendererTests {
  private static let page = """
    # The model

    A *convolution* slides **32** small filters over `images`; what it gives goes
    on to [chapter 1](01-data.md), to [the code](../Sources/NN/Conv2d.swift), [below](#more) and <https://example.org>.\\
    New line.[^1]

    ## More

    - one item that is long enough to go on in a second line, which hangs below its words
      1. nested
      2. second

    > Quoted *words*.

    | layer | parameters | in words |
    | :-- | --: | :-: |
    | `conv1` | 320 | 畳み込み |
    | fc | 102464 | é😀 |

    ```swift Sources/Chapters/Chapter2Model/Model.swift#model
    let x: Float = 0.5  // half
    print("\\(x)", true)
    ```

    ```text cell=walk
    recorded
    ```

    ![A curve](figures/2-curve.svg)

    ```sh
    swift run workbook  # go
    ```

    ---

    [^1]: A note.

    """

  private static func render(
    _ text: String = page, color: Bool = false, width: Int = 80, unicode: Bool = true,
    isSilent: Bool = false
  ) throws -> Recorder {
    let cells = ["walk", "curve"].map { name in Cell(name) { nil } }
    let chapter = Chapter(number: 2, title: "Model", page: "02-model.md", cells: cells)
    let first = Chapter(number: 1, title: "Data", page: "01-data.md", cells: [])
    let (page, _) = Page.recovering(text, file: "Guide/02-model.md", chapter: chapter)
    let options = TerminalOptions(color: color, width: width, unicode: unicode)
    let renderer = PageRenderer(options: options, chapters: [first, chapter])
    var recorder = Recorder(renderer: renderer, isSilent: isSilent)
    try renderer.render(page, for: &recorder)
    return recorder
  }

  @Test func plainAt80Columns() throws {
    #expect(
      try Self.render().shown == """
        The model
        ═════════

        A _convolution_ slides *32* small filters over `images`; what it gives goes on
        to chapter 1 (swift run workbook chapter 1), to the code
        (Sources/NN/Conv2d.swift), below and https://example.org.
        New line.[1]

        More
        ────

        • one item that is long enough to go on in a second line, which hangs below its
          words
          1. nested
          2. second

        ▌ Quoted _words_.

        layer    parameters  in words
        ───────  ──────────  ────────
        `conv1`         320  畳み込み
        fc           102464    é😀

          │ let x: Float = 0.5  // half
          │ print("\\(x)", true)

          live walk

        (A curve)

          │ swift run workbook  # go

        ────────────────────────────────────────────────────────────────────────────────

        [1] A note.

        """)
  }

  /// `␛` stands for the escape character.
  @Test func inColourAt80Columns() throws {
    #expect(
      try Self.render(color: true).shown.replacing("\u{1B}", with: "␛") == """
        ␛[1;36mThe model␛[0m
        ␛[2m═════════␛[0m

        A ␛[3mconvolution␛[0m slides ␛[1m32␛[0m small filters over ␛[36mimages␛[0m; what it gives goes on to
        chapter 1 ␛[2m(swift run workbook chapter 1)␛[0m, to the code ␛[2m(Sources/NN/Conv2d.swift)␛[0m,
        below and https://example.org.
        New line.␛[2m[1]␛[0m

        ␛[1mMore␛[0m
        ␛[2m────␛[0m

        ␛[2m• ␛[0mone item that is long enough to go on in a second line, which hangs below its
          words
          ␛[2m1. ␛[0mnested
          ␛[2m2. ␛[0msecond

        ␛[2m▌ ␛[0mQuoted ␛[3mwords␛[0m.

        ␛[1mlayer␛[0m  ␛[1mparameters␛[0m  ␛[1min words␛[0m
        ␛[2m─────  ──────────  ────────␛[0m
        ␛[36mconv1␛[0m         320  畳み込み
        fc         102464    é😀

        ␛[2m  │ ␛[0m␛[35mlet␛[0m x: ␛[36mFloat␛[0m = ␛[33m0.5␛[0m  ␛[2m// half␛[0m
        ␛[2m  │ ␛[0mprint(␛[32m"\\(x)"␛[0m, ␛[33mtrue␛[0m)

          live walk

        (A curve)

        ␛[2m  │ ␛[0mswift run workbook  ␛[2m# go␛[0m

        ␛[2m────────────────────────────────────────────────────────────────────────────────␛[0m

        ␛[2m[1] ␛[0mA note.

        """)
  }

  @Test func inASCIIAt40Columns() throws {
    #expect(
      try Self.render(width: 40, unicode: false).shown == """
        The model
        =========

        A _convolution_ slides *32* small
        filters over `images`; what it gives
        goes on to chapter 1 (swift run workbook
        chapter 1), to the code
        (Sources/NN/Conv2d.swift), below and
        https://example.org.
        New line.[1]

        More
        ----

        - one item that is long enough to go on
          in a second line, which hangs below
          its words
          1. nested
          2. second

        > Quoted _words_.

        layer    parameters  in words
        -------  ----------  --------
        `conv1`         320  畳み込み
        fc           102464    é😀

          | let x: Float = 0.5  // half
          | print("\\(x)", true)

          live walk

        (A curve)

          | swift run workbook  # go

        ----------------------------------------

        [1] A note.

        """)
  }

  @Test func withoutColourThereIsNoEscapeCode() throws {
    #expect(try !Self.render().shown.contains("\u{1B}"))
  }

  @Test func piecesComeOneByOneInTheOrderOfThePage() throws {
    let pieces = try Self.render().pieces
    let cell = try #require(pieces.firstIndex(of: "cell walk"))
    #expect(pieces[cell - 2] == "\n  │ let x: Float = 0.5  // half\n  │ print(\"\\(x)\", true)\n")
    #expect(pieces[(cell - 1)...(cell + 2)] == ["\n", "cell walk", "\n", "figure curve"])
  }

  @Test func aSilentCellLeavesOneBlankLine() throws {
    let shown = try Self.render(isSilent: true).shown
    #expect(shown.contains("true)\n\n  │ swift run"))
    #expect(!shown.contains("\n\n\n"))
  }

  @Test func codeOutputAndLongWordsAreNeverBroken() throws {
    let long = String(repeating: "x", count: 130)
    #expect(
      try Self.render("a \(long) b\n\n```text\n\(long) \(long)\n```\n").shown
        == "a\n\(long)\nb\n\n  │ \(long) \(long)\n")
    let renderer = PageRenderer(
      options: TerminalOptions(color: true, width: 40, unicode: true), chapters: [])
    #expect(renderer.output("\(long)\n\n b") == "  \(long)\n\n   b\n")
  }

  @Test func outputThatDoesNotFitGoesOnFurtherIn() {
    let renderer = PageRenderer(
      options: TerminalOptions(color: false, width: 40, unicode: true), chapters: [])
    let line = "  one two three four five six seven eight nine"
    #expect(
      renderer.output(line + "\nten\n")
        == "    one two three four five six seven\n      eight nine\n  ten\n")
  }

  @Test func wideCharactersTakeTwoColumnsAndBreakWithoutSpaces() throws {
    let text = "畳み込みニューラルネットワークは画像を認識する。手書きの数字を読む。"
    let lines = try Self.render(text, width: 40).shown.split(separator: "\n")
    #expect(lines == ["畳み込みニューラルネットワークは画像を認", "識する。手書きの数字を読む。"])
    #expect(lines[0].displayWidth == 40)
  }

  @Test func aTableThatIsTooWideWrapsItsWidestColumn() throws {
    let text = """
      | a | what it does |
      |--:|---|
      | 1 | takes the largest of four numbers and leaves the others |
      | 20 | nothing |
      """
    #expect(
      try Self.render(text, width: 40).shown == """
         a  what it does
        ──  ────────────────────────────────────
         1  takes the largest of four numbers
            and leaves the others

        20  nothing

        """)
  }

  @Test func listsAlignNumbersAndHoldBlocks() throws {
    let text = """
      9. nine

         ```sh
         ls
         ```
      10. ten
          > quoted
      """
    #expect(
      try Self.render(text).shown == """
         9. nine

              │ ls

        10. ten

            ▌ quoted

        """)
  }

  @Test func widthsAreHeldBetween40And100() {
    let widths = [-1, 39, 60, 500].map { width in
      TerminalOptions(color: false, width: width, unicode: true).width
    }
    #expect(widths == [40, 40, 60, 100])
  }
}
