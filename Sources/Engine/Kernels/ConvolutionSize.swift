/// The sizes of one two-dimensional convolution; all that its loops need to know.
package struct ConvolutionSize: Sendable, Equatable {
  /// Images: N.
  package let batch: Int
  /// Channels of an image: C.
  package let inputChannels: Int
  /// Rows of an image: H.
  package let inputHeight: Int
  /// Columns of an image: W.
  package let inputWidth: Int
  /// Channels of an output, one for each filter: O.
  package let outputChannels: Int
  /// Rows, and columns, of a filter: K.
  package let kernel: Int
  /// How far the window moves from one output pixel to the next.
  package let stride: Int
  /// Zeros around an image, on each side.
  package let padding: Int
  /// How far apart the pixels under a window are; 1 for neighbours.
  package let dilation: Int

  /// The sizes as they are given; whether they fit is the caller's business.
  package init(
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

  /// Larger kernels, strides, paddings and dilations are refused: with these, no sum of products of
  /// two of them is too large for an `Int`.
  package static let largestSetting = Int(Int32.max)

  /// Whether none of the settings is larger than ``largestSetting``.
  package static func isCountable(_ settings: Int...) -> Bool {
    settings.allSatisfy { $0 <= largestSetting }
  }

  /// `⌊(input + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1`, or less than 1 where the
  /// kernel does not fit.
  package static func output(
    _ input: Int, kernel: Int, stride: Int, padding: Int, dilation: Int
  ) -> Int {
    let room = input + 2 * padding - dilation * (kernel - 1) - 1
    return room < 0 ? 0 : room / stride + 1
  }

  /// Rows of an output: H′.
  package var outputHeight: Int {
    Self.output(
      inputHeight, kernel: kernel, stride: stride, padding: padding, dilation: dilation)
  }
  /// Columns of an output: W′.
  package var outputWidth: Int {
    Self.output(inputWidth, kernel: kernel, stride: stride, padding: padding, dilation: dilation)
  }

  /// Elements of the input: N × C × H × W.
  package var inputCount: Int { batch * imageCount }
  /// Elements of the weight: O × C × K × K.
  package var weightCount: Int { outputChannels * patchCount }
  /// Elements of the output: N × O × H′ × W′.
  package var outputCount: Int { batch * outputChannels * positions }

  /// Pixels of one output channel.
  var positions: Int { outputHeight * outputWidth }
  /// Elements of one input image.
  var imageCount: Int { inputChannels * inputHeight * inputWidth }
  /// Elements under one window: input channels × kernel × kernel.
  package var patchCount: Int { inputChannels * kernel * kernel }
  /// How many groups of images have a sum of their own in the weight gradient: so threads can
  /// work on one weight, and each on images that its core's cache still has.
  var imageGroups: Int { (batch + 15) / 16 }

  /// The images of one group.
  func images(ofGroup group: Int) -> Range<Int> { group * 16..<min(batch, group * 16 + 16) }

  /// The same convolution of images that have their zeros around them.
  var padded: ConvolutionSize {
    ConvolutionSize(
      batch: batch, inputChannels: inputChannels, inputHeight: inputHeight + 2 * padding,
      inputWidth: inputWidth + 2 * padding, outputChannels: outputChannels, kernel: kernel,
      stride: stride, padding: 0, dilation: dilation)
  }
}

/// How the elements under one row of a window stand in an image that is channels last.
struct WindowRuns {
  /// How many runs of neighbours there are: 1, or, where a dilated window has gaps, K.
  let count: Int
  /// The elements of a run: K × C, or C.
  let length: Int

  init(_ size: ConvolutionSize) {
    count = size.dilation == 1 ? 1 : size.kernel
    length = size.inputChannels * size.kernel / count
  }
}
