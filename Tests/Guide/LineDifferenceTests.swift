import Testing

@testable import Guide

@Suite struct LineDifferenceTests {
  /// Each character is a line.
  private func difference(_ old: String, _ new: String) -> LineDifference {
    LineDifference(from: old.map(String.init), to: new.map(String.init))
  }

  @Test(arguments: [
    ("", "", ""),
    ("abc", "abc", " a b c"),
    ("", "ab", "+a+b"),
    ("ab", "", "-a-b"),
    ("abc", "axc", " a-b+x c"),
    ("abcd", "axyd", " a-b-c+x+y d"),
    ("abc", "bcd", "-a b c+d"),
    ("aab", "ab", " a-a b"),
    ("ab", "ba", "-a b+a"),
  ])
  func everyLineIsThereWithItsSign(old: String, new: String, expected: String) {
    let difference = difference(old, new)
    #expect(difference.lines.map(\.written).joined() == expected)
    #expect(difference.isEmpty == (old == new))
  }

  @Test func bothTextsCanBeReadOutOfIt() {
    // Every pair of texts of up to four lines out of two different ones.
    var texts = [""]
    for _ in 0..<4 { texts = Array(Set(texts + texts.flatMap { [$0 + "a", $0 + "b"] })) }
    #expect(texts.count == 31)
    for old in texts {
      for new in texts {
        let lines = difference(old, new).lines
        #expect(lines.old.joined() == old)
        #expect(lines.new.joined() == new)
      }
    }
  }

  @Test func writtenLinesCanBeReadAgain() {
    let lines: [LineDifference.Line] = [
      .kept("let a = 1"), .kept(""), .removed("-1"), .removed(""), .added("+ 2"), .kept("  b"),
    ]
    #expect(lines.map(\.written) == [" let a = 1", "", "--1", "-", "++ 2", "   b"])
    #expect(lines.map(\.written).map(LineDifference.Line.init(written:)) == lines)
    #expect(LineDifference.Line(written: "let a = 1") == nil)
  }

  @Test func textsThatHaveLittleInCommonAreReplacedAsAWhole() {
    let shared = ["begin"] + Array(repeating: "same", count: 10)
    let old = (0..<LineDifference.searchLimit).map { "old \($0)" }
    let difference = LineDifference(
      from: shared + old + ["x", "end"], to: shared + ["x", "y"] + ["end"])
    #expect(difference.lines.count == 11 + old.count + 1 + 2 + 1)
    #expect(difference.lines[11] == .removed("old 0"))
    #expect(
      Array(difference.lines.suffix(4)) == [.removed("x"), .added("x"), .added("y"), .kept("end")])
  }

  @Test func hunksHaveThreeLinesAroundThem() {
    let hunks = difference("abcdefghijklmnop", "abcdeXghijklmnYop").hunks()
    #expect(
      hunks == [
        Hunk(
          oldStart: 2, newStart: 2,
          lines: [
            .kept("c"), .kept("d"), .kept("e"), .removed("f"), .added("X"), .kept("g"),
            .kept("h"), .kept("i"),
          ]),
        Hunk(
          oldStart: 11, newStart: 11,
          lines: [
            .kept("l"), .kept("m"), .kept("n"), .added("Y"), .kept("o"), .kept("p"),
          ]),
      ])
  }

  @Test func whatComesShiftsTheHunksBehindIt() {
    let hunks = difference("abcdef", "XYabcdeZ").hunks(context: 1)
    #expect(hunks.map(\.oldStart) == [0, 4])
    #expect(hunks.map(\.newStart) == [0, 6])
    #expect(hunks.map { $0.lines.map(\.written).joined() } == ["+X+Y a", " e-f+Z"])
  }

  @Test func hunksThatTouchAreOne() {
    #expect(difference("abcdefgh", "XbcdefgY").hunks(context: 3).count == 1)
    #expect(difference("abcdefghi", "XbcdefghY").hunks(context: 3).count == 2)
    #expect(difference("abc", "abc").hunks().isEmpty)
  }

  @Test(arguments: [
    ("loss: 0.45 of 3", "loss: 0.57 of 3", "loss: |0.45|0.57| of 3"),
    ("Linear(1600, 64)", "Linear(1024, 64)", "Linear(|1600|1024|, 64)"),
    ("a b", "a b c", "a b|| c|"),
    ("conv1", "conv12", nil),
    ("  x", "  y", nil),
    ("é1 a", "é2 a", "|é1|é2| a"),
  ])
  func changedPartGoesByWords(old: String, new: String, expected: String?) {
    let part = ChangedPart(from: old, to: new)
    #expect(part.map { "\($0.prefix)|\($0.old)|\($0.new)|\($0.suffix)" } == expected)
    if let part {
      #expect(part.prefix + part.old + part.suffix == old)
      #expect(part.prefix + part.new + part.suffix == new)
    }
  }

  @Test func partsAreComparedWhereAsManyLinesComeAsGo() {
    let lines: [LineDifference.Line] = [
      .removed("a 1"), .removed("b 1"), .added("a 2"), .added("b 2"), .kept("c"),
      .removed("d 1"), .added("d 2"), .added("e"),
    ]
    #expect(lines.changedParts.keys.sorted() == [0, 1, 2, 3])
    #expect(lines.changedParts[1] == lines.changedParts[3])
  }
}
