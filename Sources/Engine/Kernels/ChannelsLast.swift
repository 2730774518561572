/// The order in which the fast loops want images: all channels of a pixel side by side.
///
/// PyTorch shows images as N × C × H × W, and keeps them so unless told otherwise. In N × H × W × C
/// eight channels of a pixel are one vector, whatever the width of the image, and what lies under one
/// row of a window is one run of numbers. With one channel the two are the same.
/// Source: `torch.channels_last`.
public enum ChannelsLast {
  /// N × C × pixels to N × pixels × C.
  public static func fromContiguous(
    batch: Int, channels: Int, pixels: Int, _ input: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>
  ) {
    transpose(batch: batch, rows: channels, columns: pixels, input, into: output)
  }

  /// N × pixels × C to N × C × pixels.
  public static func toContiguous(
    batch: Int, channels: Int, pixels: Int, _ input: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>
  ) {
    transpose(batch: batch, rows: pixels, columns: channels, input, into: output)
  }

  /// Exchanges rows and columns of each image: 8 × 8 numbers at a time, so that reading and writing
  /// both use up the lines of memory that they touch.
  private static func transpose(
    batch: Int, rows: Int, columns: Int, _ input: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>
  ) {
    let count = rows * columns
    Threads.forEachRange(batch, length: max(1, (1 << 15) / max(1, count))) { images in
      for n in images {
        let (source, target) = (input + n * count, output + n * count)
        for firstRow in stride(from: 0, to: rows, by: 8) {
          let lastRow = min(rows, firstRow + 8)
          for column in 0..<columns {
            for row in firstRow..<lastRow {
              target[column * rows + row] = source[row * columns + column]
            }
          }
        }
      }
    }
  }

  /// Images N × H × W × C with `padding` zeros on each side: N × (H + 2p) × (W + 2p) × C.
  static func pad(
    _ size: ConvolutionSize, _ input: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>
  ) {
    let (inside, border) = (size.inputWidth * size.inputChannels, size.padding * size.inputChannels)
    let (rows, padding, rowCount) = (size.inputHeight, size.padding, inside + 2 * border)
    let padded = (rows + 2 * padding) * rowCount
    Threads.forEach(size.batch) { n in
      let target = output + n * padded
      target.update(repeating: 0, count: padded)
      for row in 0..<rows {
        (target + (row + padding) * rowCount + border).update(
          from: input + (n * rows + row) * inside, count: inside)
      }
    }
  }

  /// The way back of ``pad(_:_:into:)``: what lies inside the border.
  static func crop(
    _ size: ConvolutionSize, _ input: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>
  ) {
    let (inside, border) = (size.inputWidth * size.inputChannels, size.padding * size.inputChannels)
    let (rows, padding, rowCount) = (size.inputHeight, size.padding, inside + 2 * border)
    let padded = (rows + 2 * padding) * rowCount
    Threads.forEach(size.batch) { n in
      let source = input + n * padded
      for row in 0..<rows {
        (output + (n * rows + row) * inside).update(
          from: source + (row + padding) * rowCount + border, count: inside)
      }
    }
  }
}
