import Vectors

/// The backward pass to the weights where images have one channel, as digits do: most of an image
/// is paper, which is 0, and nothing is added there.
extension Convolution {
  /// Whether ``addOneChannel(_:rows:_:_:to:)`` suits: one channel, windows of 3 × 3 side by side, a
  /// tile's output channels, and rows of which one word says where they are not 0.
  static func isOneChannel(_ size: ConvolutionSize) -> Bool {
    size.inputChannels == 1 && size.kernel == 3 && size.stride == 1 && size.dilation == 1
      && size.outputChannels % Tile.columns == 0 && size.padded.inputWidth <= 32
  }

  /// What some rows of output pixels, which are a block, add to the gradient of one row of the
  /// window, for a tile's output channels.
  ///
  /// `image` is where that row of the window meets the image first, `outputGradient` is the first
  /// pixel's. A pixel of the output is passed over, and its gradient not even read, if the
  /// three pixels that it saw are 0. Sums are those of the dense path, in its order.
  static func addOneChannel(
    _ size: ConvolutionSize, rows: Int, _ image: UnsafePointer<Float>,
    _ outputGradient: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>
  ) {
    let (width, inputWidth, channels) = (size.outputWidth, size.inputWidth, size.outputChannels)
    var (low0, low1, low2) = (Vector.zero, Vector.zero, Vector.zero)
    var (high0, high1, high2) = (Vector.zero, Vector.zero, Vector.zero)
    for y in 0..<rows {
      let imageRow = image + y * inputWidth
      let gradients = outputGradient + y * width * channels
      let bits = UInt32(nonzeroAt: imageRow, count: inputWidth)
      var pixels = (bits | bits &>> 1 | bits &>> 2) & (1 &<< UInt32(width) &- 1)
      while pixels != 0 {
        let x = pixels.trailingZeroBitCount
        pixels &= pixels &- 1
        let low = Vector(at: gradients + x &* channels)
        let high = Vector(at: gradients + x &* channels + Vector.width)
        let factor0 = Vector(repeating: imageRow[x])
        let factor1 = Vector(repeating: imageRow[x &+ 1])
        let factor2 = Vector(repeating: imageRow[x &+ 2])
        low0.add(factor0, times: low)
        high0.add(factor0, times: high)
        low1.add(factor1, times: low)
        high1.add(factor1, times: high)
        low2.add(factor2, times: low)
        high2.add(factor2, times: high)
      }
    }
    let columns = 2 * Vector.width
    add(low0, high0, to: sums)
    add(low1, high1, to: sums + columns)
    add(low2, high2, to: sums + 2 * columns)
  }

  @inline(__always)
  private static func add(
    _ low: Vector, _ high: Vector, to target: UnsafeMutablePointer<Float>
  ) {
    (Vector(at: target) + low).store(to: target)
    (Vector(at: target + Vector.width) + high).store(to: target + Vector.width)
  }
}
