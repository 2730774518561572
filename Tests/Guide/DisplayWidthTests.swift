import Testing

@testable import Guide

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("\u{301}", 0), ("\u{200B}", 0), ("\u{7}", 0),
    ("数", 2), ("かな", 4), ("한글", 4), ("Ａ", 2), ("。", 2), ("ｱ", 1), ("│─•→×", 5), ("😀", 2),
    ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("❤", 1), ("❤\u{FE0F}", 2), ("1\u{FE0F}\u{20E3}", 2), ("👍🏽", 2),
    ("𠀀", 2),
  ])
  func columns(_ text: String, _ width: Int) {
    #expect(text.displayWidth == width)
  }
}
