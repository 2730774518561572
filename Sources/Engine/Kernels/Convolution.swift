/// The sizes of one two-dimensional convolution; all that its loops need to know.
public struct ConvolutionSize: Sendable, Equatable {
  /// Images: N.
  public let batch: Int
  /// Channels of an image: C.
  public let inputChannels: Int
  /// Rows of an image: H.
  public let inputHeight: Int
  /// Columns of an image: W.
  public let inputWidth: Int
  /// Channels of an output, one for each filter: O.
  public let outputChannels: Int
  /// Rows, and columns, of a filter: K.
  public let kernel: Int
  /// How far the window moves from one output number to the next.
  public let stride: Int
  /// Zeros around an image, on each side.
  public let padding: Int
  /// How far apart the numbers under a window are; 1 for neighbours.
  public let dilation: Int

  /// The sizes as they are given; whether they fit is the caller's business.
  public init(
    batch: Int, inputChannels: Int, inputHeight: Int, inputWidth: Int, outputChannels: Int,
    kernel: Int, stride: Int, padding: Int, dilation: Int
  ) {
    self.batch = batch
    self.inputChannels = inputChannels
    self.inputHeight = inputHeight
    self.inputWidth = inputWidth
    self.outputChannels = outputChannels
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
  }

  /// `⌊(input + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1`, or less than 1 where the
  /// kernel does not fit.
  public static func output(
    _ input: Int, kernel: Int, stride: Int, padding: Int, dilation: Int
  ) -> Int {
    let room = input + 2 * padding - dilation * (kernel - 1) - 1
    return room < 0 ? 0 : room / stride + 1
  }

  /// Rows of an output: H′.
  public var outputHeight: Int {
    Self.output(
      inputHeight, kernel: kernel, stride: stride, padding: padding, dilation: dilation)
  }
  /// Columns of an output: W′.
  public var outputWidth: Int {
    Self.output(inputWidth, kernel: kernel, stride: stride, padding: padding, dilation: dilation)
  }

  /// Pixels of one output channel.
  var positions: Int { outputHeight * outputWidth }
  /// Numbers of one input image.
  var imageCount: Int { inputChannels * inputHeight * inputWidth }
  /// Numbers under one kernel: input channels × kernel × kernel.
  var patchCount: Int { inputChannels * kernel * kernel }
}

/// Sliding a small window of weights over images: forward, and back to its three inputs.
///
/// Arrays are what PyTorch shows, last dimension fastest: input N × C × H × W, weight O × C × K ×
/// K, bias O, output N × O × H′ × W′.
public enum Convolution {
  /// The definition, and the reference that the fast version is tested against.
  ///
  /// `output[n, o, y, x] = bias[o] + Σ_c Σ_i Σ_j weight[o, c, i, j] ·
  /// input[n, c, y·stride + i·dilation − padding, x·stride + j·dilation − padding]`,
  /// where what lies outside of the image counts as 0.
  public static func plainForward(
    _ size: ConvolutionSize, input: UnsafePointer<Float>, weight: UnsafePointer<Float>,
    bias: UnsafePointer<Float>?, into output: UnsafeMutablePointer<Float>
  ) {
    var target = 0
    for n in 0..<size.batch {
      for o in 0..<size.outputChannels {
        for y in 0..<size.outputHeight {
          for x in 0..<size.outputWidth {
            var sum = bias?[o] ?? 0
            for c in 0..<size.inputChannels {
              for i in 0..<size.kernel {
                for j in 0..<size.kernel {
                  let row = y * size.stride + i * size.dilation - size.padding
                  let column = x * size.stride + j * size.dilation - size.padding
                  guard (0..<size.inputHeight).contains(row),
                    (0..<size.inputWidth).contains(column)
                  else { continue }
                  let image = (n * size.inputChannels + c) * size.inputHeight
                  let filter = (o * size.inputChannels + c) * size.kernel
                  sum +=
                    weight[(filter + i) * size.kernel + j]
                    * input[(image + row) * size.inputWidth + column]
                }
              }
            }
            output[target] = sum
            target += 1
          }
        }
      }
    }
  }

  /// The same, as one matrix product for each image: weights [O, C·K·K] times patches
  /// [C·K·K, H′·W′]. The images are shared among the threads.
  public static func forward(
    _ size: ConvolutionSize, input: UnsafePointer<Float>, weight: UnsafePointer<Float>,
    bias: UnsafePointer<Float>?, into output: UnsafeMutablePointer<Float>
  ) {
    let outputCount = size.outputChannels * size.positions
    Threads.forEach(size.batch) { n in
      let target = output + n * outputCount
      for o in 0..<size.outputChannels {
        (target + o * size.positions).update(repeating: bias?[o] ?? 0, count: size.positions)
      }
      withPatches(size) { patches in
        Patches.unfold(size, input + n * size.imageCount, into: patches)
        MatrixProduct.serial(
          rows: size.outputChannels, inner: size.patchCount, columns: size.positions,
          MatrixView(weight, rowStride: size.patchCount),
          MatrixView(patches, rowStride: size.positions),
          into: target, resultStride: size.positions, adding: true)
      }
    }
  }

  /// What each input number did to the loss: the transposed weights times the output's gradient
  /// gives the gradient of every patch, and a pixel's gradient is the sum over the patches that it
  /// was in.
  public static func inputGradient(
    _ size: ConvolutionSize, outputGradient: UnsafePointer<Float>, weight: UnsafePointer<Float>,
    into inputGradient: UnsafeMutablePointer<Float>
  ) {
    let outputCount = size.outputChannels * size.positions
    Threads.forEach(size.batch) { n in
      withPatches(size) { patches in
        MatrixProduct.serial(
          rows: size.patchCount, inner: size.outputChannels, columns: size.positions,
          MatrixView(weight, rowStride: size.patchCount).transposed,
          MatrixView(outputGradient + n * outputCount, rowStride: size.positions),
          into: patches, resultStride: size.positions, adding: false)
        let image = inputGradient + n * size.imageCount
        image.update(repeating: 0, count: size.imageCount)
        Patches.fold(size, patches, addingTo: image)
      }
    }
  }

  /// What each weight did to the loss: the output's gradient [O, H′·W′] times the transposed
  /// patches [H′·W′, C·K·K], summed over the images.
  ///
  /// Groups of four images have a sum of their own, and the groups are added up in order: how the
  /// sum is rounded does not depend on which thread took which group.
  public static func weightGradient(
    _ size: ConvolutionSize, input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
    into weightGradient: UnsafeMutablePointer<Float>
  ) {
    let groupLength = 4
    let groups = (size.batch + groupLength - 1) / groupLength
    let weightCount = size.outputChannels * size.patchCount
    let outputCount = size.outputChannels * size.positions
    let partial = UnsafeMutablePointer<Float>.allocate(capacity: max(1, groups * weightCount))
    defer { partial.deallocate() }
    Threads.forEach(groups) { group in
      let images = group * groupLength..<min(size.batch, (group + 1) * groupLength)
      withPatches(size) { patches in
        for n in images {
          Patches.unfold(size, input + n * size.imageCount, into: patches)
          MatrixProduct.serial(
            rows: size.outputChannels, inner: size.positions, columns: size.patchCount,
            MatrixView(outputGradient + n * outputCount, rowStride: size.positions),
            MatrixView(patches, rowStride: size.positions).transposed,
            into: partial + group * weightCount, resultStride: size.patchCount,
            adding: n > images.lowerBound)
        }
      }
    }
    weightGradient.update(repeating: 0, count: weightCount)
    for group in 0..<groups {
      Elementwise.add(
        weightGradient, partial + group * weightCount, into: weightGradient, count: weightCount)
    }
  }

  /// What each bias did to the loss: the sum of its channel's output gradient over images and
  /// pixels.
  public static func biasGradient(
    _ size: ConvolutionSize, outputGradient: UnsafePointer<Float>,
    into biasGradient: UnsafeMutablePointer<Float>
  ) {
    Threads.forEach(size.outputChannels) { o in
      var sum: Float = 0
      for n in 0..<size.batch {
        let start = outputGradient + (n * size.outputChannels + o) * size.positions
        sum += Reduction.sum(start, count: size.positions)
      }
      biasGradient[o] = sum
    }
  }

  private static func withPatches(
    _ size: ConvolutionSize, _ body: (UnsafeMutablePointer<Float>) -> Void
  ) {
    withUnsafeTemporaryAllocation(
      of: Float.self, capacity: max(1, size.patchCount * size.positions)
    ) { buffer in
      body(buffer.baseAddress!)
    }
  }
}
