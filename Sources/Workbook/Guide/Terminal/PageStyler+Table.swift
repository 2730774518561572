import Plots

extension PageStyler {
  private static let narrowestColumn = 6
  private static let gap = Span("  ")

  /// A table: columns two spaces apart, a rule below the head.
  ///
  /// Where the table is wider than the page, its widest columns are made narrower and their cells
  /// wrap.
  func table(_ table: Block.Table, width: Int) -> [StyledLine] {
    let head = table.head.map { spans($0, .bold) }
    let rows = table.rows.map { row in row.map { spans($0) } }
    let widths = columnWidths([head] + rows, available: width)
    let rules = widths.map { String(repeating: options.tableRule, count: $0) }
    let ruleLine = [Span(rules.joined(separator: Self.gap.text), .faint)]

    let wrapped = rows.map { self.lines(of: $0, widths, table.alignments) }
    // Where cells take several lines, rows need air to be told apart.
    let isAiry = wrapped.contains { $0.count > 1 }
    return lines(of: head, widths, table.alignments) + [ruleLine]
      + wrapped.joined(separator: isAiry ? [[]] : [])
  }

  private func columnWidths(_ rows: [[[Span]]], available: Int) -> [Int] {
    guard let columns = rows.first?.count else { return [] }
    var widths = (0..<columns).map { column in
      max(rows.map { $0[column].displayWidth }.max() ?? 0, 1)
    }
    let room = available - Self.gap.text.count * (columns - 1)
    func total(_ limit: Int) -> Int { widths.reduce(0) { $0 + min($1, limit) } }
    guard let widest = widths.max(), total(widest) > room, widest > Self.narrowestColumn else {
      return widths
    }
    // The widest that all columns may be.
    var (limit, tooWide) = (Self.narrowestColumn, widest)
    while limit + 1 < tooWide {
      let middle = (limit + tooWide) / 2
      if total(middle) <= room { limit = middle } else { tooWide = middle }
    }
    var spare = room - total(limit)
    for column in widths.indices.reversed() where widths[column] > limit {
      widths[column] = limit + (spare > 0 ? 1 : 0)
      spare -= 1
    }
    return widths
  }

  private func lines(
    of cells: [[Span]], _ widths: [Int], _ alignments: [Block.Table.Alignment]
  ) -> [StyledLine] {
    let wrapped = zip(cells, widths).map { $0.broken(width: $1) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { index in
      var line: StyledLine = []
      for (column, cell) in wrapped.enumerated() {
        if column > 0 { line.append(Self.gap) }
        let content = index < cell.count ? cell[index] : []
        let free = max(widths[column] - content.displayWidth, 0)
        let before =
          switch alignments[column] {
          case .leading: 0
          case .centre: free / 2
          case .trailing: free
          }
        line.append(Span(String(repeating: " ", count: before)))
        line += content
        line.append(Span(String(repeating: " ", count: free - before)))
      }
      return line
    }
  }
}
