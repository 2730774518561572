extension ImageGrid {
  /// How many steps the colormap is cut into: finer than the eye sees in a small picture.
  private static let levels = 32

  /// Draws the images as large as they fit, captions above them.
  ///
  /// To keep the file small, each grey level is one path over all images, made of horizontal
  /// strokes; the most frequent level of an image is one rectangle.
  public func draw(on canvas: inout SVGCanvas, in area: Rectangle) {
    let pictures = pictures
    let layout = GridLayout(grid: self, area: area)
    let scale = layout.scale
    var backgrounds: [Int: String] = [:]
    var strokes = [Strokes](repeating: Strokes(), count: ImageGrid.levels + 1)
    for (index, picture) in pictures.enumerated() {
      let place = layout.place(index, picture)
      if let caption = picture.caption {
        canvas.text(caption, x: place.centerX, y: place.y - 6, size: 14, anchor: .middle)
      }
      let levels = picture.values.map { value in
        value.isNaN ? nil : Int((value * Double(ImageGrid.levels)).rounded())
      }
      let background = mostFrequent(levels)
      if let background {
        let width = place.width.coordinate
        backgrounds[background, default: ""] +=
          "M\(place.x.coordinate) \(place.y.coordinate)h\(width)v\(place.height.coordinate)h-\(width)z"
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
          // A stroke lies half above and half below its line.
          strokes[level].add(
            x: place.x + Double(start) * scale, y: place.y + (Double(row) + 0.5) * scale,
            length: Double(column - start) * scale)
        }
      }
    }

    canvas.group("shape-rendering=\"crispEdges\"") { canvas in
      for (level, path) in backgrounds.sorted(by: { $0.key < $1.key }) {
        canvas.fill(path, color: color(level))
      }
    }
    canvas.group("shape-rendering=\"crispEdges\" stroke-width=\"\(scale.coordinate)\"") { canvas in
      for (level, strokes) in strokes.enumerated() where !strokes.path.isEmpty {
        canvas.stroke(strokes.path, color: color(level))
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

/// Where the images of a grid stand on the sheet: close together, in the middle.
private struct GridLayout {
  /// The side of a pixel.
  let scale: Double
  private let columns: Int
  private let tileWidth: Double
  private let tileHeight: Double
  private let pitchX: Double
  private let pitchY: Double
  private let left: Double
  private let top: Double

  init(grid: ImageGrid, area: Rectangle) {
    let rows = (grid.images.count + grid.columns - 1) / grid.columns
    let pixelsAcross = Double(grid.images.map(\.width).max() ?? 1)
    let pixelsDown = Double(grid.images.map(\.height).max() ?? 1)
    let captions = grid.images.compactMap(\.caption)
    let captionHeight = captions.isEmpty ? 0.0 : 22
    let cellWidth = area.width / Double(grid.columns)
    let cellHeight = area.height / Double(rows)

    // Whole numbers, or at least halves, make sharp edges.
    let largest = min(
      cellWidth / (pixelsAcross * 1.08), (cellHeight - captionHeight) / (pixelsDown * 1.08))
    let unit = largest >= 4 ? 1 : largest >= 1 ? 0.5 : 0.01
    scale = max((largest / unit).rounded(.down) * unit, 0.01)
    columns = grid.columns
    tileWidth = pixelsAcross * scale
    tileHeight = pixelsDown * scale
    let widest = captions.map { $0.pixels(size: 14) + 12 }.max() ?? 0
    pitchX = min(max(tileWidth * 1.15, widest), cellWidth).rounded(.down)
    pitchY = min(captionHeight * 1.3 + tileHeight * 1.15, cellHeight).rounded(.down)
    let usedWidth = Double(columns - 1) * pitchX + tileWidth
    let usedHeight = Double(rows - 1) * pitchY + tileHeight + captionHeight
    left = (area.centerX - usedWidth / 2).rounded()
    top = (area.centerY - usedHeight / 2).rounded() + captionHeight
  }

  /// The place of one picture, in the middle of its tile.
  func place(_ index: Int, _ picture: ImageGrid.Picture) -> Rectangle {
    let width = Double(picture.width) * scale
    let height = Double(picture.height) * scale
    return Rectangle(
      x: left + Double(index % columns) * pitchX + ((tileWidth - width) / 2).rounded(),
      y: top + Double(index / columns) * pitchY + ((tileHeight - height) / 2).rounded(),
      width: width, height: height)
  }
}

/// Horizontal strokes as one SVG path, each beginning relative to the end of the one before.
///
/// Lengths are kept in hundredths, as they are written, so that no error adds up.
private struct Strokes {
  private(set) var path = ""
  private var x = 0
  private var y = 0

  mutating func add(x newX: Double, y newY: Double, length: Double) {
    let startX = Int((newX * 100).rounded())
    let startY = Int((newY * 100).rounded())
    let endX = Int(((newX + length) * 100).rounded())
    if path.isEmpty {
      path = "M\(text(startX)) \(text(startY))"
    } else {
      let down = startY - y
      path += "m\(text(startX - x))\(down < 0 ? "" : " ")\(text(down))"
    }
    path += "h\(text(endX - startX))"
    x = endX
    y = startY
  }

  private func text(_ hundredths: Int) -> String {
    (Double(hundredths) / 100).coordinate
  }
}
