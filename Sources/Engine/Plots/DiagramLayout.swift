/// Where everything in a diagram stands, in whole characters or whole pixels.
struct DiagramLayout {
  /// How much room things take: the same rules make a drawing and a block of text.
  struct Measures {
    /// The width of a text.
    let width: @Sendable (String) -> Int
    /// The height of a line of text.
    let line: Int
    /// From the edge of a box to its text, in each direction.
    let padding: (x: Int, y: Int)
    /// Between two boxes side by side, or one above the other with an arrow between them.
    let gap: (x: Int, y: Int)
    /// Between two boxes, one above the other, without an arrow.
    let space: Int
    /// From a frame's left, right, upper and lower edge to what is inside.
    let frame: (side: Int, top: Int, bottom: Int)
    /// From an upright arrow to its label, and from a level one to the middle of its label.
    let label: (beside: Int, above: Int)
    /// How thick an edge is: 1 where it takes a character of its own.
    let edge: Int
  }

  struct Area {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
  }

  struct Point: Hashable {
    let x: Int
    let y: Int
  }

  /// A text whose middle line is at `y`, and which begins, or ends, or has its middle at `x`.
  struct Label {
    let text: String
    let x: Int
    let y: Int
    let anchor: SVGCanvas.Anchor
  }

  private(set) var width = 0
  private(set) var height = 0
  private(set) var boxes: [(area: Area, lines: [String])] = []
  /// Each with its whole title, for which there may be more room than for other texts.
  private(set) var frames: [(area: Area, title: String)] = []
  /// Each from the edge of a box to that of another, by way of a corner where it turns.
  private(set) var arrows: [(points: [Point], label: Label?, color: Color?)] = []

  let diagram: Diagram
  let measures: Measures
  let fitted: (String) -> String
  private(set) var columns: [Stripe] = []
  private(set) var rows: [Stripe] = []

  /// One column or row of the grid.
  struct Stripe {
    /// The extent of its boxes.
    var size = 0
    /// Where its boxes begin.
    var start = 0
    /// What the labels of arrows need on this side and on that, beyond the boxes.
    var before = 0
    var after = 0
    /// Between the stripe before, with all that belongs to it, and this one.
    var gap = 0
    /// Below the frames that end here.
    var below = 0

    var end: Int { start + size }
  }

  /// Lays out a diagram whose texts are shortened by `fitted`.
  init(_ diagram: Diagram, _ measures: Measures, fitted: @escaping (String) -> String) {
    self.diagram = diagram
    self.measures = measures
    self.fitted = fitted
    columns = Array(repeating: Stripe(), count: diagram.columnCount)
    rows = Array(repeating: Stripe(), count: diagram.rows.count)
    measureBoxes()
    measureArrows()
    placeColumns()
    placeRows()
    placeBoxes()
    frames = diagram.frames.enumerated().map { (area(of: $0.offset), $0.element.title) }
    arrows = diagram.arrows.map { (points(of: $0), label(of: $0), $0.color) }
  }
}

// MARK: - Sizes

extension DiagramLayout {
  private func lines(_ box: Diagram.Box) -> [String] {
    ([box.name] + (box.detail.map { [$0] } ?? [])).map(fitted)
  }

  /// Boxes fill their row and column.
  private mutating func measureBoxes() {
    for (row, boxes) in diagram.rows.enumerated() {
      for (column, box) in boxes.enumerated() {
        guard let box else { continue }
        let lines = lines(box)
        let text = lines.map(measures.width).max() ?? 0
        columns[column].size = max(columns[column].size, text + 2 * measures.padding.x)
        rows[row].size = max(
          rows[row].size, lines.count * measures.line + 2 * measures.padding.y)
      }
    }
    // Two arrows side by side need two lines of a box.
    for arrow in diagram.arrows where way(arrow).isLevel && isPaired(arrow) {
      let row = way(arrow).start.row
      rows[row].size = max(rows[row].size, 2 * measures.line + 2 * measures.padding.y)
    }
  }

  /// How far labels reach, and which gaps have to hold an arrow.
  private mutating func measureArrows() {
    for row in rows.indices.dropFirst() { rows[row].gap = measures.space }
    for column in columns.indices.dropFirst() { columns[column].gap = measures.gap.x }
    for arrow in diagram.arrows {
      let (start, end) = (way(arrow).start, way(arrow).end)
      let text = fitted(arrow.label)
      let room = text.isEmpty ? 0 : measures.width(text)
      if way(arrow).isLevel {
        guard room > 0 else { continue }
        let gap = max(start.column, end.column)
        columns[gap].gap = max(columns[gap].gap, room + 2 * measures.label.beside)
        continue
      }
      let crossed = min(start.row, end.row) + 1...max(start.row, end.row)
      for row in crossed { rows[row].gap = measures.gap.y }
      guard room > 0 else { continue }
      let column = end.column
      let middle = offset(of: arrow, in: columns[column].size)
      if isFirstOfPair(arrow) {
        columns[column].before = max(
          columns[column].before, room + measures.label.beside - measures.edge - middle)
      } else {
        columns[column].after = max(
          columns[column].after, middle + measures.label.beside + room - columns[column].size)
      }
    }
  }

  private mutating func placeColumns() {
    func arrange() {
      var x = 0
      for index in columns.indices {
        if index > 0 {
          // What labels need is room between boxes, too.
          let free = columns[index - 1].after + columns[index].before
          x += max(columns[index].gap - free, free > 0 ? measures.label.beside / 2 : 0)
        }
        x += measures.frame.side * depth(\.columns.lowerBound, index) + columns[index].before
        columns[index].start = x
        x = columns[index].end + columns[index].after
        x += measures.frame.side * depth(\.columns.upperBound, index)
      }
      width = x
    }
    arrange()
    for (index, frame) in diagram.frames.enumerated().reversed() {
      let needed = measures.width(fitted(frame.title)) + 2 * measures.frame.side
      let missing = needed - horizontal(index).size
      guard missing > 0 else { continue }
      columns[diagram.extent(of: frame).columns.upperBound].after += missing
      arrange()
    }
  }

  private mutating func placeRows() {
    var y = 0
    for index in rows.indices {
      y += rows[index].gap + measures.frame.top * depth(\.rows.lowerBound, index)
      rows[index].start = y
      y = rows[index].end + measures.frame.bottom * depth(\.rows.upperBound, index)
      rows[index].below = y
    }
    height = y
  }
}

// MARK: - Places

extension DiagramLayout {
  /// How many frames, one within the other, have an edge at a row or column; with the index of a
  /// frame, only that one and those within it.
  private func depth(
    _ edge: KeyPath<Diagram.Extent, Int>, _ position: Int, within frame: Int? = nil
  ) -> Int {
    let there = diagram.frames.indices.filter { index in
      diagram.extent(of: diagram.frames[index])[keyPath: edge] == position
        && (frame.map { contains($0, index) } ?? true)
    }
    return there.map { inner in there.count { contains($0, inner) } }.max() ?? 0
  }

  /// Whether a frame is another one or around it: two share no box, or the earlier one has them all.
  private func contains(_ outer: Int, _ inner: Int) -> Bool {
    outer <= inner
      && !Set(diagram.frames[outer].boxes).isDisjoint(with: diagram.frames[inner].boxes)
  }

  private func horizontal(_ frame: Int) -> (start: Int, size: Int) {
    let extent = diagram.extent(of: diagram.frames[frame])
    let (first, last) = (extent.columns.lowerBound, extent.columns.upperBound)
    let start =
      columns[first].start - columns[first].before
      - measures.frame.side * depth(\.columns.lowerBound, first, within: frame)
    let end =
      columns[last].end + columns[last].after
      + measures.frame.side * depth(\.columns.upperBound, last, within: frame)
    return (start, end - start)
  }

  private func area(of frame: Int) -> Area {
    let extent = diagram.extent(of: diagram.frames[frame])
    let (first, last) = (extent.rows.lowerBound, extent.rows.upperBound)
    let (x, width) = horizontal(frame)
    let y =
      rows[first].start - measures.frame.top * depth(\.rows.lowerBound, first, within: frame)
    let bottom =
      rows[last].end + measures.frame.bottom * depth(\.rows.upperBound, last, within: frame)
    return Area(x: x, y: y, width: width, height: bottom - y)
  }

  private mutating func placeBoxes() {
    for (row, boxes) in diagram.rows.enumerated() {
      for (column, box) in boxes.enumerated() {
        guard let box else { continue }
        let area = Area(
          x: columns[column].start, y: rows[row].start, width: columns[column].size,
          height: rows[row].size)
        self.boxes.append((area, lines(box)))
      }
    }
  }
}
