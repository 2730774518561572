import Notebook
import Testing

@testable import Guide

/// Outputs, claims and sources that nobody writes are read in a time in proportion to their length.
@Suite struct OutputBoundsTests {
  @Test(arguments: [
    " ", "\t", "1", "1,", "1,1", "1.", "1 ", "a", "1a", "/", "/a ", "~", "cpu (", "(", "‹", "‹a",
    "-",
    "12:", "1234-", "e", "µ",
  ])
  func linesAreMaskedInAShortTime(_ part: String) {
    let line = String(repeating: part, count: 20_000 / part.utf8.count)
    let time = ContinuousClock().measure {
      for mask in Mask.allCases { _ = Mask.masked("x" + line + "x", [mask]) }
      _ = Claim("x of \(part) < 1")?.problem(in: [OutputToken.tokens(of: line)], of: "cell")
    }
    #expect(time < .seconds(5))
  }

  @Test(arguments: [
    // What a mask is for, in the middle of other words and beside its like.
    (Mask.times, "x1.2.3 s", "x1.‹times›"), (.times, "12026-01-31 5", "1‹times›5"),
    (.times, "123:45:6", "1‹times›:6"), (.times, "1,250 ms,12s", "‹times›,‹times›"),
    (.times, "a,12 ms 1 msx", "a,‹times›1 msx"),
    (.times, "at 14:03:22.", "at‹times›."), (.paths, "/a /b/ c/d", "‹paths›‹paths›c/d"),
    (.paths, "(~/x) =/y\"/z\"", "(‹paths›) =‹paths›\"‹paths›\""), (.paths, "// ~ /:", "// ~ /:"),
    (.machine, "a  cpu (1) cpu (", "a‹machine›cpu ("),
    (.numbers, "a\t1 \t-2", "a‹numbers›‹numbers›"),
  ])
  func stretchesThatAreMasked(_ mask: Mask, _ line: String, _ masked: String) {
    #expect(Mask.masked(line, [mask]) == masked)
  }

  @Test func aClaimIsNoLongerThanASentence() {
    #expect(Claim("\(String(repeating: "a", count: 396)) < 1") != nil)
    #expect(Claim("\(String(repeating: "a", count: 397)) < 1") == nil)
  }

  @Test func regionsInOneAnotherHaveALimit() {
    func source(_ count: Int) -> String {
      (0..<count).map { "// #region r\($0)\n" }.joined() + "let a = 1\n"
        + (0..<count).reversed().map { "// #endregion r\($0)\n" }.joined()
    }
    let sound = SourceRegions(text: source(100), file: "Sources/A.swift")
    #expect(sound.regions.count == 100)
    #expect(sound.faults == [])
    let deep = SourceRegions(text: source(4_000), file: "Sources/A.swift")
    #expect(deep.faults.first?.problem == .regionTooLarge("r0"))
    #expect(deep.faults.count + deep.regions.count == 4_000)
  }

  @Test func pagesOfManyLinksReadWhatTheyLeadToOnce() throws {
    let package = try TemporaryPackage()
    let links = String(repeating: "[a](01-data.md#the-data) ", count: 2_000)
    try package.editPage("The model,", links + "The model,")
    let time = ContinuousClock().measure { #expect(package.checkPage() == []) }
    #expect(time < .seconds(5))
  }
}
