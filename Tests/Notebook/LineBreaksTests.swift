import Testing

@testable import Notebook

@Suite struct LineBreaksTests {
  @Test(arguments: [
    ("", [""]), ("one two", ["one two"]), ("one two three", ["one two", "three"]),
    ("  one  two", ["one  two"]), ("one two  three ", ["one two", "three"]),
    ("a\n\nb", ["a", "", "b"]), ("a verylongword b", ["a", "verylongword", "b"]),
    ("数字数字数字。", ["数字数字", "数字。"]), ("数字ab 数字", ["数字ab", "数字"]),
  ])
  func aTextInEightColumns(text: String, lines: [String]) {
    #expect(text.broken(width: 8) == lines)
  }

  @Test func linesBehindTheFirstHangAndAreShorter() {
    #expect(
      "one two three four".broken(width: 9, hanging: 2) == ["one two", "  three", "  four"])
  }
}
