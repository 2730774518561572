extension Diagram {
  private static let textSize = 13.0
  private static let line = Color(0x4D4D4D)

  private static let pixels = DiagramLayout.Measures(
    width: { Int($0.pixels(size: textSize).rounded(.up)) }, line: 18, padding: (12, 8),
    gap: (32, 32), space: 14, frame: (14, 28, 14), label: (8, 11), edge: 0)

  /// Draws the diagram in the middle of the area, smaller where there is not enough room, and with
  /// shorter labels where they would become too small to read.
  public func draw(on canvas: inout SVGCanvas, in area: Rectangle) {
    if !title.isEmpty {
      let size = min(16, area.width / max(title.printable.pixels(size: 1), 1))
      canvas.text(title, x: area.centerX, y: area.y + 18, size: size, anchor: .middle)
    }
    let room = area.inset(top: title.isEmpty ? 0 : min(32, area.height))
    let (layout, scale) = fittedLayout(in: room)
    let left = room.centerX - Double(layout.width) * scale / 2
    let top = room.centerY - Double(layout.height) * scale / 2
    func rectangle(_ area: DiagramLayout.Area) -> Rectangle {
      Rectangle(
        x: left + Double(area.x) * scale, y: top + Double(area.y) * scale,
        width: Double(area.width) * scale, height: Double(area.height) * scale)
    }

    let size = Self.textSize * scale
    for (area, title) in layout.frames {
      let frame = rectangle(area)
      canvas.rectangle(frame, fill: .white, stroke: Color(0x999999), radius: 8 * scale)
      canvas.text(
        title.printable.shortened(toPixels: frame.width - 28 * scale, size: size),
        x: frame.x + 14 * scale, y: frame.y + 19 * scale, size: size)
    }
    for (area, lines) in layout.boxes {
      let box = rectangle(area)
      canvas.rectangle(box, fill: Color(0xF2F2F2), stroke: Self.line, radius: 4 * scale)
      for (index, text) in lines.enumerated() {
        let middle = (Double(index) + 0.5 - Double(lines.count) / 2) * 18 * scale
        canvas.text(
          text, x: box.centerX, y: box.centerY + middle + size * 0.36, size: size, anchor: .middle)
      }
    }
    for (points, label, color) in layout.arrows {
      let corners = points.map { point in
        (x: left + Double(point.x) * scale, y: top + Double(point.y) * scale)
      }
      Self.draw(corners, on: &canvas, scale: scale, color: color ?? Self.line)
      guard let label else { continue }
      canvas.text(
        label.text, x: left + Double(label.x) * scale,
        y: top + Double(label.y) * scale + size * 0.36, size: size, anchor: label.anchor,
        color: color ?? .ink)
    }
  }

  /// A line with a head at its end.
  private static func draw(
    _ corners: [(x: Double, y: Double)], on canvas: inout SVGCanvas, scale: Double, color: Color
  ) {
    let tip = corners[corners.count - 1]
    let before = corners[corners.count - 2]
    // Lines are level or upright, so one of the two is 0.
    let right = before.x == tip.x ? 0.0 : before.x < tip.x ? 1 : -1
    let down = right != 0 ? 0.0 : before.y < tip.y ? 1 : -1
    func point(back: Double, aside: Double) -> String {
      let x = tip.x - (right * back + down * aside) * scale
      let y = tip.y - (down * back + right * aside) * scale
      return "\(x.coordinate) \(y.coordinate)"
    }
    let way = corners.dropLast().map { "\($0.x.coordinate) \($0.y.coordinate)" }
    canvas.stroke(
      "M" + (way + [point(back: 8, aside: 0)]).joined(separator: "L"), color: color,
      width: 1.6 * scale)
    canvas.fill(
      "M\(point(back: 0, aside: 0))L\(point(back: 9, aside: 4.5))L\(point(back: 9, aside: -4.5))Z",
      color: color)
  }

  /// The diagram with labels that are as long as the width allows, and how much smaller it has to be.
  private func fittedLayout(in room: Rectangle) -> (DiagramLayout, scale: Double) {
    func layout(_ length: Int) -> DiagramLayout {
      DiagramLayout(self, Self.pixels) { $0.printable.shortened(to: length, style: .unicode) }
    }
    func scales(_ layout: DiagramLayout) -> (across: Double, down: Double) {
      (
        min(room.width / Double(max(layout.width, 1)), 1),
        min(room.height / Double(max(layout.height, 1)), 1)
      )
    }
    let longest = min(texts.map(\.displayWidth).max() ?? 0, 80)
    let length = greatestLength(upTo: longest) { length in
      let (across, down) = scales(layout(length))
      return across >= min(down, 0.5)
    }
    let (across, down) = scales(layout(length))
    return (layout(length), min(across, down))
  }
}

extension String {
  /// The text, or as much of it as fits with a sign that something is missing.
  fileprivate func shortened(toPixels width: Double, size: Double) -> String {
    var text = self
    while text.pixels(size: size) > width, !text.isEmpty {
      text = shortened(to: text.displayWidth - 1, style: .unicode)
    }
    return text
  }
}
