import Vectors

/// The entries of an output gradient: its elements that are not 0, and where they stand.
///
/// After ReLU and max pooling most of a gradient is 0: of a window of four elements only the
/// largest gets a gradient, and ReLU stops those of negative ones. What is multiplied with 0 and
/// added changes no sum, so skipping it is exact, as long as nothing is infinite or NaN: 0 · ∞ is
/// NaN, and should be seen. So both gradients look at their other factor first, and take the dense
/// path where an element of it is not finite.
///
/// A gradient is cut into blocks of output rows, those that
/// ``Convolution/weightGradient(_:input:outputGradient:sparse:isFinite:into:)`` sums up by
/// themselves. Each block has two lists: by pixel, of channels, for the input gradient; by channel,
/// of pixels, for the weight gradient.
package final class SparseGradient {
  /// An element that is not 0, and which row of the other factor it multiplies: the channel, or
  /// where in the image the pixel's window starts.
  struct Entry {
    var row: Int32
    var value: Float
  }

  /// Up to which share of elements that are not 0 the others are skipped: the lists take time, too,
  /// so there has to be clearly less to multiply.
  static let largestDensity = 0.4

  private let size: ConvolutionSize
  private let rowsPerBlock: Int
  // Kept, since they are asked for with every pixel and are quotients.
  private let positions: Int
  private let outputWidth: Int
  /// Blocks of one image.
  let blocks: Int
  /// Where each block's entries start in both lists, and behind them where the last one's end.
  private let blockStarts: UnsafeMutablePointer<Int>
  /// Block after block, entries by pixel, and where each pixel's end within its block.
  private let pixelEntries: UnsafeMutablePointer<Entry>
  private let pixelEnds: UnsafeMutablePointer<Int32>
  /// Block after block, entries by channel, and where each channel's end within its block.
  private let channelEntries: UnsafeMutablePointer<Entry>
  private let channelEnds: UnsafeMutablePointer<Int32>

  /// Makes the lists of an output gradient N × H′ × W′ × O.
  ///
  /// Nil where too many elements are not 0, or where the sizes do not suit: a row of the window
  /// must be one run, as it is without dilation, and made of whole vectors.
  package init?(_ size: ConvolutionSize, outputGradient: [Float]) {
    require(
      outputGradient.count, is: size.outputCount, "output gradient", of: "SparseGradient.init")
    let size = size.padded
    let count = size.outputCount
    guard size.dilation == 1, size.kernel * size.inputChannels % Vector.width == 0, count > 0
    else { return nil }
    let rowsPerBlock = Convolution.rowsPerBlock(size)
    // Where a window starts in its image, a channel, and how many entries a block has: an Int32
    // holds them all, so that nothing is lost where one is made.
    let blockCount = rowsPerBlock * size.outputWidth * size.outputChannels
    guard size.imageCount <= Int(Int32.max), blockCount <= Int(Int32.max) else { return nil }
    let blocks = (size.outputHeight + rowsPerBlock - 1) / rowsPerBlock
    let starts = UnsafeMutablePointer<Int>.allocate(capacity: size.batch * blocks + 1)
    let channelCounts = UnsafeMutablePointer<Int32>.allocate(
      capacity: size.batch * blocks * size.outputChannels)
    self.size = size
    self.rowsPerBlock = rowsPerBlock
    positions = size.positions
    outputWidth = size.outputWidth
    self.blocks = blocks
    blockStarts = starts
    channelEnds = channelCounts
    let kept = Self.countBlocks(
      size, rowsPerBlock, outputGradient, starts: starts, channels: channelCounts)
    let isSparse = Double(kept) <= Self.largestDensity * Double(count)
    pixelEntries = .allocate(capacity: isSparse ? kept : 0)
    channelEntries = .allocate(capacity: isSparse ? kept : 0)
    pixelEnds = .allocate(capacity: size.batch * size.positions)
    if !isSparse { return nil }
    withPointers(outputGradient) { outputGradient in
      Threads.forEach(size.batch * blocks) { fillBlock($0, outputGradient) }
    }
  }

  deinit {
    blockStarts.deallocate()
    pixelEntries.deallocate()
    pixelEnds.deallocate()
    channelEntries.deallocate()
    channelEnds.deallocate()
  }

  /// Traps unless this is the gradient of a convolution of that size.
  func requireSize(_ size: ConvolutionSize, of kernel: StaticString) {
    guard size.padded == self.size else {
      fatalError("\(kernel): the sparse gradient is one of \(self.size), not of \(size.padded)")
    }
  }

  /// The output rows of block `block` of an image.
  func rows(of block: Int) -> Range<Int> {
    let first = block * rowsPerBlock
    return first..<min(size.outputHeight, first + rowsPerBlock)
  }

  /// The entries of a block's pixels, one pixel after the other, whose rows are channels, and where
  /// each pixel's end.
  func pixels(ofBlock block: Int, n: Int) -> (
    entries: UnsafePointer<Entry>, ends: UnsafePointer<Int32>
  ) {
    let firstPixel = block * rowsPerBlock * outputWidth
    return (
      UnsafePointer(pixelEntries + blockStarts[n * blocks + block]),
      UnsafePointer(pixelEnds + n * positions + firstPixel)
    )
  }

  /// The same of its channels; their rows are where a pixel's window starts.
  func channels(ofBlock block: Int, n: Int) -> (
    entries: UnsafePointer<Entry>, ends: UnsafePointer<Int32>
  ) {
    let index = n * blocks + block
    return (
      UnsafePointer(channelEntries + blockStarts[index]),
      UnsafePointer(channelEnds + index * size.outputChannels)
    )
  }

  /// Counts what is not 0 in each channel of each block, notes where the block's entries start, and
  /// returns how many there are in all.
  private static func countBlocks(
    _ size: ConvolutionSize, _ rowsPerBlock: Int, _ outputGradient: UnsafePointer<Float>,
    starts: UnsafeMutablePointer<Int>, channels counts: UnsafeMutablePointer<Int32>
  ) -> Int {
    let blocks = (size.outputHeight + rowsPerBlock - 1) / rowsPerBlock
    let (height, width, channels) = (size.outputHeight, size.outputWidth, size.outputChannels)
    Threads.forEach(size.batch * blocks) { index in
      let (n, block) = index.quotientAndRemainder(dividingBy: blocks)
      let first = block * rowsPerBlock
      let values = outputGradient + (n * height + first) * width * channels
      starts[index] = countChannels(
        values, pixels: min(rowsPerBlock, height - first) * width, channels: channels,
        into: counts + index * channels)
    }
    var total = 0
    for index in 0..<size.batch * blocks {
      let count = starts[index]
      starts[index] = total
      total += count
    }
    starts[size.batch * blocks] = total
    return total
  }

  /// Counts what is not 0 in each channel, and returns the sum.
  private static func countChannels(
    _ values: UnsafePointer<Float>, pixels: Int, channels: Int,
    into counts: UnsafeMutablePointer<Int32>
  ) -> Int {
    var (total, c) = (0, 0)
    while c + Vector.width <= channels {
      var (sums, source) = (IndexVector.zero, values + c)
      for _ in 0..<pixels {
        // All bits of a lane are set where it is true, which is −1.
        sums = sums &- unsafeBitCast(Vector(at: source) .!= 0, to: IndexVector.self)
        source += channels
      }
      UnsafeMutableRawPointer(counts + c).storeBytes(of: sums, as: IndexVector.self)
      total += Int(sums.wrappedSum())
      c += Vector.width
    }
    while c < channels {
      var sum: Int32 = 0
      for pixel in 0..<pixels where values[pixel * channels + c] != 0 { sum &+= 1 }
      counts[c] = sum
      total += Int(sum)
      c += 1
    }
    return total
  }

  /// Makes both lists of one block, of which is known how many entries each channel has.
  private func fillBlock(_ index: Int, _ outputGradient: UnsafePointer<Float>) {
    let (n, block) = index.quotientAndRemainder(dividingBy: blocks)
    let (width, channels) = (size.outputWidth, size.outputChannels)
    let rows = rows(of: block)
    let firstPixel = n * size.positions + rows.lowerBound * width
    let start = blockStarts[index]
    let (byPixel, byChannel) = (pixelEntries + start, channelEntries + start)
    var (pixelEnds, values) = (pixelEnds + firstPixel, outputGradient + firstPixel * channels)
    let channelEnds = channelEnds + index * channels

    // Where a channel's first entry goes; then where its next one goes, which in the end is where
    // its last one ends.
    var next: Int32 = 0
    for o in 0..<channels {
      let before = next
      next &+= channelEnds[o]
      channelEnds[o] = before
    }
    let pixelStep = size.stride * size.inputChannels
    let rowStep = pixelStep * size.inputWidth
    var count = 0
    for y in rows {
      for x in 0..<width {
        let window = Int32(truncatingIfNeeded: y * rowStep + x * pixelStep)
        for first in stride(from: 0, to: channels, by: 64) {
          var bits = UInt64(UInt32(nonzeroAt: values + first, count: channels - first))
          if channels - first > 32 {
            let high = UInt32(nonzeroAt: values + first + 32, count: channels - first - 32)
            bits |= UInt64(high) &<< 32
          }
          while bits != 0 {
            let o = first + bits.trailingZeroBitCount
            bits &= bits &- 1
            byPixel[count] = Entry(row: Int32(truncatingIfNeeded: o), value: values[o])
            byChannel[Int(channelEnds[o])] = Entry(row: window, value: values[o])
            channelEnds[o] &+= 1
            count &+= 1
          }
        }
        pixelEnds.pointee = Int32(truncatingIfNeeded: count)
        pixelEnds += 1
        values += channels
      }
    }
  }
}
