import Notebook
import Testing

@testable import Guide

/// Texts that nobody writes: their numbers are found in a time in proportion to their length.
@Suite struct NumberBoundsTests {
  private func time(_ text: String, in root: PackageRoot) -> Duration {
    let (page, _) = Page.recovering(text, file: "Guide/page.md", chapter: nil)
    var sources = NumberSources(root: root)
    return ContinuousClock().measure { _ = page.numberFaults(in: &sources, text: text) }
  }

  @Test(arguments: [
    "1", "1,", "1,111", "1_", "1.", ".1", "1e", "1e9", "1e-", "1e999 ", "0e309 % ", "1-1-", "1:1",
    "1/1", "1/0 ", "ln 0 ", "about 0e309 ", "9", "99 ", "99\\.5 \n", "99 %\n", "9 × ", "9 by ",
    "9 of ",
    "one in ", "hundred ", "hundred and ", "two hundred and ", "twenty-", "thousand ", "a third ",
    "half of ",
    "chapters 1, ", "lines 1 and ", "1, ", "0 to 1 ", "in 1998 ", "Swift 6.3 ", "2.3.1", "digits ",
    "9 many words ", "`a\nb` 9 digits ", "`99 a` ", "[99](a.md) ", "[99](page.md#a) ",
    "[99](../Sources/A.swift#b) ", "![99](a.svg) ", "99[^1] ", "\u{301}", "½", "٣", "十", "\u{0}",
    "**9**", "## 9\n\n", "- 99\n", "> 99\n",
  ])
  func theTimeIsInProportion(_ part: String) throws {
    let package = try TemporaryPackage()
    try package.root.write(
      String(repeating: "let b = b * 2\n", count: 1_000), to: "Sources/A.swift")
    let text = String(repeating: part, count: 5_000 / part.utf8.count)
    for text in [
      text, "| x " + text.replacing("\n", with: " ") + "x |\n|---|\n", "```text\n\(text)\n```\n",
    ] {
      #expect(time(text, in: package.root) < .seconds(2), "\(part.debugDescription)")
    }
  }

  @Test func aPageAsLongAsAPageMayBe() throws {
    let package = try TemporaryPackage()
    let part = "It has 86 of 99 digits, nine of ten, `f(86)` and [86 %](01-data.md).\n\n"
    #expect(
      time(String(repeating: part, count: 262_144 / part.utf8.count), in: package.root)
        < .seconds(10))
  }
}
