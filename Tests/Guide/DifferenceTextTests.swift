import Notebook
import Testing

@testable import Guide

@Suite struct DifferenceTextTests {
  private func shown(_ page: String, _ now: String) -> String {
    DifferenceText.lines(of: LineDifference(from: textLines(page), to: textLines(now)))
      .joined(separator: "\n")
  }

  @Test func linesThatCountAsTheSameAreKept() {
    let difference = LineDifference(from: ["A", "b"], to: ["a", "c"]) { $0.lowercased() }
    #expect(difference.lines == [.kept("A"), .removed("b"), .added("c")])
    #expect(difference.lines.new == ["A", "c"])
    #expect(difference.firstChange == 1)
  }

  /// Swift's strings are equal when they look equal.
  @Test func charactersThatOnlyLookEqualDiffer() {
    #expect(shown("caf\u{E9}s", "cafe\u{301}s") == "- caf\u{E9}s\n+ cafe\u{301}s\n     ^")
  }

  @Test(arguments: [
    // In the middle, at the beginning, at the end.
    ("abcd", "abXd", "- abcd\n+ abXd\n    ^"),
    ("abcd", "Xbcd", "- abcd\n+ Xbcd\n  ^"),
    ("abcd", "abcX", "- abcd\n+ abcX\n     ^"),
    // Two places, in lines that are equally long.
    ("1.25, 3.50", "1.35, 3.51", "- 1.25, 3.50\n+ 1.35, 3.51\n    ^      ^"),
    // More characters, fewer, and spaces.
    ("a b", "a bcd b", "- a b\n+ a bcd b\n     ^^^^"),
    ("a bcd", "a d", "- a bcd\n+ a d\n    ^"),
    ("a", "a ", "- a\n+ a \n   ^"),
    // Wide characters, and one that would move the cursor.
    ("数字 a", "数字 b", "- 数字 a\n+ 数字 b\n       ^"),
    ("a\u{1B}b", "a\u{1B}c", "- a␛b\n+ a␛c\n    ^"),
    // Nothing in common.
    ("abc", "xyz", "- abc\n+ xyz"),
  ])
  func theMarkIsBelowWhatDiffers(page: String, now: String, text: String) {
    #expect(shown(page, now) == text)
  }

  @Test func twoLinesStandAroundEachPlace() {
    let page = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12"
    #expect(
      shown(page, page.replacing("4", with: "4a").replacing("10\n", with: "")) == """
          2
          3
        - 4
        + 4a
           ^
          5
          6
          …
          8
          9
        - 10
          11
          12
        """)
  }

  @Test func ofLongLinesThePartThatDiffersIsShown() {
    let long = String(repeating: "x", count: 500)
    let lines = shown("\(long)a\(long)", "\(long)b\(long)").split(separator: "\n")
    #expect(lines.map(\.count).max() == 162)
    #expect(lines[0].contains("xa") && lines[1].contains("xb"))
    let column = lines[2].prefix { $0 != "^" }.count
    #expect(lines[1].dropFirst(column).first == "b")
  }
}
