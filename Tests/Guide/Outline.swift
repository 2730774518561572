@testable import Guide

/// A Markdown tree in short: `paragraph("a " em("b"))`. What differs shows at once in a failed
/// test.
func outline(_ text: String) throws -> String {
  outline(try MarkdownDocument(parsing: text, file: "page.md").blocks)
}

private func outline(_ blocks: [Block]) -> String {
  blocks.map { block in
    switch block.content {
    case .heading(let level, let words): "h\(level)(\(outline(words)))"
    case .paragraph(let text): "p(\(outline(text)))"
    case .list(let list):
      (list.start.map { "ol\($0)" } ?? "ul") + (list.isTight ? " tight" : " loose")
        + "[" + list.items.map { "{\(outline($0))}" }.joined(separator: " ") + "]"
    case .quote(let inner): "quote[\(outline(inner))]"
    case .table(let table):
      "table[\(table.alignments.map { "\($0)" }.joined(separator: ", "))]"
        + ([table.head] + table.rows).map { row in
          "[" + row.map(outline).joined(separator: " | ") + "]"
        }.joined()
    case .fence(let fence): "fence(\(fence.information)|\(fence.code.joined(separator: "⏎")))"
    case .thematicBreak: "hr"
    case .folded(let summary, let inner): "fold '\(summary)'[\(outline(inner))]"
    case .footnote(let label, let inner): "note \(label)[\(outline(inner))]"
    }
  }.joined(separator: " ")
}

private func outline(_ inlines: [Inline]) -> String {
  inlines.map { inline in
    switch inline {
    case .text(let text): "'\(text)'"
    case .code(let code): "code'\(code)'"
    case .emphasis(let inner): "em(\(outline(inner)))"
    case .strong(let inner): "strong(\(outline(inner)))"
    case .link(let inner, let destination, _): "link(\(outline(inner)) → \(destination))"
    case .image(let alternative, let source, _): "image('\(alternative)' → \(source))"
    case .footnote(let label, _): "^\(label)"
    case .softBreak: "soft"
    case .hardBreak: "hard"
    }
  }.joined(separator: " ")
}

/// What is wrong with a text, as it would be printed.
func markdownFaults(_ text: String) -> [String] {
  MarkdownDocument.recovering(text, file: "page.md").1.map(\.description)
}

extension MarkdownDocument {
  /// A text without faults.
  init(parsing text: String, file: String) throws(GuideFaults) {
    let (document, faults) = Self.recovering(text, file: file)
    if let faults = GuideFaults(faults) { throw faults }
    self = document
  }
}
