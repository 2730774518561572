/// Padded convolutions with weights, or a gradient, that are infinite or NaN.
///
/// What lies outside of an image adds nothing to a sum. The fast loops multiply it nevertheless, as
/// zeros around the image, and 0 times such a number is NaN. So where zeros of the padding would
/// meet one, the loops here go through the window place by place, and for each through those output
/// pixels that see the image there.
extension Convolution {
  /// The output pixels that see the image through place `place` of the window, in one of the two
  /// directions.
  private static func seeing(
    _ size: ConvolutionSize, place: Int, input: Int, output: Int
  ) -> Range<Int> {
    // 0 ≤ pixel · stride + shift < input
    let shift = place * size.dilation - size.padding
    let first = max(0, (size.stride - 1 - shift) / size.stride)
    let end = shift < input ? min(output, (input - 1 - shift) / size.stride + 1) : 0
    return min(first, output)..<max(min(first, output), end)
  }

  /// The output of one image for a tile's output channels. `weights` are those of the panel,
  /// `target` is where its first channel stands.
  static func forwardByPlace(
    _ size: ConvolutionSize, panel: Int, _ image: UnsafePointer<Float>,
    _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>,
    into target: UnsafeMutablePointer<Float>
  ) {
    let (channels, outputs, width) = (size.inputChannels, size.outputChannels, size.outputWidth)
    let columns = min(Tile.columns, outputs - panel * Tile.columns)
    for pixel in 0..<size.positions {
      (target + pixel * outputs).update(from: bias, count: columns)
    }
    for i in 0..<size.kernel {
      let ys = seeing(size, place: i, input: size.inputHeight, output: size.outputHeight)
      for j in 0..<size.kernel {
        let xs = seeing(size, place: j, input: size.inputWidth, output: width)
        if xs.isEmpty { continue }
        for y in ys {
          Tile.multiply(
            rows: xs.count,
            TileFactors(
              left: image + pixel(size, y, xs.lowerBound, i, j) * channels,
              leftRow: size.stride * channels, leftStep: 1, leftRun: 0,
              right: weights + (i * size.kernel + j) * channels * Tile.columns,
              rightStep: Tile.columns, rightRun: 0, runs: 1, runLength: channels),
            into: TileResult(
              start: target + (y * width + xs.lowerBound) * outputs, row: outputs, width: columns,
              isAdding: true))
        }
      }
    }
  }

  /// What some rows of output pixels add to the gradient of row `i` of the window, for a tile's
  /// output channels. `outputGradient` has the first of these rows first, `step` from pixel to
  /// pixel.
  static func addByPlace(
    _ size: ConvolutionSize, rows: Range<Int>, _ i: Int, _ image: UnsafePointer<Float>,
    _ outputGradient: UnsafePointer<Float>, step: Int, to sums: UnsafeMutablePointer<Float>
  ) {
    let (channels, width) = (size.inputChannels, size.outputWidth)
    let ys = seeing(size, place: i, input: size.inputHeight, output: size.outputHeight)
      .clamped(to: rows)
    for j in 0..<size.kernel {
      let xs = seeing(size, place: j, input: size.inputWidth, output: width)
      if xs.isEmpty || ys.isEmpty { continue }
      let first = (ys.lowerBound - rows.lowerBound) * width + xs.lowerBound
      Tile.multiply(
        rows: channels,
        TileFactors(
          left: image + pixel(size, ys.lowerBound, xs.lowerBound, i, j) * channels,
          leftRow: 1, leftStep: size.stride * channels,
          leftRun: size.stride * size.inputWidth * channels, right: outputGradient + first * step,
          rightStep: step, rightRun: width * step, runs: ys.count, runLength: xs.count),
        into: TileResult(
          start: sums + j * channels * Tile.columns, row: Tile.columns, width: Tile.columns,
          isAdding: true))
    }
  }

  /// The pixel of the image that output pixel (y, x) sees through place (i, j) of the window.
  private static func pixel(_ size: ConvolutionSize, _ y: Int, _ x: Int, _ i: Int, _ j: Int) -> Int
  {
    let row = y * size.stride + i * size.dilation - size.padding
    return row * size.inputWidth + x * size.stride + j * size.dilation - size.padding
  }
}
