import Testing

@testable import Guide

/// The whole of one short page, narrow and wide, with and without colour.
@Suite struct PageWidthTests {
  private static let page = """
    ## 手書きの数字

    The digits 全角 take two columns, é takes one, and 😀 takes two.[^1] Some *words*, some **more**, and `code`.

    > A quotation of a sentence or so, which goes on in another line.
    >
    > - with a list
    >   1. in a list

    | 名前 | n |
    | :-: | --: |
    | 畳み込み | 320 |
    | é | 18 |

    ```sh
    swift run workbook chapter 1  # 数字
    ```

    [^1]: A note of its own, below the text, which may be longer than the line that it begins in.
    """

  private func shown(_ width: Int, _ palette: Palette?) throws -> String {
    let page = try Page(parsing: Self.page, file: "Guide/README.md", chapter: nil)
    let options = TerminalOptions(palette: palette, width: width, unicode: true)
    var collector = PageCollector()
    try PageRenderer(options: options, chapters: []).render(page, for: &collector)
    return collector.shown.replacing("\u{1B}", with: "␛")
  }

  @Test func plainAt40Columns() throws {
    #expect(
      try shown(40, nil) == """
        手書きの数字
        ────────────

        The digits 全角 take two columns, é
        takes one, and 😀 takes two.[1] Some
        _words_, some *more*, and `code`.

        ▌ A quotation of a sentence or so, which
        ▌ goes on in another line.
        ▌
        ▌ • with a list
        ▌   1. in a list

          名前      n
        ────────  ───
        畳み込み  320
           é       18

          │ swift run workbook chapter 1  # 数字

        [1] A note of its own, below the text,
            which may be longer than the line
            that it begins in.

        """)
  }

  @Test func plainAt120Columns() throws {
    #expect(
      try shown(120, nil) == """
        手書きの数字
        ────────────

        The digits 全角 take two columns, é takes one, and 😀 takes two.[1] Some _words_, some *more*, and
        `code`.

        ▌ A quotation of a sentence or so, which goes on in another line.
        ▌
        ▌ • with a list
        ▌   1. in a list

          名前      n
        ────────  ───
        畳み込み  320
           é       18

          │ swift run workbook chapter 1  # 数字

        [1] A note of its own, below the text, which may be longer than the line that it begins in.

        """)
  }

  @Test func onADarkTerminalOf40Columns() throws {
    #expect(
      try shown(40, Palette(depth: .indexed, background: .dark)) == """
        ␛[1m手書きの数字␛[0m
        ␛[38;5;248m────────────␛[0m

        The digits 全角 take two columns, é
        takes one, and 😀 takes two.␛[38;5;248m[1]␛[0m Some
        ␛[3mwords␛[0m, some ␛[1mmore␛[0m, and ␛[38;5;80mcode␛[0m.

        ␛[38;5;248m▌ ␛[0mA quotation of a sentence or so, which
        ␛[38;5;248m▌ ␛[0mgoes on in another line.
        ␛[38;5;248m▌␛[0m
        ␛[38;5;248m▌ • ␛[0mwith a list
        ␛[38;5;248m▌ ␛[0m  ␛[38;5;248m1. ␛[0min a list

          ␛[1m名前␛[0m      ␛[1mn␛[0m
        ␛[38;5;248m────────  ───␛[0m
        畳み込み  320
           é       18

        ␛[38;5;248m  │ ␛[0mswift run workbook chapter ␛[38;5;222m1␛[0m  ␛[38;5;248m# 数字␛[0m

        ␛[38;5;248m[1] ␛[0mA note of its own, below the text,
            which may be longer than the line
            that it begins in.

        """)
  }

  @Test func onALightTerminalOf120Columns() throws {
    #expect(
      try shown(120, Palette(depth: .all, background: .light)) == """
        ␛[1m手書きの数字␛[0m
        ␛[38;2;88;88;88m────────────␛[0m

        The digits 全角 take two columns, é takes one, and 😀 takes two.␛[38;2;88;88;88m[1]␛[0m Some ␛[3mwords␛[0m, some ␛[1mmore␛[0m, and ␛[38;2;0;95;135mcode␛[0m.

        ␛[38;2;88;88;88m▌ ␛[0mA quotation of a sentence or so, which goes on in another line.
        ␛[38;2;88;88;88m▌␛[0m
        ␛[38;2;88;88;88m▌ • ␛[0mwith a list
        ␛[38;2;88;88;88m▌ ␛[0m  ␛[38;2;88;88;88m1. ␛[0min a list

          ␛[1m名前␛[0m      ␛[1mn␛[0m
        ␛[38;2;88;88;88m────────  ───␛[0m
        畳み込み  320
           é       18

        ␛[38;2;88;88;88m  │ ␛[0mswift run workbook chapter ␛[38;2;135;95;0m1␛[0m  ␛[38;2;88;88;88m# 数字␛[0m

        ␛[38;2;88;88;88m[1] ␛[0mA note of its own, below the text, which may be longer than the line that it begins in.

        """)
  }
}
