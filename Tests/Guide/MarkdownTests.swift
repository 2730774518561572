import Testing

@testable import Guide

/// What the guide's Markdown has beyond CommonMark, and what its examples leave open.
@Suite struct MarkdownTests {
  @Test(arguments: [
    ("shape [32, 1, 28, 28] and snake_case_name", "p('shape [32, 1, 28, 28] and snake_case_name')"),
    ("a\r\nb\r\n\r\nc\r\n", "p('a' soft 'b') p('c')"),
    ("数*字*。", "p('数' em('字') '。')"),
    // Spaces with a tab among them make no line break.
    ("a\t \nb", "p('a' soft 'b')"),
    // A closing fence is indented by three spaces at most.
    ("```\na\n\t```\n```", "fence(|a⏎\t```)"),
  ])
  func texts(_ text: String, _ tree: String) throws {
    #expect(try outline(text) == tree)
  }

  @Test(arguments: [
    // GitHub's examples 198, 199, 200, 201, 204.
    (
      "| foo | bar |\n| --- | --- |\n| baz | bim |",
      "table[leading, leading]['foo' | 'bar']['baz' | 'bim']"
    ),
    (
      "| abc | defghi |\n:-: | -----------:\nbar | baz",
      "table[centre, trailing]['abc' | 'defghi']['bar' | 'baz']"
    ),
    (
      "| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |",
      "table[leading]['f|oo']['b ' code'|' ' az']['b ' strong('|') ' im']"
    ),
    (
      "| abc | def |\n| --- | --- |\n| bar | baz |\n> bar",
      "table[leading, leading]['abc' | 'def']['bar' | 'baz'] quote[p('bar')]"
    ),
    ("| abc | def |\n| --- | --- |\n| bar |", "table[leading, leading]['abc' | 'def']['bar' | ]"),
    ("words\n| a | b |\n|---|:-:|", "p('words') table[leading, centre]['a' | 'b']"),
    ("a |\n- |\n- b", "p('a |') ul tight[{p('|')} {p('b')}]"),
    ("a | b without a rule", "p('a | b without a rule')"),
  ])
  func tables(_ text: String, _ tree: String) throws {
    #expect(try outline(text) == tree)
  }

  @Test func footnotesMayHoldSeveralBlocks() throws {
    let text = "Known.[^1]\n\n[^1]: First\n    line.\n\n    - second\n\nAfter."
    #expect(
      try outline(text)
        == "p('Known.' ^1) note 1[p('First' soft 'line.') ul tight[{p('second')}]] p('After.')")
  }

  @Test func footnotesHaveAShortLabel() throws {
    let label = String(repeating: "a", count: 99)
    #expect(
      try outline("b[^\(label)]\n\n[^\(label)]: c") == "p('b' ^\(label)) note \(label)[p('c')]")
    #expect(try outline("b[^a\(label)]") == "p('b[^a\(label)]')")
  }

  @Test func blocksAndLinksKnowTheirLines() throws {
    let document = try MarkdownDocument(
      parsing: "# a\n\n> - b\n>   [c](d)\n>\n>   ```\n>   e\n>   ```\n", file: "page.md")
    #expect(document.allBlocks.map(\.lines) == [1...1, 3...8, 3...8, 3...4, 6...8])
    #expect(document.allInlines.contains(.link([.text("c")], destination: "d", line: 4)))
  }

  @Test func everyPrefixOfATextCanBeRead() {
    let text =
      "# a\n- `b` **c\n  1. d\n> [e](<f\n| g |\n|---|\n```sh x\n<!-- ![i](j) [^k]\n[^k]: l\\\n\tm"
    for length in 1...text.count {
      let (document, faults) = MarkdownDocument.recovering(
        String(text.prefix(length)), file: "page.md")
      #expect(!document.blocks.isEmpty)
      #expect(faults.allSatisfy { (1...10).contains($0.line) })
    }
  }
}
