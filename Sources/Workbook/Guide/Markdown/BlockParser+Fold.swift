import Notebook

/// A line that begins or ends a folded part: `<details><summary>Words</summary>`, or `</details>`.
///
/// To CommonMark these are HTML, which goes on to the next blank line. So one has to follow, and
/// what comes then is Markdown again.
enum FoldMark {
  case beginning(summary: String)
  case end

  /// What the first of these lines is, if it is one of the two.
  init?(_ lines: ArraySlice<Line>) {
    guard let text = lines.first?.text.withoutTrailingSpace, text.first == "<",
      lines.dropFirst().first?.isBlank != false
    else { return nil }
    let (before, behind) = ("<details><summary>", "</summary>")
    if text == "</details>" {
      self = .end
    } else if text.hasPrefix(before), text.hasSuffix(behind) {
      let summary = String(text.dropFirst(before.count).dropLast(behind.count))
      // Its words are HTML, too, and are to mean there what they mean here.
      guard !summary.isBlank, !summary.contains(where: { "<>&".contains($0) }) else { return nil }
      self = .beginning(summary: summary)
    } else {
      return nil
    }
  }
}

/// A folded part of which the end has not been seen.
struct OpenFold {
  let summary: String
  let line: Int
  /// How many blocks stand before it.
  let start: Int

  /// Makes one block of those behind its beginning.
  func close(_ blocks: inout [Block], line last: Int) {
    let inner = Array(blocks[start...])
    blocks.removeSubrange(start...)
    blocks.append(Block(lines: line...last, content: .folded(summary: summary, inner)))
  }
}

extension BlockParser {
  /// Takes the line that begins or ends a folded part. It stands at the left margin, and in no other.
  mutating func take(
    _ mark: FoldMark, in line: Line, isNested: Bool, _ blocks: inout [Block],
    _ fold: inout OpenFold?
  ) {
    switch (mark, fold) {
    case _ where isNested: report(.foldNotAtTopLevel, line: line.number)
    case (.beginning(let summary), nil):
      fold = OpenFold(summary: summary, line: line.number, start: blocks.count)
    case (.beginning, _): report(.foldInFold, line: line.number)
    case (.end, nil): report(.foldNotOpen, line: line.number)
    case (.end, let open?):
      open.close(&blocks, line: line.number)
      fold = nil
    }
  }
}
