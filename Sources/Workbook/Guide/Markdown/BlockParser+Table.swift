// Tables: GitHub's, with a head and a line of dashes below it.
extension BlockParser {
  /// A line with a `|`, and below it one that gives as many alignments as it has cells. `- | -` is a
  /// list.
  func startsTable(_ lines: ArraySlice<Line>) -> Bool {
    guard let line = lines.first, line.scalars.contains("|"), let next = lines.dropFirst().first,
      next.indentation <= 3, ListMarker(next) == nil, let alignments = alignments(next)
    else { return false }
    return alignments.count == cells(line).count
  }

  mutating func table(at lines: ArraySlice<Line>) -> (Block.Content?, count: Int) {
    let first = lines[lines.startIndex]
    let alignments = alignments(lines[lines.startIndex + 1]) ?? []
    let head = cells(first).map { inlines($0, line: first.number) }
    var rows: [[[Inline]]] = []
    for line in lines.dropFirst(2) {
      guard !line.isBlank, line.indentation <= 3, line.heading == nil, line.fence == nil,
        !line.isThematicBreak, !line.isQuote, ListMarker(line) == nil, !line.isComment
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
  /// may be left out.
  private func cells(_ line: Line) -> [[Unicode.Scalar]] {
    var content = line.trimmed[...]
    if content.first == "|" { content.removeFirst() }
    var cells: [[Unicode.Scalar]] = [[]]
    var position = content.startIndex
    while position < content.endIndex {
      let scalar = content[position]
      if scalar == "\\", position + 1 < content.endIndex, content[position + 1] == "|" {
        // The bar counts as itself also in a code span, where a backslash would stay.
        cells[cells.count - 1].append("|")
        position += 1
      } else if scalar == "|" {
        if position + 1 < content.endIndex { cells.append([]) }
      } else {
        cells[cells.count - 1].append(scalar)
      }
      position += 1
    }
    return cells.map { Line(number: line.number, scalars: $0).trimmed }
  }

  /// The alignments of `| :-- | :-: | --: |`, or nil where the line is something else.
  private func alignments(_ line: Line) -> [Block.Table.Alignment]? {
    guard line.scalars.contains("-"),
      line.scalars.contains("|") || line.scalars.contains(":")
    else { return nil }
    var alignments: [Block.Table.Alignment] = []
    for cell in cells(line) {
      let dashes = cell.drop { $0 == ":" }.prefix { $0 == "-" }
      let colonsBefore = cell.prefix { $0 == ":" }.count
      let colonsBehind = cell.count - colonsBefore - dashes.count
      guard !dashes.isEmpty, colonsBefore <= 1, colonsBehind <= 1,
        colonsBehind == 0 || cell.last == ":"
      else { return nil }
      alignments.append(
        colonsBehind == 0 ? .leading : colonsBefore == 0 ? .trailing : .centre)
    }
    return alignments
  }
}
