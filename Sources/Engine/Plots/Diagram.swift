/// Boxes on a grid, arrows from one to another, and frames around some of them: a computation, or the
/// order in which things happen. What Graphviz draws for `torchviz`.
///
/// An arrow goes straight to a box in the same row or column. To any other it leaves its box sideways
/// and turns once. Two boxes with an arrow each way have them side by side. Nothing is told by colour
/// alone.
public struct Diagram: Panel {
  /// A box with one or two lines of text.
  public struct Box: Sendable, Hashable {
    /// The first line, by which arrows and frames find the box.
    public let name: String
    /// The second line, such as a value or a shape; nil for none.
    public let detail: String?

    /// A box with a name, which no other box of the diagram has, and what stands below it.
    public init(_ name: String, _ detail: String? = nil) {
      self.name = name
      self.detail = detail
    }
  }

  /// An arrow from one box to another.
  public struct Arrow: Sendable, Hashable {
    /// The name of the box where it begins.
    public let start: String
    /// The name of the box where its head is.
    public let end: String
    /// What stands beside it; "" for nothing.
    public let label: String
    /// The colour of the arrow and, in SVG, of its label; nil for that of the text.
    public let color: Color?

    /// An arrow between two boxes, given by their names.
    public init(from start: String, to end: String, label: String = "", color: Color? = nil) {
      self.start = start
      self.end = end
      self.label = label
      self.color = color
    }

    fileprivate var words: String { "the arrow from \"\(start)\" to \"\(end)\"" }
  }

  /// A frame around boxes, with a title on its upper edge.
  public struct Frame: Sendable, Hashable {
    /// What holds for everything inside, such as `for each batch`.
    public let title: String
    /// The names of all boxes inside, also of those in frames within this one.
    public let boxes: [String]

    /// A frame around boxes, given by their names.
    public init(_ title: String, around boxes: [String]) {
      self.title = title
      self.boxes = boxes
    }
  }

  /// What stands above the diagram.
  public let title: String
  /// The boxes, row by row; nil leaves a place empty.
  public let rows: [[Box?]]
  /// The arrows; of two between the same boxes, the first is on the left, or above.
  public let arrows: [Arrow]
  /// The frames, an outer one before those within it.
  public let frames: [Frame]

  /// A diagram; traps without boxes, if two have the same name, if an arrow or a frame names a box that
  /// there is not, if an arrow goes from a box to itself, is there twice, or crosses a box or another
  /// arrow, and if a frame also surrounds a box that it does not name, or cuts an earlier one.
  public init(title: String, rows: [[Box?]], arrows: [Arrow] = [], frames: [Frame] = []) {
    self.title = title
    self.rows = rows
    self.arrows = arrows
    self.frames = frames
    let names = rows.joined().compactMap { $0?.name }
    guard !names.isEmpty else { fatalError("Diagram: needs at least 1 box, but got 0") }
    if let name = names.firstRepeated { fatalError("Diagram: two boxes are called \"\(name)\"") }
    for name in arrows.flatMap({ [$0.start, $0.end] }) + frames.flatMap(\.boxes)
    where place(of: name) == nil {
      fatalError("Diagram: there is no box \"\(name)\", but \(names)")
    }
    if let ends = arrows.map({ [$0.start, $0.end] }).firstRepeated {
      fatalError("Diagram: there are two arrows from \"\(ends[0])\" to \"\(ends[1])\"")
    }
    checkWays()
    checkFrames()
  }

  private func checkWays() {
    var passed: [Place: Arrow] = [:]
    for arrow in arrows {
      guard arrow.start != arrow.end else {
        fatalError("Diagram: the arrow from \"\(arrow.start)\" goes back to the same box")
      }
      for place in placesPassed(by: arrow) {
        if let box = box(at: place) {
          fatalError("Diagram: \(arrow.words) crosses \"\(box.name)\"")
        }
        if let other = passed[place], other.start != arrow.end || other.end != arrow.start {
          fatalError("Diagram: \(arrow.words) crosses \(other.words)")
        }
        passed[place] = arrow
      }
    }
  }

  private func checkFrames() {
    for (index, frame) in frames.enumerated() {
      guard !frame.boxes.isEmpty else {
        fatalError("Diagram: the frame \"\(frame.title)\" needs at least 1 box, but got 0")
      }
      if let box = boxes(within: frame).first(where: { !frame.boxes.contains($0.name) }) {
        fatalError("Diagram: the frame \"\(frame.title)\" surrounds \"\(box.name)\", too")
      }
      let inside = Set(frame.boxes)
      if let outer = frames[..<index].first(where: {
        !inside.isSubset(of: $0.boxes) && !inside.isDisjoint(with: $0.boxes)
      }) {
        fatalError("Diagram: the frame \"\(frame.title)\" cuts \"\(outer.title)\"")
      }
    }
  }
}

// MARK: - The grid

extension Diagram {
  /// A place on the grid.
  struct Place: Hashable {
    let row: Int
    let column: Int
  }

  /// How many boxes would fit side by side.
  var columnCount: Int { rows.map(\.count).max() ?? 0 }

  /// The box at a place; nil where there is none.
  func box(at place: Place) -> Box? {
    let row = rows[place.row]
    return row.indices.contains(place.column) ? row[place.column] : nil
  }

  /// Where a box stands.
  func place(of name: String) -> Place? {
    for (row, boxes) in rows.enumerated() {
      if let column = boxes.firstIndex(where: { $0?.name == name }) {
        return Place(row: row, column: column)
      }
    }
    return nil
  }

  /// What lies between two numbers, neither of them included, whichever is larger.
  func between(_ first: Int, _ last: Int) -> Range<Int> {
    let low = min(first, last) + 1
    return low..<max(first, last, low)
  }

  /// The places between an arrow's two boxes, with that where it turns.
  private func placesPassed(by arrow: Arrow) -> [Place] {
    let (start, end) = (place(of: arrow.start)!, place(of: arrow.end)!)
    let across = between(start.column, end.column).map { Place(row: start.row, column: $0) }
    let down = between(start.row, end.row).map { Place(row: $0, column: end.column) }
    let turns = start.row != end.row && start.column != end.column
    return across + (turns ? [Place(row: start.row, column: end.column)] : []) + down
  }

  /// A part of the grid.
  struct Extent: Hashable {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>
  }

  /// The rows and columns that a frame surrounds.
  func extent(of frame: Frame) -> Extent {
    let places = frame.boxes.map { place(of: $0)! }
    let (rows, columns) = (places.map(\.row), places.map(\.column))
    return Extent(
      rows: rows.min()!...rows.max()!, columns: columns.min()!...columns.max()!)
  }

  private func boxes(within frame: Frame) -> [Box] {
    let extent = extent(of: frame)
    return extent.rows.flatMap { row in
      extent.columns.compactMap { box(at: Place(row: row, column: $0)) }
    }
  }
}

extension Array where Element: Hashable {
  /// The first element that is equal to one before it.
  fileprivate var firstRepeated: Element? {
    var seen: Set<Element> = []
    return first { !seen.insert($0).inserted }
  }
}

// MARK: - Labels

extension Diagram {
  /// All that is written in the diagram.
  var texts: [String] {
    rows.joined().flatMap { [$0?.name, $0?.detail] }.compactMap { $0?.printable }
      + (arrows.map(\.label) + frames.map(\.title)).map(\.printable)
  }

  /// The greatest length of labels, up to `longest`, with which a diagram fits; 1 if none does.
  func greatestLength(upTo longest: Int, fits: (Int) -> Bool) -> Int {
    var (low, high) = (1, max(longest, 1))
    while low < high {
      let middle = (low + high + 1) / 2
      if fits(middle) { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
