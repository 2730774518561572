/// The names of a chart's points, each put where it covers no other name, no point, no line and not
/// the legend.
struct PointLabels {
  private struct Label {
    let text: String
    let x: Double
    let y: Double
  }

  private static let size = 11.5
  private static let height = 13.0

  private let area: Rectangle
  /// Where nothing has a name, what is in the way of names need not be known.
  private let isNeeded: Bool
  /// What is to be seen: names, points, pieces of lines, the legend.
  private var taken: [Rectangle]
  private var labels: [Label] = []
  private var last: (x: Double, y: Double)?

  /// Names inside of `area` and outside of `legend`; `isNeeded` says whether there are any.
  init(in area: Rectangle, around legend: Rectangle?, isNeeded: Bool) {
    self.area = area
    self.isNeeded = isNeeded
    taken = legend.map { [$0] } ?? []
  }

  /// Takes note of a point, of the line that leads to it from the one before, and of its name, ""
  /// for none.
  mutating func append(_ name: String, x: Double, y: Double, isConnected: Bool) {
    guard isNeeded else { return }
    if isConnected, let last {
      let steps = Int(max(abs(x - last.x), abs(y - last.y)) / 4) + 1
      for step in 1...steps {
        let part = Double(step) / Double(steps)
        take(around: last.x + (x - last.x) * part, last.y + (y - last.y) * part, reach: 2)
      }
    } else {
      take(around: x, y, reach: 5)
    }
    last = (x, y)
    if !name.isEmpty { labels.append(Label(text: name, x: x, y: y)) }
  }

  private mutating func take(around x: Double, _ y: Double, reach: Double) {
    taken.append(Rectangle(x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach))
  }

  /// Draws all names: beside its point, or further away with a thin line that leads to it. One for
  /// which there is no room at all is left out.
  mutating func draw(on canvas: inout SVGCanvas) {
    var texts: [(label: Label, box: Rectangle)] = []
    for label in labels {
      guard let (box, distance) = place(for: label) else { continue }
      taken.append(box)
      texts.append((label, box))
      guard distance > 8 else { continue }
      let end = (
        x: min(max(label.x, box.x), box.right), y: min(max(label.y, box.y), box.bottom)
      )
      canvas.stroke(
        "M\(label.x.coordinate) \(label.y.coordinate)L\(end.x.coordinate) \(end.y.coordinate)",
        color: Color(0xAAAAAA))
    }
    for (label, box) in texts {
      canvas.text(label.text, x: box.centerX, y: box.bottom - 3, size: Self.size, anchor: .middle)
    }
  }

  /// The nearest free place, and how far away it is.
  private func place(for label: Label) -> (Rectangle, distance: Double)? {
    let width = label.text.pixels(size: Self.size)
    for distance in stride(from: 8.0, through: 72, by: 8) {
      for (right, down) in [
        (1.0, 0.0), (-1, 0), (0, -1), (0, 1), (0.7, -0.7), (0.7, 0.7), (-0.7, -0.7), (-0.7, 0.7),
      ] {
        // The middle of the name, so that its nearest edge is at that distance.
        let x = label.x + right * distance + right.sign(orZero: width / 2)
        let y = label.y + down * distance + down.sign(orZero: Self.height / 2)
        let box = Rectangle(
          x: x - width / 2, y: y - Self.height / 2, width: width, height: Self.height)
        if area.holds(box), !taken.contains(where: box.overlaps) { return (box, distance) }
      }
    }
    return nil
  }
}

extension Double {
  /// `magnitude` with this number's sign, and 0 for 0.
  fileprivate func sign(orZero magnitude: Double) -> Double {
    self > 0 ? magnitude : self < 0 ? -magnitude : 0
  }
}

extension Rectangle {
  fileprivate func overlaps(_ other: Rectangle) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }

  fileprivate func holds(_ other: Rectangle) -> Bool {
    x <= other.x && other.right <= right && y <= other.y && other.bottom <= bottom
  }
}
