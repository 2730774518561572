// Where the arrows of a diagram go, and where their labels stand.

extension DiagramLayout {
  /// From which place to which an arrow leads.
  struct Way {
    let start: Diagram.Place
    let end: Diagram.Place

    var isLevel: Bool { start.row == end.row }
    var isUpright: Bool { start.column == end.column }
  }

  func way(_ arrow: Diagram.Arrow) -> Way {
    Way(start: diagram.place(of: arrow.start)!, end: diagram.place(of: arrow.end)!)
  }

  /// Whether another arrow goes straight back.
  func isPaired(_ arrow: Diagram.Arrow) -> Bool {
    (way(arrow).isLevel || way(arrow).isUpright) && partner(of: arrow) != nil
  }

  /// Whether another arrow goes straight back that comes later in the diagram.
  func isFirstOfPair(_ arrow: Diagram.Arrow) -> Bool {
    isPaired(arrow) && diagram.arrows.firstIndex(of: arrow)! < partner(of: arrow)!
  }

  private func partner(of arrow: Diagram.Arrow) -> Int? {
    diagram.arrows.firstIndex { $0.start == arrow.end && $0.end == arrow.start }
  }

  /// How far from the left or upper edge of a box an arrow is: in the middle, or one of a pair a
  /// quarter of the way from either side.
  func offset(of arrow: Diagram.Arrow, in size: Int) -> Int {
    guard isPaired(arrow) else { return (size - measures.edge) / 2 }
    let quarter = max(size / 4, measures.edge)
    return isFirstOfPair(arrow) ? quarter : size - measures.edge - quarter
  }

  /// The edges of the two boxes, and the corner between them where there is one.
  func points(of arrow: Diagram.Arrow) -> [Point] {
    let (start, end) = (way(arrow).start, way(arrow).end)
    let (left, right) = (columns[start.column], columns[end.column])
    let (row, other) = (rows[start.row], rows[end.row])
    let x = right.start + offset(of: arrow, in: right.size)
    let y = row.start + offset(of: arrow, in: row.size)
    let goesRight = end.column > start.column
    let goesDown = end.row > start.row
    let first =
      way(arrow).isUpright
      ? Point(x: x, y: goesDown ? row.end - measures.edge : row.start)
      : Point(x: goesRight ? left.end - measures.edge : left.start, y: y)
    let last =
      way(arrow).isLevel
      ? Point(x: goesRight ? right.start : right.end - measures.edge, y: y)
      : Point(x: x, y: goesDown ? other.start : other.end - measures.edge)
    let turns = !way(arrow).isLevel && !way(arrow).isUpright
    return turns ? [first, Point(x: x, y: y), last] : [first, last]
  }

  /// Beside an upright line or above a level one; the second of a pair has it on its other side.
  func label(of arrow: Diagram.Arrow) -> Label? {
    let text = fitted(arrow.label)
    guard !text.isEmpty else { return nil }
    let (start, end) = (way(arrow).start, way(arrow).end)
    let isFirst = isFirstOfPair(arrow)
    if way(arrow).isLevel {
      let gap = max(start.column, end.column)
      let y = rows[start.row].start + offset(of: arrow, in: rows[start.row].size)
      let above = isFirst || !isPaired(arrow)
      return Label(
        text: text, x: (columns[gap - 1].end + columns[gap].start) / 2,
        y: above ? y - measures.label.above : y + measures.label.above, anchor: .middle)
    }
    // In the middle of the gap that is half way.
    let gap = (min(start.row, end.row) + max(start.row, end.row) + 1) / 2
    let y = rows[gap - 1].below + (rows[gap].gap - measures.edge) / 2
    let x = columns[end.column].start + offset(of: arrow, in: columns[end.column].size)
    return isFirst
      ? Label(text: text, x: x - measures.label.beside + measures.edge, y: y, anchor: .end)
      : Label(text: text, x: x + measures.label.beside, y: y, anchor: .start)
  }
}
