import Notebook

/// A Markdown file as a tree.
///
/// The part of CommonMark 0.31.2 and of GitHub's additions to it that the guide uses, which
/// `Guide/markdown.md` shows to those who write pages:
///
/// - headings with `#`, paragraphs, thematic breaks, block quotes;
/// - bullet and ordered lists, nested, tight or loose, with several blocks in an item;
/// - fenced code, with three backticks or more;
/// - tables with `|` and alignment;
/// - footnotes, `[^1]` in the text and `[^1]:` at the beginning of a line;
/// - emphasis, strong emphasis, code spans, `[links](address)`, `![images](address)`, hard line
///   breaks, and a backslash before punctuation.
///
/// Everything else is rejected with its line, rather than shown as something that was not meant:
/// headings by underlining, code by indentation, HTML, reference links, link titles, `&name;`,
/// struck text, tabs in the indentation, and lines that go on with a list or a quote without being
/// marked so.
package struct MarkdownDocument: Equatable, Sendable {
  package let blocks: [Block]

  /// The tree of a file's text as far as it can be made out, and all that is wrong with the text.
  /// `file` is the name that faults carry.
  static func recovering(_ text: String, file: String) -> (MarkdownDocument, [GuideFault]) {
    let lines = textLines(text).enumerated().map { offset, line in
      Line(number: offset + 1, text: line)
    }
    var parser = BlockParser(file: file)
    let document = MarkdownDocument(blocks: parser.parse(lines))
    let faults = parser.faults + footnoteFaults(in: document, file: file)
    return (document, faults.inReadingOrder)
  }

  /// Footnotes that are referred to and missing, defined twice, or defined in vain.
  private static func footnoteFaults(in document: MarkdownDocument, file: String) -> [GuideFault] {
    var faults: [GuideFault] = []
    func report(_ problem: GuideProblem, line: Int) {
      faults.append(GuideFault(file: file, line: line, problem: problem))
    }
    var unused: [String: Int] = [:]
    for block in document.allBlocks {
      guard case .footnote(let label, _) = block.content else { continue }
      let line = block.lines.lowerBound
      if unused[label] != nil { report(.duplicateFootnote(label), line: line) }
      unused[label] = unused[label] ?? line
    }
    let defined = Set(unused.keys)
    for case .footnote(let label, let line) in document.allInlines {
      unused[label] = nil
      if !defined.contains(label) { report(.undefinedFootnote(label), line: line) }
    }
    for (label, line) in unused { report(.unusedFootnote(label), line: line) }
    return faults
  }

  /// Every block, in reading order, those inside lists, quotes and footnotes after the one that
  /// holds them.
  var allBlocks: [Block] { blocks.flatMap(\.withNested) }

  /// Every inline, in reading order, those inside emphasis and links after the one that holds them.
  var allInlines: [Inline] { allBlocks.flatMap(\.ownInlines).flatMap(\.withNested) }
}
