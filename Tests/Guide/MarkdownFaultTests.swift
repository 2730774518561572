import Testing

@testable import Guide

/// What the guide's Markdown leaves out is rejected with its line and a way out.
@Suite struct MarkdownFaultTests {
  @Test(arguments: [
    (
      "a\n\nb\n===",
      "4: a heading underlined with = or - is not used here; write ## before it, or put a blank line before a thematic break"
    ),
    (
      "a\n---",
      "2: a heading underlined with = or - is not used here; write ## before it, or put a blank line before a thematic break"
    ),
    (
      "a\n\n    b\n    c",
      "3: code by indentation is not used here; put it between ``` fences, or indent less"
    ),
    ("\tb", "1: a tab in the indentation; use spaces"),
    ("- a\n-\tb", "2: a tab in the indentation; use spaces"),
    ("> a\n> \t+ b", "2: a tab in the indentation; use spaces"),
    ("- a\n  \t+ b", "2: a tab in the indentation; use spaces"),
    ("a\n<br> b", "2: raw HTML (<br) is not used here; write \\< for the sign itself"),
    ("</table>", "1: raw HTML (</table) is not used here; write \\< for the sign itself"),
    ("a <!-- b -->", "1: raw HTML (<!--) is not used here; write \\< for the sign itself"),
    ("<https://a.b>", "1: raw HTML (<https) is not used here; write \\< for the sign itself"),
    (
      "```\na\n``",
      "1: this fence is never closed; end it with as many marks as it began with"
    ),
    (
      "- ```\n\nb",
      "1: this fence is never closed; end it with as many marks as it began with"
    ),
    (
      "> a\nb",
      "2: this line goes on with a list or a quote without being marked so; indent it or begin it with >, or put a blank line before it"
    ),
    (
      "- a\nb",
      "2: this line goes on with a list or a quote without being marked so; indent it or begin it with >, or put a blank line before it"
    ),
    (
      "- a\n| b |\n|---|",
      "2: this line goes on with a list or a quote without being marked so; indent it or begin it with >, or put a blank line before it"
    ),
    (
      "[a]: /b",
      "1: reference links are not used here; write [text](address), or \\[ for the sign itself"
    ),
    (
      "[a\\]b]: /c",
      "1: reference links are not used here; write [text](address), or \\[ for the sign itself"
    ),
    (
      "[\na\n]: /b",
      "1: reference links are not used here; write [text](address), or \\[ for the sign itself"
    ),
    ("[a](b&auml;)", "1: &auml; is not used here; write the character itself, or \\&"),
    (
      "a\n[b][c]",
      "2: reference links are not used here; write [text](address), or \\[ for the sign itself"
    ),
    (
      "[a](b c)",
      "1: this link cannot be read; write [text](address), or \\[ for the sign itself"
    ),
    (
      "[a](b(c))",
      "1: this link cannot be read; write [text](address), or \\[ for the sign itself"
    ),
    (
      "[a](b",
      "1: this link cannot be read; write [text](address), or \\[ for the sign itself"
    ),
    ("[a](b \"c\")", "1: a link has no title here; write [text](address)"),
    ("a &copy; b", "1: &copy; is not used here; write the character itself, or \\&"),
    ("~~a", "1: struck text is not used here; write \\~ for the sign itself"),
    (
      "| a |\n|---|\n| b | c |",
      "3: this row has 2 cells and the table's head has 1; escape a | in a cell as \\|"
    ),
    ("a\nb[^1]", "2: there is no footnote 1; add a line [^1]: with its text"),
    ("[^1]: a", "1: nothing refers to the footnote 1; write [^1] in the text, or remove it"),
    (
      "a[^1]\n\n[^1]: b\n\n[^1]: c",
      "5: there is already a footnote 1; rename one of them"
    ),
  ])
  func isRejected(_ text: String, _ message: String) {
    #expect(markdownFaults(text) == ["page.md:\(message)"])
  }

  @Test func allFaultsAreFoundInTheOrderOfLines() {
    #expect(throws: GuideFaults.self) { try MarkdownDocument(parsing: "<b>", file: "page.md") }
    let faults = MarkdownDocument.recovering("a[^9]\n\n- [b](c d)\n- <i>\n\n~~e", file: "page.md").1
    #expect(
      faults.map(\.problem) == [
        .undefinedFootnote("9"), .malformedLink, .rawHTML("<i"), .strikethrough,
      ])
    #expect(faults.map(\.line) == [1, 3, 4, 6])
  }
}
