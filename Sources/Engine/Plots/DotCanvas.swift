/// A raster for lines in text: each character holds 2×4 braille dots, or just 1×1 in plain text.
struct DotCanvas {
  /// The width in characters.
  let columns: Int
  /// The height in characters.
  let rows: Int
  /// How many dots stand side by side in one character: 2 for braille, else 1.
  let dotsAcross: Int
  /// How many dots stand above one another in one character: 4 for braille, else 1.
  let dotsDown: Int
  private var patterns: [UInt8]
  private var owners: [Int?]

  /// An empty raster.
  init(columns: Int, rows: Int, isBraille: Bool) {
    self.columns = columns
    self.rows = rows
    dotsAcross = isBraille ? 2 : 1
    dotsDown = isBraille ? 4 : 1
    patterns = Array(repeating: 0, count: columns * rows)
    owners = Array(repeating: nil, count: columns * rows)
  }

  /// The width in dots.
  var width: Int { columns * dotsAcross }
  /// The height in dots.
  var height: Int { rows * dotsDown }

  /// Sets one dot, counted from the upper left; `owner` is the series that it belongs to.
  mutating func set(x: Int, y: Int, owner: Int) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    let cell = y / dotsDown * columns + x / dotsAcross
    patterns[cell] |= DotCanvas.bit(x: x % dotsAcross, y: y % dotsDown)
    owners[cell] = owner
  }

  /// Sets the dots of a straight line (Bresenham's), skipping the gaps of `dash`.
  mutating func line(
    from start: (x: Int, y: Int), to end: (x: Int, y: Int), owner: Int, dash: inout Dash
  ) {
    let distanceX = abs(end.x - start.x)
    let distanceY = abs(end.y - start.y)
    var (x, y) = start
    var error = distanceX - distanceY
    while true {
      if dash.isOn { set(x: x, y: y, owner: owner) }
      if (x, y) == end { return }
      dash.advance()
      let doubled = 2 * error
      if doubled > -distanceY {
        error -= distanceY
        x += end.x > start.x ? 1 : -1
      }
      if doubled < distanceX {
        error += distanceX
        y += end.y > start.y ? 1 : -1
      }
    }
  }

  /// The braille character in a cell and the series that touched it last; nil where nothing is.
  func braille(row: Int, column: Int) -> (character: Character, owner: Int)? {
    guard let owner = owners[row * columns + column] else { return nil }
    return (DotCanvas.braille(patterns[row * columns + column]), owner)
  }

  /// The bit that stands for a dot in a braille pattern.
  static func bit(x: Int, y: Int) -> UInt8 {
    let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
    return bits[x][y]
  }

  /// The braille character of a pattern; a space for no dots.
  static func braille(_ pattern: UInt8) -> Character {
    pattern == 0 ? " " : Character(Unicode.Scalar(0x2800 + UInt32(pattern))!)
  }
}

/// A rhythm of dots and gaps that goes on from one piece of a line to the next.
struct Dash {
  private let lengths: [Int]
  private var position = 0

  /// A rhythm from alternating lengths of dots and gaps; empty for a line without gaps.
  init(_ lengths: [Int]) {
    self.lengths = lengths
  }

  /// Whether the next dot is to be set.
  var isOn: Bool {
    var rest = position
    for (index, length) in lengths.enumerated() {
      if rest < length { return index % 2 == 0 }
      rest -= length
    }
    return true
  }

  /// Goes one dot further.
  mutating func advance() {
    guard !lengths.isEmpty else { return }
    position = (position + 1) % lengths.reduce(0, +)
  }
}
