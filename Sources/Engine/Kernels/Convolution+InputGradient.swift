/// The fast way back to the images.
extension Convolution {
  /// What each input number did to the loss, channels last: output gradient N × H′ × W′ × O, weight
  /// O × C × K × K, input gradient N × H × W × C.
  ///
  /// The idea: an output pixel hands its gradient to every pixel under its window. For one place
  /// (i, j) in the window that is a matrix product: a row of output pixels × O, times O × C weights,
  /// added to a row of input pixels. The sums grow where they belong, in the input gradient, so
  /// there is no buffer of patches and nothing to fold.
  ///
  /// Places are taken in the order i, y, j backwards, and so an input number gets its parts from one
  /// row of output pixels after the other, from left to right: the order in which
  /// ``SparseGradient`` visits them, which makes both the same to the last bit. Where `sparse` is
  /// given, and all weights are finite, it does the work.
  public static func inputGradient(
    _ size: ConvolutionSize, outputGradient: UnsafePointer<Float>, sparse: SparseGradient? = nil,
    weight: UnsafePointer<Float>, into inputGradient: UnsafeMutablePointer<Float>
  ) {
    let weightCount = size.outputChannels * size.patchCount
    if let sparse, SparseGradient.areFinite(weight, count: weightCount) {
      withCropping(size, inputGradient) { images, size in
        sparse.inputGradient(size, weight: weight, into: images)
      }
      return
    }
    let panels = (size.inputChannels + Tile.columns - 1) / Tile.columns
    let panelCount = size.outputChannels * Tile.columns
    let window = size.kernel * size.kernel
    withScratch(window * panels * panelCount) { weights in
      Threads.forEach(window) { place in
        for panel in 0..<panels {
          packPlace(
            size, weight, place, panel, into: weights + (place * panels + panel) * panelCount)
        }
      }
      withCropping(size, inputGradient) { images, size in
        Threads.forEach(size.batch) { n in
          let image = images + n * size.imageCount
          image.update(repeating: 0, count: size.imageCount)
          for panel in 0..<panels {
            addImage(
              size, panel, outputGradient + n * size.positions * size.outputChannels,
              weights + panel * panelCount, panels * panelCount, to: image)
          }
        }
      }
    }
  }

  /// 16 channels of the gradient of one image.
  private static func addImage(
    _ size: ConvolutionSize, _ panel: Int, _ outputGradient: UnsafePointer<Float>,
    _ weights: UnsafePointer<Float>, _ placeCount: Int, to image: UnsafeMutablePointer<Float>
  ) {
    let (channels, outputChannels) = (size.inputChannels, size.outputChannels)
    let (kernel, stride, dilation) = (size.kernel, size.stride, size.dilation)
    let (height, width, imageRow) = (
      size.outputHeight, size.outputWidth, size.inputWidth * channels
    )
    var factors = TileFactors(
      left: outputGradient, leftRow: outputChannels, leftStep: 1, leftRun: 0, right: weights,
      rightStep: Tile.columns, rightRun: 0, runs: 1, runLength: outputChannels)
    var result = TileResult(
      start: image, row: stride * channels,
      width: min(Tile.columns, channels - panel * Tile.columns), isAdding: true)
    for i in 0..<kernel {
      for y in 0..<height {
        factors.left = outputGradient + y * width * outputChannels
        let row = image + (y * stride + i * dilation) * imageRow + panel * Tile.columns
        for j in (0..<kernel).reversed() {
          factors.right = weights + (i * kernel + j) * placeCount
          result.start = row + j * dilation * channels
          Tile.multiply(rows: width, factors, into: result)
        }
      }
    }
  }

  /// The weights of one place in the window for 16 input channels, O × 16.
  private static func packPlace(
    _ size: ConvolutionSize, _ weight: UnsafePointer<Float>, _ place: Int, _ panel: Int,
    into target: UnsafeMutablePointer<Float>
  ) {
    let (channels, patchCount) = (size.inputChannels, size.patchCount)
    let window = size.kernel * size.kernel
    let first = panel * Tile.columns
    for o in 0..<size.outputChannels {
      for c in 0..<Tile.columns {
        target[o * Tile.columns + c] =
          first + c < channels ? weight[o * patchCount + (first + c) * window + place] : 0
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
