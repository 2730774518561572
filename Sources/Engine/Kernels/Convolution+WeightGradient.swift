/// The fast backward pass to weights and biases.
extension Convolution {
  /// How the loss changes with each weight: input N × H × W × C and output gradient
  /// N × H′ × W′ × O, channels last, weight gradient O × C × K × K.
  ///
  /// The idea: a weight's gradient is a sum over all pixels of all images. Up to six elements under
  /// the window are the rows of a `Tile`, output channels its columns, and the steps of its sum
  /// go from pixel to pixel. Work is cut by (group of images, row of the window, a tile's output
  /// channels), and each piece goes through its images in order.
  ///
  /// A block, whole rows of up to some 256 output pixels, has a sum of its own, which is added to
  /// that of the blocks before it: rounding errors grow with the length of a sum.
  ///
  /// Where `sparse` is given, and the input is finite, it does the work, with the same bits.
  ///
  /// Where images have one channel, zeros of the input are skipped, but only with `isFinite`, which
  /// says that all of `outputGradient` is known to be finite: 0 · ∞ is NaN, and should be seen.
  /// That of the padding, which is no image, should not be: then the loops of
  /// `Convolution+NotFinite.swift` do it.
  package static func weightGradient(
    _ size: ConvolutionSize, input: [Float], outputGradient: [Float],
    sparse: SparseGradient? = nil, isFinite: Bool = false,
    into weightGradient: UnsafeMutableBufferPointer<Float>
  ) {
    let kernel: StaticString = "Convolution.weightGradient"
    require(input.count, is: size.inputCount, "input", of: kernel)
    require(weightGradient.count, is: size.weightCount, "weight gradient", of: kernel)
    require(outputGradient.count, is: size.outputCount, "output gradient", of: kernel)
    let weightGradient = weightGradient.start
    sparse?.requireSize(size, of: kernel)
    let meetsPadding = size.padding > 0 && !isFinite && !Reduction.areFinite(outputGradient)
    guard let sparse, !meetsPadding, Reduction.areFinite(input) else {
      denseWeightGradient(
        size, input, outputGradient, isFinite: isFinite, byPlace: meetsPadding,
        into: weightGradient)
      return
    }
    let runLength = size.kernel * size.inputChannels
    withScratch(size.imageGroups * size.weightCount) { sums in
      withPadding(size, input) { images, size in
        sparse.weightGradient(size, input: images, into: sums)
      }
      unpack(size, sums, groupCount: size.weightCount, step: 1, into: weightGradient) { o, i in
        (i * size.outputChannels + o) * runLength
      }
    }
  }

  private static func denseWeightGradient(
    _ size: ConvolutionSize, _ input: UnsafePointer<Float>,
    _ outputGradient: UnsafePointer<Float>, isFinite: Bool, byPlace: Bool,
    into weightGradient: UnsafeMutablePointer<Float>
  ) {
    let (channels, kernel, groups) = (size.inputChannels, size.kernel, size.imageGroups)
    let panels = (size.outputChannels + Tile.columns - 1) / Tile.columns
    let sumCount = kernel * channels * Tile.columns
    let isOneChannel = isFinite && isOneChannel(size)
    withScratch(groups * panels * kernel * sumCount) { sums in
      func add(_ images: UnsafePointer<Float>, _ size: ConvolutionSize) {
        Threads.forEach(groups * panels * kernel) { piece in
          let (group, place) = piece.quotientAndRemainder(dividingBy: panels * kernel)
          let (panel, i) = place.quotientAndRemainder(dividingBy: kernel)
          let target = sums + piece * sumCount
          target.update(repeating: 0, count: sumCount)
          for n in size.images(ofGroup: group) {
            addImage(
              size, panel, i, images + n * size.imageCount,
              outputGradient + n * size.positions * size.outputChannels,
              isOneChannel: isOneChannel, byPlace: byPlace, to: target)
          }
        }
      }
      if byPlace { add(input, size) } else { withPadding(size, input, add) }
      unpack(
        size, sums, groupCount: panels * kernel * sumCount, step: Tile.columns,
        into: weightGradient
      ) { o, i in
        let (panel, column) = o.quotientAndRemainder(dividingBy: Tile.columns)
        return (panel * kernel + i) * sumCount + column
      }
    }
  }

  /// Adds up the sums of the groups, and puts them in the order of the weights. `start` finds those
  /// of an output channel and a row of the window, K × C of them, `step` apart.
  @inline(__always)
  private static func unpack(
    _ size: ConvolutionSize, _ sums: UnsafePointer<Float>, groupCount: Int, step: Int,
    into weightGradient: UnsafeMutablePointer<Float>, _ start: (_ o: Int, _ i: Int) -> Int
  ) {
    let (channels, kernel, patchCount) = (size.inputChannels, size.kernel, size.patchCount)
    let groups = size.imageGroups
    Threads.forEachRange(size.outputChannels, length: max(1, 4096 / patchCount)) { range in
      for o in range {
        for i in 0..<kernel {
          var source = sums + start(o, i)
          for j in 0..<kernel {
            let target = weightGradient + o * patchCount + i * kernel + j
            for c in 0..<channels {
              var sum: Float = 0
              for group in 0..<groups { sum += source[group * groupCount] }
              target[c * kernel * kernel] = sum
              source += step
            }
          }
        }
      }
    }
  }

  /// How many rows of output pixels have a sum of their own.
  static func rowsPerBlock(_ size: ConvolutionSize) -> Int { max(1, 256 / size.outputWidth) }

  /// One image's part of the gradient of row `i` of the window, for a tile's output channels.
  private static func addImage(
    _ size: ConvolutionSize, _ panel: Int, _ i: Int, _ image: UnsafePointer<Float>,
    _ outputGradient: UnsafePointer<Float>, isOneChannel: Bool, byPlace: Bool,
    to sums: UnsafeMutablePointer<Float>
  ) {
    let (channels, stride) = (size.inputChannels, size.stride)
    let (width, imageRow) = (size.outputWidth, size.inputWidth * channels)
    let columns = min(Tile.columns, size.outputChannels - panel * Tile.columns)
    let rowsPerBlock = rowsPerBlock(size)
    let runs = WindowRuns(size)
    for first in Swift.stride(from: 0, to: size.outputHeight, by: rowsPerBlock) {
      let rows = min(rowsPerBlock, size.outputHeight - first)
      let start = outputGradient + first * width * size.outputChannels + panel * Tile.columns
      if isOneChannel {
        addOneChannel(size, rows: rows, image + (first + i) * imageRow, start, to: sums)
        continue
      }
      let reads = runs.length * runs.count
      withColumns(columns, of: size.outputChannels, rows * width, reads, start) {
        right, rightStep in
        if byPlace {
          addByPlace(
            size, rows: first..<first + rows, i, image, right, step: rightStep, to: sums)
          return
        }
        for run in 0..<runs.count {
          Tile.multiply(
            rows: runs.length,
            TileFactors(
              left: image + (first * stride + i * size.dilation) * imageRow
                + run * size.dilation * channels,
              leftRow: 1, leftStep: stride * channels, leftRun: stride * imageRow,
              right: right, rightStep: rightStep, rightRun: width * rightStep,
              runs: rows, runLength: width),
            into: TileResult(
              start: sums + run * channels * Tile.columns, row: Tile.columns,
              width: Tile.columns, isAdding: true))
        }
      }
    }
  }

  /// Calls `body` with a tile's columns: as they are where they are read a few times only, else as
  /// a copy, with zeros behind the last one.
  ///
  /// Where rows are a power of two apart, their lines of memory compete for the same few places in
  /// a cache, and are gone when the next tile wants them. In a copy they stand side by side.
  private static func withColumns(
    _ columns: Int, of rowLength: Int, _ rows: Int, _ reads: Int, _ start: UnsafePointer<Float>,
    _ body: (_ start: UnsafePointer<Float>, _ step: Int) -> Void
  ) {
    if columns == Tile.columns, reads <= 2 * Tile.rows { return body(start, rowLength) }
    withScratch(rows * Tile.columns) { copy in
      if columns < Tile.columns { copy.update(repeating: 0, count: rows * Tile.columns) }
      for row in 0..<rows {
        (copy + row * Tile.columns).update(from: start + row * rowLength, count: columns)
      }
      body(copy, Tile.columns)
    }
  }

  /// How the loss changes with each bias: the sum of its channel's output gradient,
  /// N × H′ × W′ × O, over images and pixels.
  package static func biasGradient(
    _ size: ConvolutionSize, outputGradient: [Float],
    into biasGradient: UnsafeMutableBufferPointer<Float>
  ) {
    let (channels, positions) = (size.outputChannels, size.positions)
    let kernel: StaticString = "Convolution.biasGradient"
    require(outputGradient.count, is: size.outputCount, "output gradient", of: kernel)
    require(biasGradient.count, is: channels, "bias gradient", of: kernel)
    let biasGradient = biasGradient.start
    withScratch(size.batch * channels) { sums in
      Reduction.sum(
        outputGradient, outer: size.batch, length: positions, inner: channels, into: sums)
      Reduction.sum(sums, outer: 1, length: size.batch, inner: channels, into: biasGradient)
    }
  }
}
