extension ImageGrid {
  /// How many steps the colormap is cut into: finer than the eye sees in a small picture.
  private static let levels = 32

  /// Draws the images as large as they fit, captions above them.
  ///
  /// To keep the file small, each grey level is one path over all images, made of horizontal strokes; the most
  /// frequent level of an image is one rectangle.
  public func draw(on canvas: inout SVGCanvas, in area: Rectangle) {
    let pictures = pictures
    let rows = (images.count + columns - 1) / columns
    let tileWidth = images.map(\.width).max() ?? 1
    let tileHeight = images.map(\.height).max() ?? 1
    let captionHeight = images.contains { $0.caption != nil } ? 22.0 : 0
    let cellWidth = area.width / Double(columns)
    let cellHeight = area.height / Double(rows)

    // The side of a pixel, whole where there is room, so that edges are sharp.
    var scale = min(
      cellWidth / (Double(tileWidth) * 1.08),
      max(cellHeight - captionHeight, 1) / (Double(tileHeight) * 1.08))
    if scale > 1 { scale = scale.rounded(.down) }
    scale = max((scale * 100).rounded(.down) / 100, 0.01)
    let captionRows = Int((captionHeight / scale).rounded(.up))
    let widest = max(tileWidth + 1, Int(cellWidth / scale))
    let highest = max(tileHeight + captionRows + 1, Int(cellHeight / scale))
    let pitchX = captionRows > 0 ? widest : min(widest, tileWidth + max(1, tileWidth / 4))
    let pitchY = min(highest, tileHeight + captionRows + max(1, tileHeight / 4))
    let usedWidth = Double((columns - 1) * pitchX + tileWidth) * scale
    let usedHeight = Double((rows - 1) * pitchY + tileHeight + captionRows) * scale
    let left = (area.centerX - usedWidth / 2).rounded()
    let top = (area.centerY - usedHeight / 2).rounded() + Double(captionRows) * scale

    var backgrounds: [Int: String] = [:]
    var strokes = [Strokes](repeating: Strokes(), count: ImageGrid.levels + 1)
    for (index, picture) in pictures.enumerated() {
      let x = index % columns * pitchX + (tileWidth - picture.width) / 2
      let y = index / columns * pitchY + (tileHeight - picture.height) / 2
      if let caption = picture.caption {
        canvas.text(
          caption, x: left + (Double(x) + Double(picture.width) / 2) * scale,
          y: top + Double(y) * scale - 7, size: 14, anchor: .middle)
      }
      let levels = picture.values.map { value in
        value.isNaN ? nil : Int((value * Double(ImageGrid.levels)).rounded())
      }
      let background = mostFrequent(levels)
      if let background {
        backgrounds[background, default: ""] +=
          "M\(x) \(y)h\(picture.width)v\(picture.height)h-\(picture.width)z"
      }
      for row in 0..<picture.height {
        var column = 0
        while column < picture.width {
          let start = column
          let level = levels[row * picture.width + start]
          while column < picture.width, levels[row * picture.width + column] == level {
            column += 1
          }
          guard let level, level != background else { continue }
          strokes[level].add(x: x + start, y: y + row, length: column - start)
        }
      }
    }

    let origin = "translate(\(left.coordinate) \(top.coordinate)) scale(\(scale.coordinate))"
    canvas.group("transform=\"\(origin)\" shape-rendering=\"crispEdges\"") { canvas in
      for (level, path) in backgrounds.sorted(by: { $0.key < $1.key }) {
        canvas.fill(path, color: color(level))
      }
      // Pixels are strokes of width 1, which lie half above and half below their line.
      canvas.group("transform=\"translate(0 .5)\"") { canvas in
        for (level, strokes) in strokes.enumerated() where !strokes.path.isEmpty {
          canvas.stroke(strokes.path, color: color(level))
        }
      }
    }
  }

  private func color(_ level: Int) -> Color {
    colormap.color(at: Double(level) / Double(ImageGrid.levels))
  }

  /// The level that most pixels have; nil where some pixels are to stay empty.
  private func mostFrequent(_ levels: [Int?]) -> Int? {
    var counts = [Int](repeating: 0, count: ImageGrid.levels + 1)
    for level in levels {
      guard let level else { return nil }
      counts[level] += 1
    }
    return counts.indices.max { counts[$0] < counts[$1] }
  }
}

/// Horizontal strokes as one SVG path, each beginning relative to the end of the one before.
private struct Strokes {
  private(set) var path = ""
  private var x = 0
  private var y = 0

  mutating func add(x newX: Int, y newY: Int, length: Int) {
    if path.isEmpty {
      path = "M\(newX) \(newY)h\(length)"
    } else {
      let down = newY - y
      path += "m\(newX - x)\(down < 0 ? "" : " ")\(down)h\(length)"
    }
    x = newX + length
    y = newY
  }
}
