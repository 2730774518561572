/// The sizes of one max pooling; all that its loops need to know.
package struct PoolingSize: Sendable, Equatable {
  /// Images: N.
  package let batch: Int
  /// Channels, of images and outputs: C.
  package let channels: Int
  /// Rows of an image: H.
  package let inputHeight: Int
  /// Columns of an image: W.
  package let inputWidth: Int
  /// Rows, and columns, of a window: K.
  package let kernel: Int
  /// How far the window moves from one output pixel to the next.
  package let stride: Int
  /// How far windows may reach over the edge, on each side.
  package let padding: Int

  /// The sizes as they are given; whether they fit is the caller's business.
  package init(
    batch: Int, channels: Int, inputHeight: Int, inputWidth: Int, kernel: Int, stride: Int,
    padding: Int
  ) {
    self.batch = batch
    self.channels = channels
    self.inputHeight = inputHeight
    self.inputWidth = inputWidth
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
  }

  /// Rows of an output: H′.
  package var outputHeight: Int {
    ConvolutionSize.output(
      inputHeight, kernel: kernel, stride: stride, padding: padding, dilation: 1)
  }
  /// Columns of an output: W′.
  package var outputWidth: Int {
    ConvolutionSize.output(
      inputWidth, kernel: kernel, stride: stride, padding: padding, dilation: 1)
  }

  /// Elements of the input: N × C × H × W.
  package var inputCount: Int { batch * channels * inputHeight * inputWidth }
  /// Elements of the output: N × C × H′ × W′.
  package var outputCount: Int { batch * channels * outputHeight * outputWidth }

  /// The rows and columns of the image that lie in the window of output pixel (y, x).
  func window(_ y: Int, _ x: Int) -> (rows: Range<Int>, columns: Range<Int>) {
    let (top, left) = (y * stride - padding, x * stride - padding)
    return (
      max(0, top)..<min(inputHeight, top + kernel), max(0, left)..<min(inputWidth, left + kernel)
    )
  }
}
