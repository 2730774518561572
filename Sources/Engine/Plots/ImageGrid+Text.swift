extension ImageGrid {
  /// The images as text, as many side by side as fit; a digit of 28×28 pixels takes 14×7
  /// characters.
  ///
  /// In colour each character shows two pixels, one above the other, and a row of images that has
  /// room for it is shown pixel by pixel: a digit then takes 28×14 characters. Without colour the high values
  /// are ink: in braille a dot for each pixel above the middle, in plain text and for images of few
  /// pixels a ramp from light to heavy. The diverging colormap has two ramps, `-=` below zero and
  /// `+#` above.
  public func text(width: Int, style: TerminalCapability) -> TextBlock {
    var block = TextBlock(width: width, style: style)
    let pictures = pictures
    let gap = 1
    let widest = images.map(\.width).max() ?? 1
    let showsEveryPixel = style.isColored && columns * (widest + gap) - gap <= width
    let sizes = pictures.map {
      characters(for: $0, limit: width, showsEveryPixel: showsEveryPixel)
    }
    let tileWidth = sizes.map(\.columns).max() ?? 1
    let fitting = max(1, (width + gap) / (tileWidth + gap))
    // A row that does not fit is cut into parts of equal length.
    let parts = (columns + fitting - 1) / fitting
    let abreast = (columns + parts - 1) / parts
    let hasCaptions = images.contains { $0.caption != nil }

    var top = 0
    for start in stride(from: 0, to: pictures.count, by: abreast) {
      let end = min(start + abreast, pictures.count)
      let tileHeight = sizes[start..<end].map(\.rows).max() ?? 1
      for index in start..<end {
        let left = (index - start) * (tileWidth + gap)
        if let caption = pictures[index].caption {
          block.writeCentered(caption, row: top, columns: left..<left + tileWidth)
        }
        write(
          pictures[index], size: sizes[index], on: &block, row: top + (hasCaptions ? 1 : 0),
          column: left + (tileWidth - sizes[index].columns) / 2)
      }
      top += tileHeight + (hasCaptions ? 1 : 0) + gap
    }
    return block
  }

  /// How many characters a picture takes: about 14 columns, fewer where the text is narrower.
  private func characters(for picture: Picture, limit: Int, showsEveryPixel: Bool) -> (
    columns: Int, rows: Int
  ) {
    // One column is `1 / enlargement` or `reduction` pixels wide, one row twice as high.
    let enlargement = min(max(14 / max(picture.width, picture.height), 1), 4)
    let reduction =
      showsEveryPixel
      ? 1
      : max(
        (picture.width + 7) / 14, (picture.height + 13) / 28, (picture.width + limit - 1) / limit, 1
      )
    let columns = max(1, picture.width * enlargement / reduction)
    let rows = max(1, (picture.height * enlargement / reduction + 1) / 2)
    return (columns, rows)
  }

  private func write(
    _ picture: Picture, size: (columns: Int, rows: Int), on block: inout TextBlock, row: Int,
    column: Int
  ) {
    switch block.style {
    case .color, .indexedColor:
      let pixels = picture.resampled(width: size.columns, height: size.rows * 2)
      for y in 0..<size.rows {
        for x in 0..<size.columns {
          writeHalves(
            upper: pixels[2 * y * size.columns + x], lower: pixels[(2 * y + 1) * size.columns + x],
            on: &block, row: row + y, column: column + x)
        }
      }
    case .unicode where picture.width > size.columns && colormap != .diverging:
      let dots = picture.resampled(width: size.columns * 2, height: size.rows * 4)
      for y in 0..<size.rows {
        for x in 0..<size.columns {
          var pattern: UInt8 = 0
          for down in 0..<4 {
            for across in 0..<2
            where dots[(4 * y + down) * size.columns * 2 + 2 * x + across] >= 0.5 {
              pattern |= DotCanvas.bit(x: across, y: down)
            }
          }
          block.write(String(DotCanvas.braille(pattern)), row: row + y, column: column + x)
        }
      }
    case .unicode, .plain:
      let ramp = ramp(for: block.style)
      let pixels = picture.resampled(width: size.columns, height: size.rows)
      for y in 0..<size.rows {
        for x in 0..<size.columns {
          let value = pixels[y * size.columns + x]
          guard !value.isNaN else { continue }
          let step = Int((value * Double(ramp.count - 1)).rounded())
          block.write(String(ramp[step]), row: row + y, column: column + x)
        }
      }
    }
  }

  /// One character of two pixels: the upper one is its ink, the lower one its background.
  private func writeHalves(
    upper: Double, lower: Double, on block: inout TextBlock, row: Int, column: Int
  ) {
    let upperColor = upper.isNaN ? nil : colormap.color(at: upper)
    let lowerColor = lower.isNaN ? nil : colormap.color(at: lower)
    if upperColor == lowerColor {
      block.write(" ", row: row, column: column, background: lowerColor)
    } else if upperColor == nil {
      block.write("▄", row: row, column: column, foreground: lowerColor)
    } else {
      block.write("▀", row: row, column: column, foreground: upperColor, background: lowerColor)
    }
  }

  /// The characters from the lowest value to the highest.
  private func ramp(for style: TerminalCapability) -> [Character] {
    switch (colormap, style) {
    case (.diverging, .plain): Array("=- +#")
    case (.diverging, _): Array("═─ ▒█")
    case (_, .plain): Array(" .:-=+*#%@")
    case (_, _): Array(" ░▒▓█")
    }
  }
}
