/// The order in which the fast loops want images: all channels of a pixel side by side.
///
/// PyTorch shows images as N × C × H × W, and keeps them so unless told otherwise. In N × H × W × C
/// channels of a pixel make up whole vectors, whatever the width of the image, and what lies under
/// one row of a window is one run of floats. With one channel the two are the same. Source:
/// `torch.channels_last`.
package enum ChannelsLast {
  /// N × C × pixels to N × pixels × C.
  package static func fromContiguous(
    batch: Int, channels: Int, pixels: Int, _ input: [Float],
    into output: UnsafeMutableBufferPointer<Float>
  ) {
    require(input.count, is: batch * channels * pixels, "input", of: "ChannelsLast.fromContiguous")
    require(output.count, is: input.count, "output", of: "ChannelsLast.fromContiguous")
    transpose(batch: batch, rows: channels, columns: pixels, input, into: output.start)
  }

  /// N × pixels × C to N × C × pixels.
  package static func toContiguous(
    batch: Int, channels: Int, pixels: Int, _ input: [Float],
    into output: UnsafeMutableBufferPointer<Float>
  ) {
    require(input.count, is: batch * channels * pixels, "input", of: "ChannelsLast.toContiguous")
    require(output.count, is: input.count, "output", of: "ChannelsLast.toContiguous")
    transpose(batch: batch, rows: pixels, columns: channels, input, into: output.start)
  }

  /// Exchanges rows and columns of each image: 8 × 8 floats at a time, so that reading and writing
  /// both use up the lines of memory that they touch.
  private static func transpose(
    batch: Int, rows: Int, columns: Int, _ input: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>
  ) {
    let count = rows * columns
    Threads.forEachRange(batch, length: max(1, (1 << 15) / max(1, count))) { images in
      for n in images {
        let (source, target) = (input + n * count, output + n * count)
        let rowsInBlocks = rows & ~7
        for firstRow in stride(from: 0, to: rowsInBlocks, by: 8) {
          for column in 0..<columns {
            let (from, to) = (
              source + firstRow * columns + column, target + column * rows + firstRow
            )
            // Always 8, so that the compiler makes no loop of it.
            for row in 0..<8 { to[row] = from[row * columns] }
          }
        }
        for column in 0..<columns {
          for row in rowsInBlocks..<rows {
            target[column * rows + row] = source[row * columns + column]
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
    let paddedCount = size.padded.imageCount
    forEachRow(size) { row, length, padded in
      if row % size.inputHeight == 0 {
        (output + row / size.inputHeight * paddedCount).update(repeating: 0, count: paddedCount)
      }
      (output + padded).update(from: input + row * length, count: length)
    }
  }

  /// The backward pass of ``pad(_:_:into:)``: what lies inside the border.
  static func crop(
    _ size: ConvolutionSize, _ input: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>
  ) {
    forEachRow(size) { row, length, padded in
      (output + row * length).update(from: input + padded, count: length)
    }
  }

  /// Calls `body` with each row of each image, in order within an image: its number, its length,
  /// and where it starts among images that have their zeros around them.
  private static func forEachRow(
    _ size: ConvolutionSize, _ body: (_ row: Int, _ length: Int, _ padded: Int) -> Void
  ) {
    let (length, border) = (size.inputWidth * size.inputChannels, size.padding * size.inputChannels)
    let (height, padding, paddedLength) = (size.inputHeight, size.padding, length + 2 * border)
    Threads.forEach(size.batch) { n in
      for y in 0..<height {
        let paddedRow = n * (height + 2 * padding) + y + padding
        body(n * height + y, length, paddedRow * paddedLength + border)
      }
    }
  }
}
