import Plots

/// Turns blocks of a page into lines of a terminal.
struct PageStyler {
  let options: TerminalOptions
  /// The commands that show the chapters that links may lead to, by their pages.
  let chapters: [String: String]
  /// The page's file, from which its links lead.
  let page: String

  /// What stands in lists, quotes and footnotes has so many columns at least, if need be beyond the
  /// edge.
  private static let narrowest = 20

  /// Blocks one below the other, with a blank line between them unless they belong to a tight list.
  func lines(
    of blocks: [Block], width: Int, depth: Int = 0, isTight: Bool = false
  ) -> [StyledLine] {
    var lines: [StyledLine] = []
    for block in blocks {
      if !lines.isEmpty, !isTight { lines.append([]) }
      lines += self.lines(of: block, width: width, depth: depth)
    }
    return lines
  }

  /// `depth` is how many lists the block stands in.
  func lines(of block: Block, width: Int, depth: Int = 0) -> [StyledLine] {
    switch block.content {
    case .heading(let level, let words): heading(words, level: level, width: width)
    case .paragraph(let text): spans(text).broken(width: width)
    case .list(let list): self.list(list, width: width, depth: depth)
    case .quote(let inner):
      lines(of: inner, width: narrower(width, by: 2), depth: depth).map { [options.quoteBar] + $0 }
    case .table(let table): self.table(table, width: width)
    case .fence(let fence):
      options.code(
        fence.code, language: fence.information.split(separator: " ").first.map(String.init) ?? "")
    case .thematicBreak: [[Span(String(repeating: options.rules[1], count: width), .faint)]]
    case .folded(let summary, let inner):
      [[Span(summary, .bold)], []] + lines(of: inner, width: width, depth: depth)
    case .footnote(let label, let inner):
      hanging(
        lines(of: inner, width: narrower(width, by: label.displayWidth + 3), depth: depth),
        behind: Span("[\(label)] ", .faint))
    }
  }

  private func narrower(_ width: Int, by columns: Int) -> Int {
    max(width - columns, Self.narrowest)
  }

  private func heading(_ words: [Inline], level: Int, width: Int) -> [StyledLine] {
    let style: TextStyle = level == 1 ? [.bold, .title] : .bold
    let lines = spans(words, style).broken(width: width)
    let length = lines.map(\.displayWidth).max() ?? 0
    let rule = String(repeating: options.rules[min(level, 3) - 1], count: length)
    return lines + [[Span(rule, .faint)]]
  }

  private func list(_ list: Block.List, width: Int, depth: Int) -> [StyledLine] {
    let numberWidth = list.start.map { "\($0 + list.items.count - 1)".count } ?? 0
    let bullets = options.bullets
    var lines: [StyledLine] = []
    for (index, item) in list.items.enumerated() {
      if index > 0, !list.isTight { lines.append([]) }
      var mark = bullets[min(depth, bullets.count - 1)]
      if let start = list.start {
        let number = "\(start + index)"
        mark = String(repeating: " ", count: numberWidth - number.count) + number + "."
      }
      let inner = self.lines(
        of: item, width: narrower(width, by: mark.displayWidth + 1), depth: depth + 1,
        isTight: list.isTight)
      lines += hanging(inner, behind: Span("\(mark) ", .faint))
    }
    return lines
  }

  /// Lines to the right of a mark that stands before the first of them.
  private func hanging(_ lines: [StyledLine], behind mark: Span) -> [StyledLine] {
    let indentation = Span(String(repeating: " ", count: mark.text.displayWidth))
    if lines.isEmpty { return [[mark]] }
    return lines.enumerated().map { [$0 == 0 ? mark : indentation] + $1 }
  }
}
