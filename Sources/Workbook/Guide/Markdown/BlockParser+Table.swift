// Tables: GitHub's, with a head and a line of dashes below it.
extension BlockParser {
  /// A line with a `|`, and below it one that gives as many alignments as it has cells. `- | -` is a
  /// list.
  func startsTable(_ lines: ArraySlice<Line>) -> Bool {
    guard let line = lines.first, line.text.contains("|"), let next = lines.dropFirst().first,
      next.indentation <= 3, ListMarker(next) == nil, let alignments = alignments(next)
    else { return false }
    return alignments.count == cells(line).count
  }

  mutating func table(at lines: ArraySlice<Line>) -> (Block.Content, count: Int) {
    let first = lines[lines.startIndex]
    let alignments = alignments(lines[lines.startIndex + 1]) ?? []
    let head = cells(first).map { inlines($0, line: first.number) }
    var rows: [[[Inline]]] = []
    for line in lines.dropFirst(2) {
      guard !line.isBlank, line.indentation <= 3, line.heading == nil, line.fence == nil,
        !line.isThematicBreak, !line.isQuote, ListMarker(line) == nil
      else { break }
      var row = cells(line).map { inlines($0, line: line.number) }
      if row.count > head.count {
        report(.tableColumns(expected: head.count, found: row.count), line: line.number)
        row = Array(row.prefix(head.count))
      }
      rows.append(row + Array(repeating: [], count: head.count - row.count))
    }
    let table = Block.Table(alignments: alignments, head: head, rows: rows)
    return (.table(table), rows.count + 2)
  }

  /// The cells of a row: what stands between bars that have no backslash before them. Outer bars
  /// may be left out. An escaped bar counts as itself also in a code span, where a backslash would
  /// stay.
  private func cells(_ line: Line) -> [String] {
    let escaped = "\u{0}"
    var content = line.text.trimmed.replacing("\\|", with: escaped)[...]
    if content.first == "|" { content.removeFirst() }
    if content.last == "|" { content.removeLast() }
    return content.split(separator: "|", omittingEmptySubsequences: false).map {
      $0.trimmed.replacing(escaped, with: "|")
    }
  }

  /// The alignments of `| :-- | :-: | --: |`, or nil where the line is something else.
  private func alignments(_ line: Line) -> [Block.Table.Alignment]? {
    guard line.text.contains("-"), line.text.contains("|") || line.text.contains(":") else {
      return nil
    }
    var alignments: [Block.Table.Alignment] = []
    for cell in cells(line) {
      guard let match = cell.wholeMatch(of: /(:?)-+(:?)/) else { return nil }
      let (isBefore, isBehind) = (!match.output.1.isEmpty, !match.output.2.isEmpty)
      alignments.append(isBehind ? isBefore ? .centre : .trailing : .leading)
    }
    return alignments
  }
}
