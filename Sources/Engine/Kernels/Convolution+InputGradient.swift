/// The fast backward pass to the images.
extension Convolution {
  /// How the loss changes with each element of the input, channels last: output gradient
  /// N × H′ × W′ × O, weight O × C × K × K, input gradient N × H × W × C.
  ///
  /// The idea: an output pixel hands its gradient to every pixel under its window. For one row of
  /// the window these are K × C elements side by side, and a row of output pixels × O, times O × (K
  /// × C) weights, gives what is added to a row of input pixels. The sums go where they belong,
  /// into the input gradient, so there is no buffer of patches and nothing to fold. Windows of
  /// neighbours overlap, which does not matter, since a `Tile` adds one row of sums after the
  /// other.
  ///
  /// The ends of a run go first, so that an element of the input gets its parts from one row of the
  /// window after the other, and within it from output pixels in their order. ``SparseGradient``
  /// has the same order, and gives the same bits. Where `sparse` is given, and all weights are
  /// finite, it does the work.
  package static func inputGradient(
    _ size: ConvolutionSize, outputGradient: [Float], sparse: SparseGradient? = nil,
    weight: [Float], into inputGradient: UnsafeMutableBufferPointer<Float>
  ) {
    let kernel: StaticString = "Convolution.inputGradient"
    require(inputGradient.count, is: size.inputCount, "input gradient", of: kernel)
    require(weight.count, is: size.weightCount, "weight", of: kernel)
    require(outputGradient.count, is: size.outputCount, "output gradient", of: kernel)
    let inputGradient = inputGradient.start
    sparse?.requireSize(size, of: kernel)
    guard let sparse, Reduction.areFinite(weight) else {
      denseInputGradient(size, outputGradient, weight, into: inputGradient)
      return
    }
    withCropping(size, inputGradient) { images, size in
      sparse.inputGradient(size, weight: weight, into: images)
    }
  }

  private static func denseInputGradient(
    _ size: ConvolutionSize, _ outputGradient: UnsafePointer<Float>,
    _ weight: UnsafePointer<Float>, into inputGradient: UnsafeMutablePointer<Float>
  ) {
    let runs = WindowRuns(size)
    let panels = (runs.length + Tile.columns - 1) / Tile.columns
    let panelCount = size.outputChannels * Tile.columns
    withScratch(size.kernel * runs.count * panels * panelCount) { weights in
      Threads.forEach(size.kernel * runs.count) { run in
        for panel in 0..<panels {
          let target = weights + (run * panels + panel) * panelCount
          packRun(size, runs, weight, run, panel, into: target)
        }
      }
      withCropping(size, inputGradient) { images, size in
        Threads.forEach(size.batch) { n in
          let image = images + n * size.imageCount
          image.update(repeating: 0, count: size.imageCount)
          addImage(
            size, runs, outputGradient + n * size.positions * size.outputChannels, weights,
            to: image)
        }
      }
    }
  }

  /// The gradient of one image.
  private static func addImage(
    _ size: ConvolutionSize, _ runs: WindowRuns, _ outputGradient: UnsafePointer<Float>,
    _ weights: UnsafePointer<Float>, to image: UnsafeMutablePointer<Float>
  ) {
    let (channels, outputChannels) = (size.inputChannels, size.outputChannels)
    let (kernel, stride, dilation) = (size.kernel, size.stride, size.dilation)
    let (height, width, imageRow) = (
      size.outputHeight, size.outputWidth, size.inputWidth * channels
    )
    let panels = (runs.length + Tile.columns - 1) / Tile.columns
    let panelCount = outputChannels * Tile.columns
    var factors = TileFactors(
      left: outputGradient, leftRow: outputChannels, leftStep: 1, leftRun: 0, right: weights,
      rightStep: Tile.columns, rightRun: 0, runs: 1, runLength: outputChannels)
    var result = TileResult(
      start: image, row: stride * channels, width: Tile.columns, isAdding: true)
    for i in 0..<kernel {
      for y in 0..<height {
        factors.left = outputGradient + y * width * outputChannels
        let row = image + (y * stride + i * dilation) * imageRow
        for run in 0..<runs.count {
          for panel in (0..<panels).reversed() {
            let first = panel * Tile.columns
            factors.right = weights + ((i * runs.count + run) * panels + panel) * panelCount
            result.start = row + run * dilation * channels + first
            result.width = min(Tile.columns, runs.length - first)
            Tile.multiply(rows: width, factors, into: result)
          }
        }
      }
    }
  }

  /// The weights of a tile's elements of one run under the window, O × columns, zeros behind the
  /// last one.
  static func packRun(
    _ size: ConvolutionSize, _ runs: WindowRuns, _ weight: UnsafePointer<Float>, _ run: Int,
    _ panel: Int, into target: UnsafeMutablePointer<Float>
  ) {
    let (channels, patchCount) = (size.inputChannels, size.patchCount)
    let window = size.kernel * size.kernel
    let firstPlace = run * runs.length / channels
    for column in 0..<Tile.columns {
      let number = panel * Tile.columns + column
      let (place, c) = number.quotientAndRemainder(dividingBy: channels)
      let source = weight + c * window + firstPlace + place
      for o in 0..<size.outputChannels {
        target[o * Tile.columns + column] = number < runs.length ? source[o * patchCount] : 0
      }
    }
  }

  /// Calls `body` with room for the gradient of the images and of the zeros around them, and keeps
  /// that of the images.
  static func withCropping(
    _ size: ConvolutionSize, _ gradient: UnsafeMutablePointer<Float>,
    _ body: (UnsafeMutablePointer<Float>, ConvolutionSize) -> Void
  ) {
    guard size.padding > 0 else { return body(gradient, size) }
    let padded = size.padded
    withScratch(padded.batch * padded.imageCount) { scratch in
      body(scratch, padded)
      ChannelsLast.crop(size, scratch, into: gradient)
    }
  }
}
