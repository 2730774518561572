/// A Markdown file as a tree.
///
/// The part of CommonMark 0.31.2 and of GitHub's additions to it that the guide uses, which
/// `Guide/markdown.md` shows to those who write pages:
///
/// - headings with `#`, paragraphs, thematic breaks, block quotes;
/// - bullet and ordered lists, nested, tight or loose, with several blocks in an item;
/// - fenced code, with `` ``` `` or `~~~`;
/// - tables with `|` and alignment;
/// - HTML comments, which leave no trace;
/// - footnotes, `[^1]` in the text and `[^1]:` at the beginning of a line;
/// - emphasis, strong emphasis, code spans, `[links](address)`, `<https://…>`,
///   `![images](address)`, hard line breaks, and a backslash before punctuation.
///
/// Everything else is rejected with its line, rather than shown as something that was not meant:
/// headings by underlining, code by indentation, raw HTML, reference links, link titles, `&name;`,
/// struck text, tabs in the indentation, and lines that go on with a list or a quote without being
/// marked so.
public struct MarkdownDocument: Equatable, Sendable {
  public let blocks: [Block]

  /// Reads a file's text; `file` is the name that faults carry. All faults are found, not just the
  /// first.
  public init(parsing text: String, file: String) throws(GuideFaults) {
    let (document, faults) = Self.recovering(text, file: file)
    if !faults.isEmpty { throw GuideFaults(faults) }
    self = document
  }

  private init(blocks: [Block]) {
    self.blocks = blocks
  }

  /// The tree as far as it can be made out, and what is wrong with the text.
  static func recovering(_ text: String, file: String) -> (MarkdownDocument, [GuideFault]) {
    let lines = textLines(text).enumerated().map { offset, line in
      Line(number: offset + 1, scalars: Array(line.unicodeScalars))
    }
    var parser = BlockParser(file: file)
    let document = MarkdownDocument(blocks: parser.parse(lines))
    let faults = parser.faults + footnoteFaults(in: document, file: file)
    return (document, faults.inReadingOrder)
  }

  /// Footnotes that are referred to and missing, defined twice, or defined in vain.
  private static func footnoteFaults(in document: MarkdownDocument, file: String) -> [GuideFault] {
    var faults: [GuideFault] = []
    var defined: [String: Int] = [:]
    for block in document.allBlocks {
      guard case .footnote(let label, _) = block.content else { continue }
      let line = block.lines.lowerBound
      if defined[label] == nil {
        defined[label] = line
      } else {
        faults.append(GuideFault(file: file, line: line, problem: .duplicateFootnote(label)))
      }
    }
    var used: Set<String> = []
    for inline in document.allInlines {
      guard case .footnote(let label, let line) = inline else { continue }
      used.insert(label)
      if defined[label] == nil {
        faults.append(GuideFault(file: file, line: line, problem: .undefinedFootnote(label)))
      }
    }
    for (label, line) in defined where !used.contains(label) {
      faults.append(GuideFault(file: file, line: line, problem: .unusedFootnote(label)))
    }
    return faults
  }

  /// Every block, in reading order, those inside lists, quotes and footnotes after the one that
  /// holds them.
  var allBlocks: [Block] { blocks.flatMap(\.withNested) }

  /// Every inline of a block and of those inside it.
  static func inlines(of block: Block) -> [Inline] {
    block.withNested.flatMap(\.ownInlines).flatMap(\.withNested)
  }

  /// Every inline, in reading order, those inside emphasis and links after the one that holds them.
  var allInlines: [Inline] {
    blocks.flatMap(Self.inlines)
  }
}
