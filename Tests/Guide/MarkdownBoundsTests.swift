import Testing

@testable import Guide

/// Texts that nobody writes: they are read and set in a time in proportion to their length, or
/// rejected.
@Suite struct MarkdownBoundsTests {
  private let options = TerminalOptions(palette: nil, width: 40, unicode: true)

  private func set(_ text: String) -> (lines: [StyledLine], faults: [GuideFault]) {
    let (document, faults) = MarkdownDocument.recovering(text, file: "page.md")
    let styler = PageStyler(options: options, chapters: [:], page: "page.md")
    return (styler.lines(of: document.blocks, width: 40), faults)
  }

  private static let limit = BlockParser.mostNested

  @Test(arguments: ["> ", "- ", "1. ", "[^1]: ", "> - "])
  func blocksStandInOneAnotherUpToALimit(_ mark: String) {
    let depth = Self.limit / (mark == "> - " ? 2 : 1)
    for (count, isRejected) in [(depth, false), (depth + 1, true), (5_000, true)] {
      let faults = set(String(repeating: mark, count: count) + "# a").faults
      #expect(faults.contains { $0.problem == .nestedTooDeep(Self.limit) } == isRejected)
    }
  }

  /// `perPair` is how many stand in one another for each pair of marks, or half of one.
  @Test(arguments: [("*", "*", 0.5), ("**", "**", 1), ("![", "](b)", 1), ("*![", "](b)*", 2)])
  func inlinesStandInOneAnotherUpToALimit(
    _ opening: String, _ closing: String, _ perPair: Double
  ) {
    let limit = EmphasisParser.mostNested
    let depth = Int(Double(limit) / perPair)
    for (count, isRejected) in [(depth, false), (depth + 1, true), (10_000, true)] {
      let text = [opening, closing].map { String(repeating: $0, count: count) }
      let faults = set(text[0] + "a" + text[1]).faults
      #expect(faults.contains { $0.problem == .nestedTooDeep(limit) } == isRejected)
    }
  }

  @Test func theFaultSaysWhatToDo() {
    #expect(
      markdownFaults(String(repeating: "> ", count: 17) + "a") == [
        "page.md:1: what stands in one another here, lists and quotes or emphasis and links, is more"
          + " than 16 deep; nest less"
      ])
  }

  /// What was narrower than nothing, once every mark had taken its columns.
  @Test(arguments: [
    String(repeating: "> ", count: limit) + "---",
    String(repeating: "123456789. ", count: limit) + "# a",
    "a[^\(String(repeating: "b", count: 99))]\n\n[^\(String(repeating: "b", count: 99))]: ---",
    "- " + String(repeating: "> ", count: 10) + "| a | b |\n  "
      + String(repeating: "> ", count: 10) + "|---|---|",
  ])
  func widthsStayAboveNothing(_ text: String) {
    let (lines, faults) = set(text)
    #expect(faults == [])
    #expect(lines.contains { $0.displayWidth >= 20 })
  }

  @Test func tablesAreAsWideAndAsEmptyAsALimitAllows() {
    func table(_ columns: Int, rows: Int) -> String {
      String(repeating: "|a", count: columns) + "|\n" + String(repeating: "|-", count: columns)
        + "|\n" + String(repeating: "|b|\n", count: rows)
    }
    #expect(set(table(32, rows: 10)).faults == [])
    #expect(
      markdownFaults(table(33, rows: 1)) == ["page.md:1: a table of 33 columns; use at most 32"])
    let faults = set(table(32, rows: 34)).faults
    #expect(
      faults.map(\.problem) == [
        .tableColumns(expected: 32, found: 1), .tableColumns(expected: 32, found: 1),
      ])
    #expect(faults.map(\.line) == [35, 36])
  }

  @Test(arguments: [
    "*a _b ", "a* ", " *a", "*_a_*", "[", "]", "![", "[a](b) ", "`a``b```c", "`", "[^", "&", "&a",
    "<", "\\[", "[](\\[", "[a]", "~", "a", " ", "# ", " #", "|", "\n|-", "> a\n", "- a\n", "\n\n- ",
    "[\n\n", "\ta\n\n", "```\n", "```sh\n\"\n```\n", "a\n", "\u{C}", "\u{301}", "\u{200D}",
    "[^1]: a\n",
    "1. ", "a|b\n-|-\n", "    a\n\n", "\u{0}|", "\u{2028}",
  ])
  func theTimeIsInProportion(_ part: String) {
    let text = String(repeating: part, count: 20_000 / part.utf8.count)
    for text in [text, "| x " + text + "x |\n|---|\n"] {
      let time = ContinuousClock().measure { _ = set(text) }
      #expect(time < .seconds(5), "\(part.debugDescription)")
    }
  }

  @Test(arguments: [
    // No line break but for the newline ends a line, and a byte of nothing is a character.
    ("# a\u{2028}b", "h1('a\u{2028}b')"), ("- a\u{C}b", "ul tight[{p('a\u{C}b')}]"),
    ("## a\u{85}b ##", "h2('a\u{85}b')"), ("1. a\u{B}b", "ol1 tight[{p('a\u{B}b')}]"),
    ("|a\u{0}b|\n|-|", "table[leading]['a\u{0}b']"),
  ])
  func signsThatEndNoLine(_ text: String, _ tree: String) throws {
    #expect(try outline(text) == tree)
  }
}
