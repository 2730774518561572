import Tensors

/// A convolution: `outChannels` windows of weights, each slid over all channels of an image.
///
/// Input `[N, inChannels, H, W]`, output `[N, outChannels, H′, W′]` with `H′ = ⌊(H + 2·padding −
/// dilation·(kernelSize − 1) − 1) / stride⌋ + 1`; the formula of the elements is at `conv2d` in
/// `Tensors`. Weights start within ±1/√(inChannels·kernelSize²). Traps for sizes below 1, for
/// weights that memory does not hold, and for inputs that do not fit. Kernels are square. Source:
/// https://pytorch.org/docs/2.3/generated/torch.nn.Conv2d.html
public final class Conv2d: Module {
  /// `[outChannels, inChannels, kernelSize, kernelSize]`
  public let weight: Parameter
  /// `[outChannels]`, or nil
  public let bias: Parameter?

  /// How many pixels the window moves each time.
  public let stride: Int
  /// How many zeros stand around the image.
  public let padding: Int
  /// How far the pixels under two neighbouring weights are apart.
  public let dilation: Int

  /// How many weights a window has each way.
  public var kernelSize: Int { weight.shape[2] }

  /// Draws the weights, then the biases, from the current generator.
  public init(
    _ inChannels: Int, _ outChannels: Int, kernelSize: Int, stride: Int = 1, padding: Int = 0,
    dilation: Int = 1, bias: Bool = true
  ) {
    guard inChannels > 0, outChannels > 0, kernelSize > 0, stride > 0, padding >= 0, dilation > 0
    else {
      fatalError(
        "Conv2d(\(inChannels), \(outChannels), kernelSize: \(kernelSize), stride: \(stride), "
          + "padding: \(padding), dilation: \(dilation)): padding starts at 0, all else at 1")
    }
    let shape = [outChannels, inChannels, kernelSize, kernelSize]
    _ = shape.elementCount(
      for: "Conv2d(\(inChannels), \(outChannels), kernelSize: \(kernelSize))")
    let fanIn = inChannels * kernelSize * kernelSize
    self.weight = Initialization.kaimingUniform(shape, fanIn: fanIn)
    self.bias = bias ? Initialization.bias(outChannels, fanIn: fanIn) : nil
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
  }

  public override func forward(_ x: Tensor) -> Tensor {
    conv2d(x, weight, bias, stride: stride, padding: padding, dilation: dilation)
  }

  public override var extraDescription: String {
    let (outChannels, inChannels, kernel) = (weight.shape[0], weight.shape[1], weight.shape[2])
    var text = "\(inChannels), \(outChannels), kernel_size=(\(kernel), \(kernel))"
    text += ", stride=(\(stride), \(stride))"
    if padding != 0 { text += ", padding=(\(padding), \(padding))" }
    if dilation != 1 { text += ", dilation=(\(dilation), \(dilation))" }
    if bias == nil { text += ", bias=False" }
    return text
  }
}
