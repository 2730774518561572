import Plots
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("\u{301}", 0), ("\u{200B}", 0), ("\u{7}", 0),
    ("\n", 0), ("数", 2), ("かな", 4), ("か\u{3099}", 2), ("한글", 4), ("\u{1112}\u{1161}", 2),
    ("Ａ", 2), ("。", 2), ("ｱ", 1), ("│─•→×", 5), ("㉈", 1), ("䷀", 1), ("😀", 2), ("👩‍👩‍👧", 2),
    ("🇩🇪", 2), ("❤", 1), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2), ("👍🏽", 2), ("𠀀", 2),
    ("\u{2028}", 0), ("\u{AD}", 1),
  ])
  func columns(_ text: String, _ width: Int) {
    #expect(text.displayWidth == width)
    #expect(text[...].displayWidth == width)
    #expect(text.map(\.displayWidth).reduce(0, +) == width)
  }

  @Test(
    arguments: [
      ("a", 1), ("数", 2), ("😀", 2), ("\u{301}", 0), ("\u{20E3}", 0), ("\u{200D}", 0),
      ("\u{FE0F}", 0), ("\u{FE0E}", 0), ("\u{E0101}", 0), ("\u{3099}", 0), ("\u{0}", 0),
      ("\u{1F}", 0), (" ", 1), ("~", 1), ("\u{7F}", 0), ("\u{9F}", 0), ("\u{A0}", 1),
      ("\u{2FF}", 1), ("\u{300}", 0),
    ] as [(Unicode.Scalar, Int)])
  func scalars(_ scalar: Unicode.Scalar, _ width: Int) {
    #expect(scalar.displayWidth == width)
  }

  @Test func whatDoesNotFitAtTheEdgesIsLeftOut() {
    var block = TextBlock(width: 3, style: .unicode)
    block.write("abcd", row: 0, column: 0)
    block.write("ab数", row: 1, column: 0)
    block.write("数ab", row: 2, column: -1)
    #expect(block.rendered == "abc\nab\n ab")
  }

  @Test func marksOnTheirOwnTakeNoCell() {
    var block = TextBlock(width: 6, style: .unicode)
    block.write("\u{301}ab", row: 0, column: 0)
    block.write("e\u{301}数", row: 0, column: 3)
    #expect(block.rendered == "ab e\u{301}数")
  }
}
