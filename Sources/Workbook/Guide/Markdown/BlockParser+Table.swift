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
    if head.count > Self.mostColumns { report(.tableTooWide(head.count), line: first.number) }
    var rows: [[[Inline]]] = []
    var count = 2
    var missing = 0
    for line in lines.dropFirst(2) {
      guard !line.isBlank, line.indentation <= 3, line.heading == nil, line.fence == nil,
        !line.isThematicBreak, !line.isQuote, ListMarker(line) == nil
      else { break }
      count += 1
      let row = cells(line).map { inlines($0, line: line.number) }
      let lacking = max(head.count - row.count, 0)
      missing += lacking
      if row.count > head.count || missing > Self.mostMissing {
        report(.tableColumns(expected: head.count, found: row.count), line: line.number)
      }
      if missing <= Self.mostMissing {
        rows.append(row.prefix(head.count) + Array(repeating: [], count: lacking))
      }
    }
    return (.table(Block.Table(alignments: alignments, head: head, rows: rows)), count)
  }

  /// What a terminal has room for.
  static let mostColumns = 32
  /// How many cells all rows together may leave out. Each takes its room, so that a short text would
  /// else become a large table.
  static let mostMissing = 1_000

  /// The cells of a row: what stands between bars that have no backslash before them. Outer bars
  /// may be left out. An escaped bar counts as itself also in a code span, where a backslash would
  /// stay.
  private func cells(_ line: Line) -> [String] {
    let content = line.text.trimmed
    var cells = [""]
    var endsInBar = false
    for character in content {
      let last = cells.count - 1
      endsInBar = character == "|" && cells[last].last != "\\"
      if endsInBar {
        cells.append("")
      } else {
        if character == "|" { cells[last].removeLast() }
        cells[last].append(character)
      }
    }
    if content.first == "|" { cells.removeFirst() }
    if endsInBar, cells.count > 1 { cells.removeLast() }
    return cells.map(\.trimmed)
  }

  /// The alignments of `| :-- | :-: | --: |`, or nil where the line is something else.
  private func alignments(_ line: Line) -> [Block.Table.Alignment]? {
    guard line.text.contains("-"), line.text.contains("|") || line.text.contains(":") else {
      return nil
    }
    var alignments: [Block.Table.Alignment] = []
    for cell in cells(line) {
      let (isBefore, isBehind) = (cell.first == ":", cell.last == ":")
      let dashes = cell.dropFirst(isBefore ? 1 : 0).dropLast(isBehind ? 1 : 0)
      guard !dashes.isEmpty, dashes.allSatisfy({ $0 == "-" }) else { return nil }
      alignments.append(isBehind ? isBefore ? .centre : .trailing : .leading)
    }
    return alignments
  }
}
