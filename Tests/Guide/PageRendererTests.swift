import Foundation
import Notebook
import Plots
import Testing

@testable import Guide

/// Collects what a terminal would show, and what was asked for, in order.
private struct Recorder: PagePresenter {
  let renderer: PageRenderer
  /// Cells print and draw nothing.
  var isSilent = false
  /// The cell behind which the page ends.
  var stop: String?
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

  mutating func goesOn(after cell: String) -> Bool {
    pieces.append("after \(cell)")
    return cell != stop
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
    on to [chapter 1](01-data.md), to [the code](../Sources/NN/Conv2d.swift), [below](#more) and [https://example.org](https://example.org).\\
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
    isSilent: Bool = false, stop: String? = nil, part: (Page) -> Page = { $0 }
  ) throws -> Recorder {
    let cells = ["walk", "curve"].map { name in Cell(name) { nil } }
    let chapter = Chapter("Chapter2Model", title: "Model", page: "02-model.md", cells: cells)
    let first = Chapter("Chapter1Data", title: "Data", page: "01-data.md", cells: [])
    let (page, _) = Page.recovering(text, file: "Guide/02-model.md", chapter: chapter)
    let options = TerminalOptions(
      palette: color ? Palette(depth: .sixteen, background: nil) : nil, width: width,
      unicode: unicode)
    let renderer = PageRenderer(options: options, chapters: [first, chapter])
    var recorder = Recorder(renderer: renderer, isSilent: isSilent, stop: stop)
    #expect(try renderer.render(part(page), for: &recorder) == (stop == nil))
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
    #expect(
      pieces[(cell - 1)...(cell + 3)] == ["\n", "cell walk", "after walk", "\n", "figure curve"])
  }

  @Test func aSilentCellLeavesOneBlankLine() throws {
    let shown = try Self.render(isSilent: true).shown
    #expect(shown.contains("true)\n\n  │ swift run"))
    #expect(!shown.contains("\n\n\n"))
  }

  @Test func longWordsAndWhatIsNoCodeOfOursAreNeverBroken() throws {
    let long = String(repeating: "x", count: 130)
    #expect(
      try Self.render("a \(long) b\n\n```text\n\(long) \(long)\n```\n").shown
        == "a\n\(long)\nb\n\n  │ \(long) \(long)\n")
    let renderer = PageRenderer(
      options: TerminalOptions(
        palette: Palette(depth: .all, background: nil), width: 40, unicode: true), chapters: [])
    #expect(renderer.output("\(long)\n\n b") == "  \(long)\n\n   b\n")
  }

  @Test(arguments: [nil, Palette(depth: .all, background: .dark)])
  func codeThatDoesNotFitGoesOnFurtherIn(palette: Palette?) {
    let renderer = PageRenderer(
      options: TerminalOptions(palette: palette, width: 40, unicode: true))
    func shown(_ code: [String], _ language: String) -> String {
      renderer.code(code, language: language).replacing(/\u{1B}\[[0-9;]*m/, with: "")
    }
    #expect(
      shown(["{", "  let sum = one + two     + three + four  // both", "}"], "swift") == """
          │ {
          │   let sum = one + two     + three +
          │       four  // both
          │ }

        """)
    // A command is there to be copied.
    let command = "swift run workbook train --epochs 20 --seed 1"
    #expect(shown([command], "sh") == "  │ \(command)\n")
  }

  @Test(arguments: [(11, 2), (12, 1)])
  func codeThatIsTooFarInIsLeftWhole(indentation: Int, lines: Int) {
    let renderer = PageRenderer(
      options: TerminalOptions(palette: nil, width: 40, unicode: true))
    let code = String(repeating: " ", count: indentation) + "let sum = one + two + three"
    #expect(renderer.code([code], language: "swift").split(separator: "\n").count == lines)
  }

  @Test func aCommentThatGoesOnLooksLikeAComment() {
    let renderer = PageRenderer(
      options: TerminalOptions(
        palette: Palette(depth: .all, background: .dark), width: 40, unicode: true))
    let rows = renderer.code(["// one two three four five six seven eight"], language: "swift")
      .split(separator: "\n")
    let style = rows[0].prefix { $0 != "o" }.matches(of: /\u{1B}\[[0-9;]*m/).last?.0
    #expect(rows.count == 2 && style?.isEmpty == false)
    #expect(
      rows[1].contains("    \(style ?? "")eight") || rows[1].contains("\(style ?? "")    eight"))
  }

  @Test func outputThatDoesNotFitGoesOnFurtherIn() {
    let renderer = PageRenderer(
      options: TerminalOptions(palette: nil, width: 40, unicode: true), chapters: [])
    let line = "  one two three four five six seven eight nine"
    #expect(
      renderer.output(line + "\nten\n")
        == "    one two three four five six seven\n      eight nine\n  ten\n")
    // A row of a table is cut: its columns stand below those of the other rows.
    #expect(
      renderer.output("Conv2d-1           [-1, 32, 26, 26]         320\n")
        == "  Conv2d-1           [-1, 32, 26, 26] …\n")
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

  @Test func aColumnThatIsLeftGoesToOneThatNeedsIt() throws {
    let text = """
      | one | two | three |
      |---|---|---|
      | words that go on below | words that go on below | twelve signs |
      """
    #expect(
      try Self.render(text, width: 41).shown == """
        one           two            three
        ────────────  ─────────────  ────────────
        words that    words that go  twelve signs
        go on below   on below

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
      TerminalOptions(palette: nil, width: width, unicode: true).width
    }
    #expect(widths == [40, 40, 60, 100])
  }

  @Test func at120ColumnsProseTakes100() throws {
    let text = String(repeating: "twelve signs ", count: 20) + "\n\n---\n"
    let lines = try Self.render(text, width: 120).shown.split(separator: "\n")
    #expect(lines[0] == "\(String(repeating: "twelve signs ", count: 7))twelve")
    #expect(lines.last == Substring(repeating: "─", count: 100))
  }

  @Test(arguments: [true, false])
  func aPageStopsBehindTheCellWhereItIsToldTo(color: Bool) throws {
    let all = try Self.render(color: color).pieces.filter { $0.hasPrefix("after") }
    #expect(all == ["after walk", "after curve"])
    let stopped = try Self.render(color: color, stop: "walk")
    #expect(stopped.shown.hasSuffix("\n  live walk\n"))
    #expect(stopped.pieces.last == "after walk")
  }

  @Test func aFigureRightBehindItsCellBelongsToIt() throws {
    let text = "```text cell=walk\n```\n\n![a](figures/2-walk.svg)\n\nb\n"
    let pieces = try Self.render(text).pieces.filter { !["", "\n"].contains($0) }
    #expect(pieces == ["cell walk", "figure walk", "after walk", "\nb\n"])
  }

  @Test func anExcerptIsOneCellWithItsCode() throws {
    let text = """
      # A

      ```swift Sources/A.swift#a
      a()
      ```

      ```text cell=walk
      ```

      ```swift Sources/A.swift#b
      b()
      ```

      Words.

      ```swift Sources/A.swift#c
      c()
      ```

      ![d](figures/2-curve.svg)

      ```swift Sources/A.swift#d
      d()
      ```
      """
    func shown(_ cell: String) throws -> String {
      try Self.render(text) { $0.excerpt(of: cell) }.shown
    }
    #expect(try shown("walk") == "  │ a()\n\n  live walk\n")
    #expect(try shown("curve") == "  │ b()\n\n  │ c()\n\n(d)\n")
  }

  @Test func theEndNamesCommands() {
    func ending(_ palette: Palette?, unicode: Bool = true) -> String {
      let options = TerminalOptions(palette: palette, width: 40, unicode: unicode)
      return PageRenderer(options: options, chapters: []).ending([
        ("Next", "workbook chapter 2"), ("Compare", "workbook diff 1"),
      ]).replacing("\u{1B}", with: "␛")
    }
    #expect(
      ending(nil, unicode: false) == """

        ----------------------------------------
        Next     workbook chapter 2
        Compare  workbook diff 1

        """)
    #expect(
      ending(Palette(depth: .indexed, background: .dark)) == """

        ␛[38;5;248m────────────────────────────────────────␛[0m
        Next     ␛[38;5;80mworkbook chapter 2␛[0m
        Compare  ␛[38;5;80mworkbook diff 1␛[0m

        """)
  }
}
