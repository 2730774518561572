import Vectors

/// The forward for an input with many zeros.
extension Convolution {
  /// Up to which share of elements that are not 0 the others are skipped. Above, the dense path
  /// takes less time where zeros are random. Zeros that are neighbours, as a digit's are, leave out
  /// more.
  private static let largestInputDensity = 0.75

  /// Whether the sizes suit a `ZeroSkippingTile`, and the sum of all rows of the window is one. No
  /// weight may be infinite or NaN either, since 0 times such a one is NaN and should be seen.
  static func canSkipZeros(_ size: ConvolutionSize) -> Bool {
    size.dilation == 1 && size.inputChannels % 32 == 0 && size.patchCount <= longestSum
      && size.outputChannels % Tile.columns == 0
  }

  /// Some rows of output pixels of one image, where enough of what they are made of is 0; otherwise
  /// does nothing and returns false.
  ///
  /// `weights` and `bias` are those of all panels. What is left out changes no sum, and the others
  /// are added in the order of the dense path: results are the same to the last bit, but for the
  /// sign of a 0 that was made of a bias of −0 and zeros.
  ///
  /// The weights for one row of the window stay in the fastest cache while all pixels are
  /// multiplied with them; so their sums are put down, and taken up again for the next row of the
  /// window.
  static func sparseForwardRows(
    _ size: ConvolutionSize, rows: Range<Int>, _ image: UnsafePointer<Float>,
    _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>
  ) -> Bool {
    let (kernel, stride, width) = (size.kernel, size.stride, size.outputWidth)
    let (channels, outputChannels) = (size.inputChannels, size.outputChannels)
    let imageRow = size.inputWidth * channels
    let panelCount = size.patchCount * Tile.columns
    let first = rows.lowerBound * stride
    let count = ((rows.count - 1) * stride + kernel) * imageRow
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count / 32) { words in
      let kept = findNonzero(image + first * imageRow, into: words)
      guard Double(kept) <= largestInputDensity * Double(count) else { return false }
      for i in 0..<kernel {
        for y in rows {
          let row = y * stride + i
          var factors = ZeroSkippingFactors(
            left: image + row * imageRow, leftRow: stride * channels,
            bits: words.start + (row - first) * imageRow / 32, bitsRow: stride * channels / 32,
            words: kernel * channels / 32, right: weights, nextPanel: panelCount)
          for channel in Swift.stride(from: 0, to: outputChannels, by: 2 * Tile.columns) {
            let result = output + y * width * outputChannels + channel
            factors.right =
              weights + channel * size.patchCount + i * kernel * channels * Tile.columns
            if channel + Tile.columns == outputChannels { factors.nextPanel = nil }
            ZeroSkippingTile.multiply(
              rows: width, factors, from: i == 0 ? bias + channel : UnsafePointer(result),
              initialRow: i == 0 ? 0 : outputChannels, into: result, resultRow: outputChannels)
          }
        }
      }
      return true
    }
  }

  /// Sets a bit for each element that is not 0, 32 in a word, and returns how many are.
  private static func findNonzero(
    _ elements: UnsafePointer<Float>, into words: UnsafeMutableBufferPointer<UInt32>
  ) -> Int {
    var total = 0
    for word in words.indices {
      words[word] = UInt32(nonzeroAt: elements + word * 32)
      total &+= words[word].nonzeroBitCount
    }
    return total
  }
}
