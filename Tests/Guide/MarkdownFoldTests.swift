import Notebook
import Testing

@testable import Guide

/// Folded parts: the one piece of HTML that pages may have.
@Suite struct MarkdownFoldTests {
  private static let begin = "<details><summary>More, of it</summary>"

  @Test(arguments: [
    ("\(begin)\n\na\n\n</details>", "fold 'More, of it'[p('a')]"),
    ("a\n\n\(begin)\n\n</details>\n\nb", "p('a') fold 'More, of it'[] p('b')"),
    // What stands in a fence is code.
    (
      "\(begin)\n\n```text\n</details>\n```\n\n- a\n  - b\n\n</details>",
      "fold 'More, of it'[fence(text|</details>) ul tight[{p('a') ul tight[{p('b')}]}]]"
    ),
    ("# a\n\(begin) \n\n# b\n</details>", "h1('a') fold 'More, of it'[h1('b')]"),
    (
      "\(begin)\n\na\n\n</details>\n\n\(begin)\n\nb\n\n</details>",
      "fold 'More, of it'[p('a')] fold 'More, of it'[p('b')]"
    ),
  ])
  func isAPartOfThePage(_ text: String, _ tree: String) throws {
    #expect(try outline(text) == tree)
  }

  private static let howTo =
    " is used only for folded parts; write <details><summary>words</summary> and, at the end,"
    + " </details>, each on a line of its own with a blank line before and after it"

  @Test(arguments: [
    ("a\n\n\(begin)\n\nb", ["3: this folded part is never closed; end it with a line </details>"]),
    (
      "\(begin)\n\n\(begin)\n\na\n\n</details>",
      ["3: folded parts do not nest; write </details> before this one"]
    ),
    (
      "a\n\n</details>",
      [
        "3: no folded part is open here; write <details><summary>words</summary> before it, or remove"
          + " the line"
      ]
    ),
    (
      "- a\n\n  \(begin)\n\n  b\n",
      ["3: a folded part in a list, a quote or a footnote; move it to the left margin"]
    ),
    (
      "> \(begin)\n>\n> b",
      ["1: a folded part in a list, a quote or a footnote; move it to the left margin"]
    ),
    // To a code host this would be HTML up to the next blank line.
    ("\(begin)\na", ["1: <details\(howTo)", "1: <summary\(howTo)", "1: </summary\(howTo)"]),
    ("a\n</details>", ["2: </details\(howTo)"]),
    ("</details>\na", ["1: </details\(howTo)"]),
    ("<details>\n\na", ["1: <details\(howTo)"]),
    (
      "<details open><summary>a</summary>\n\na",
      ["1: <details\(howTo)", "1: <summary\(howTo)", "1: </summary\(howTo)"]
    ),
    (
      "<details><summary> </summary>\n\na",
      ["1: <details\(howTo)", "1: <summary\(howTo)", "1: </summary\(howTo)"]
    ),
    (
      "<details><summary>a &amp; b</summary>\n\na",
      [
        "1: <details\(howTo)", "1: <summary\(howTo)",
        "1: &amp; is not used here; write the character itself, or \\&", "1: </summary\(howTo)",
      ]
    ),
  ])
  func isRejected(_ text: String, _ messages: [String]) {
    #expect(markdownFaults(text) == messages.map { "page.md:\($0)" })
  }

  @Test func whatIsNeverClosedIsReadNevertheless() {
    let (document, _) = MarkdownDocument.recovering("\(Self.begin)\n\n# a\n\nb", file: "page.md")
    #expect(document.headingAnchors == ["a"])
    #expect(document.blocks.map(\.lines) == [1...5])
  }

  /// Nobody writes so many. They are read in a time in proportion to their number.
  @Test func manyAreReadOrRejected() {
    let count = 20_000
    let closed = String(repeating: "\(Self.begin)\n\n</details>\n\n", count: count)
    let (document, faults) = MarkdownDocument.recovering(closed, file: "page.md")
    #expect(document.blocks.count == count && faults.isEmpty)
    let open = MarkdownDocument.recovering(
      String(repeating: "\(Self.begin)\n\n", count: count), file: "page.md")
    #expect(open.0.blocks.count == 1 && open.1.count == count)
    #expect(open.1.first?.problem == .unclosedFold && open.1.last?.problem == .foldInFold)
  }

  /// Whatever stands where, all of it is read, and each block has its own lines.
  @Test func anyOrderOfLinesIsRead() {
    let lines = [
      Self.begin, "</details>", "```text", "- a", "  - b", "> c", "  \(Self.begin)", "# d", "| e |",
      "| - |", "f", "[^1]: g",
    ]
    let options = TerminalOptions(palette: nil, width: 40, unicode: true)
    let styler = PageStyler(options: options, chapters: [:], page: "page.md")
    var random = SplitMix(state: 0)
    for _ in 0..<1_000 {
      let text = (0..<20).map { _ in
        Bool.random(using: &random) ? "" : lines.randomElement(using: &random)!
      }
      let (document, _) = MarkdownDocument.recovering(text.joined(separator: "\n"), file: "page.md")
      let ranges = document.blocks.map(\.lines)
      #expect(
        zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }, "\(text)")
      for case .folded(_, let inner) in document.allBlocks.map(\.content) {
        #expect(!inner.contains { if case .folded = $0.content { true } else { false } }, "\(text)")
      }
      _ = styler.lines(of: document.blocks, width: 40)
    }
  }

  private static let page = """
    # Model

    The model.

    ```text cell=walk
    [1, 28, 28]
    ```

    <details><summary>More</summary>

    It has 13 rows.

    ```text cell=device
    on cpu
    ```

    ![The loss falls](figures/2-curve.svg)

    </details>

    The end.

    """

  private func read() throws -> Page {
    try Page(
      parsing: Self.page, file: "Guide/02-model.md", chapter: TemporaryPackage.chapters[1])
  }

  @Test func itsFencesAndFiguresAreThePages() throws {
    let page = try read()
    #expect(page.cells == ["walk", "device", "curve"])
    #expect(page.cellsInSight == ["walk"])
    // Its output is written, and its links and numbers are looked at.
    let package = try TemporaryPackage()
    try package.root.write(Self.page, to: "Guide/02-model.md")
    let weave = package.weave(.exact)
    let compared = weave.compare(page: "02-model.md")
    #expect(compared.changes.map(\.fault.line).contains(14))
    #expect(compared.faultsAlone.contains { $0.line == 11 && $0.problem == .numberNotShown("13") })
  }

  @Test func aTerminalSaysThatItIsThere() throws {
    var collector = PageCollector()
    let options = TerminalOptions(palette: nil, width: 40, unicode: true)
    let page = try read()
    try PageRenderer(options: options).render(page, for: &collector)
    #expect(collector.shown.hasSuffix("The model.\n\nMore: folded on the page.\n\nThe end.\n"))
    // Who asks for a cell gets it.
    #expect(page.excerpt(of: "device").cells == ["device"])
  }
}
