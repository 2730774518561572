/// The sizes of one max pooling; all that its loops need to know.
public struct PoolingSize: Sendable, Equatable {
  /// Images: N.
  public let batch: Int
  /// Channels, of images and outputs: C.
  public let channels: Int
  /// Rows of an image: H.
  public let inputHeight: Int
  /// Columns of an image: W.
  public let inputWidth: Int
  /// Rows, and columns, of a window: K.
  public let kernel: Int
  /// How far the window moves from one output number to the next.
  public let stride: Int
  /// How far windows may reach over the edge, on each side.
  public let padding: Int

  /// The sizes as they are given; whether they fit is the caller's business.
  public init(
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
  public var outputHeight: Int {
    ConvolutionSize.output(
      inputHeight, kernel: kernel, stride: stride, padding: padding, dilation: 1)
  }
  /// Columns of an output: W′.
  public var outputWidth: Int {
    ConvolutionSize.output(
      inputWidth, kernel: kernel, stride: stride, padding: padding, dilation: 1)
  }

  /// The rows and columns of the image that lie in the window of output pixel (y, x).
  func window(_ y: Int, _ x: Int) -> (rows: Range<Int>, columns: Range<Int>) {
    let (top, left) = (y * stride - padding, x * stride - padding)
    return (
      max(0, top)..<min(inputHeight, top + kernel), max(0, left)..<min(inputWidth, left + kernel)
    )
  }
}
