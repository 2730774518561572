/// The fast forward, and how weights are laid out for it.
extension Convolution {
  /// The output of images that stand channels last: input N × H × W × C, weight O × C × K × K, bias
  /// O, output N × H′ × W′ × O.
  ///
  /// The idea: one matrix product for each row of output pixels, without a matrix. Output pixels
  /// are the rows of a `Tile`, output channels its columns. What a pixel sees through one row of
  /// the window, K × C elements, stands side by side in the image; so the image itself is the left
  /// side, and only the weights are copied together, once, as many channels at a time as a tile has
  /// columns. `workbook bench` says how near to the processor's peak that comes.
  ///
  /// Where much of the input is 0, a `ZeroSkippingTile` does the same with less work; only to
  /// compare the two would you set `skippingZeros` to false. Where a weight of a padded convolution
  /// is not finite, the loops of `Convolution+NotFinite.swift` do it.
  package static func forward(
    _ size: ConvolutionSize, input: [Float], weight: [Float], bias: [Float]?,
    skippingZeros: Bool = true, into output: UnsafeMutableBufferPointer<Float>
  ) {
    let kernel: StaticString = "Convolution.forward"
    require(input.count, is: size.inputCount, "input", of: kernel)
    require(weight.count, is: size.weightCount, "weight", of: kernel)
    if let bias { require(bias.count, is: size.outputChannels, "bias", of: kernel) }
    require(output.count, is: size.outputCount, "output", of: kernel)
    let suitsZeros = skippingZeros && canSkipZeros(size)
    // 0 times an infinity is NaN, and should be seen, but not where there is no image.
    let isFinite = (suitsZeros || size.padding > 0) && Reduction.areFinite(weight)
    let output = output.start
    let panels = (size.outputChannels + Tile.columns - 1) / Tile.columns
    let panelCount = size.patchCount * Tile.columns
    withScratch(panels * (panelCount + Tile.columns)) { scratch in
      let biases = scratch + panels * panelCount
      withPointers(weight) { weight in
        Threads.forEach(panels) { panel in
          packPanel(size, weight, panel, into: scratch + panel * panelCount)
          for o in 0..<Tile.columns {
            let channel = panel * Tile.columns + o
            biases[channel] = channel < size.outputChannels ? bias?[channel] ?? 0 : 0
          }
        }
      }
      if size.padding > 0, !isFinite {
        withPointers(input) { input in
          Threads.forEach(size.batch * panels) { piece in
            let (n, panel) = piece.quotientAndRemainder(dividingBy: panels)
            forwardByPlace(
              size, panel: panel, input + n * size.imageCount, scratch + panel * panelCount,
              biases + panel * Tile.columns,
              into: output + n * size.positions * size.outputChannels + panel * Tile.columns)
          }
        }
        return
      }
      withPadding(size, input) { images, size in
        let rowsPerPiece = rowsPerPiece(size)
        let blocks = (size.outputHeight + rowsPerPiece - 1) / rowsPerPiece
        Threads.forEach(size.batch * blocks) { piece in
          let (n, block) = piece.quotientAndRemainder(dividingBy: blocks)
          let first = block * rowsPerPiece
          let rows = first..<min(size.outputHeight, first + rowsPerPiece)
          let image = images + n * size.imageCount
          let target = output + n * size.positions * size.outputChannels
          if suitsZeros, isFinite,
            sparseForwardRows(size, rows: rows, image, scratch, biases, into: target)
          {
            return
          }
          for panel in 0..<panels {
            forwardRows(
              size, rows: rows, panel: panel, image, scratch + panel * panelCount,
              biases + panel * Tile.columns, into: target + panel * Tile.columns)
          }
        }
      }
    }
  }

  /// How many elements under a window are summed up at once, at most.
  static let longestSum = 320

  /// A tile's output channels, of some rows of output pixels of one image.
  private static func forwardRows(
    _ size: ConvolutionSize, rows: Range<Int>, panel: Int, _ image: UnsafePointer<Float>,
    _ weights: UnsafePointer<Float>, _ bias: UnsafePointer<Float>,
    into target: UnsafeMutablePointer<Float>
  ) {
    let (channels, width, stride) = (size.inputChannels, size.outputWidth, size.stride)
    let outputChannels = size.outputChannels
    let (kernel, dilation) = (size.kernel, size.dilation)
    let imageRow = size.inputWidth * channels
    // Neighbours under a row of the window are one run. A dilated window has a run for each of its
    // pixels, and is done row by row; so is one of so many elements that its weights would push
    // each other out of the fastest cache.
    let runs = WindowRuns(size)
    let windowRows = runs.count == 1 && size.patchCount <= longestSum ? kernel : 1
    for i in Swift.stride(from: 0, to: kernel, by: windowRows) {
      var factors = TileFactors(
        left: image, leftRow: stride * channels, leftStep: 1,
        leftRun: runs.count == 1 ? imageRow : dilation * channels,
        right: weights + i * kernel * channels * Tile.columns, rightStep: Tile.columns,
        rightRun: runs.length * Tile.columns, runs: runs.count == 1 ? windowRows : kernel,
        runLength: runs.length)
      for y in rows {
        factors.left = image + (y * stride + i * dilation) * imageRow
        Tile.multiply(
          rows: width, factors, from: i == 0 ? bias : nil,
          into: TileResult(
            start: target + y * width * outputChannels, row: outputChannels,
            width: min(Tile.columns, outputChannels - panel * Tile.columns), isAdding: i > 0))
      }
    }
  }

  /// The weights of a tile's output channels as K × K × C × columns, zeros for channels that there
  /// are not.
  static func packPanel(
    _ size: ConvolutionSize, _ weight: UnsafePointer<Float>, _ panel: Int,
    into target: UnsafeMutablePointer<Float>
  ) {
    let (channels, window) = (size.inputChannels, size.kernel * size.kernel)
    let first = panel * Tile.columns
    let width = min(Tile.columns, size.outputChannels - first)
    let patchCount = size.patchCount
    for position in 0..<window {
      for c in 0..<channels {
        let row = target + (position * channels + c) * Tile.columns
        for o in 0..<width { row[o] = weight[(first + o) * patchCount + c * window + position] }
        for o in width..<Tile.columns { row[o] = 0 }
      }
    }
  }

  /// How many rows of an image make a piece of work: enough to be worth handing out, few enough
  /// that a single large image is shared too. It depends on the sizes alone.
  private static func rowsPerPiece(_ size: ConvolutionSize) -> Int {
    // One after the other: nobody has checked that an Int holds their product.
    let rows =
      (1 << 20) / max(1, size.outputWidth) / max(1, size.outputChannels) / max(1, size.patchCount)
    return min(size.outputHeight, max(1, rows))
  }

  /// Calls `body` with the images and their zeros around them, as images without padding.
  static func withPadding(
    _ size: ConvolutionSize, _ images: UnsafePointer<Float>,
    _ body: (UnsafePointer<Float>, ConvolutionSize) -> Void
  ) {
    guard size.padding > 0 else { return body(images, size) }
    let padded = size.padded
    withScratch(padded.batch * padded.imageCount) { scratch in
      ChannelsLast.pad(size, images, into: scratch)
      body(scratch, padded)
    }
  }

  /// Calls `body` with room for `count` floats, which start at a line of memory.
  static func withScratch(_ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Void) {
    guard Memory.hasRoom(for: count * MemoryLayout<Float>.stride) else {
      fatalError(
        "Convolution: its sums take \(count) floats, more memory than there is: this machine has "
          + "\(Memory.gigabytes) GB")
    }
    withUnsafeTemporaryAllocation(
      byteCount: max(1, count) * MemoryLayout<Float>.stride, alignment: 64
    ) { buffer in
      body(buffer.baseAddress!.bindMemory(to: Float.self, capacity: count))
    }
  }
}
