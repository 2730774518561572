import Kernels

/// The largest number of each window, channel by channel: a smaller image that keeps what stood
/// out.
///
/// Shapes: x `[N, C, H, W]` to `[N, C, H′, W′]` with
/// `H′ = ⌊(H + 2·padding − kernelSize) / stride⌋ + 1`; `stride` is `kernelSize` where it is not
/// given. What lies outside of the image never wins. Traps for other than four dimensions, for a
/// kernel larger than the padded image, and for a padding of more than half the kernel. Source:
/// `torch.nn.functional.max_pool2d`.
public func maxPool2d(
  _ x: Tensor, kernelSize: Int, stride: Int? = nil, padding: Int = 0
) -> Tensor {
  let stride = stride ?? kernelSize
  guard x.dim == 4 else {
    fatalError(
      "maxPool2d: wants images of shape [batch, channels, height, width], and got \(x.shape)")
  }
  guard kernelSize > 0, stride > 0, padding >= 0, padding <= kernelSize / 2 else {
    fatalError(
      "maxPool2d: kernel size \(kernelSize) and stride \(stride) start at 1, "
        + "padding \(padding) is at most half the kernel size")
  }
  guard ConvolutionSize.isCountable(kernelSize, stride, padding) else {
    fatalError(
      "maxPool2d: kernel size \(kernelSize) and stride \(stride) are at most "
        + "\(ConvolutionSize.largestSetting)")
  }
  let size = PoolingSize(
    batch: x.shape[0], channels: x.shape[1], inputHeight: x.shape[2], inputWidth: x.shape[3],
    kernel: kernelSize, stride: stride, padding: padding)
  let shape = [size.batch, size.channels, size.outputHeight, size.outputWidth]
  // An image without pixels has nothing to win, however much padding there is.
  guard x.shape[2] > 0, x.shape[3] > 0, size.outputHeight > 0, size.outputWidth > 0 else {
    fatalError(
      "maxPool2d: a window of \(kernelSize) is larger than the images \(x.shape) "
        + "with padding \(padding)")
  }
  let count = shape.elementCount(for: "maxPool2d of the images \(x.shape)")
  let input = x.storage(in: .channelsLast)
  let isTwoByTwo = MaxPooling.isTwoByTwo(size)
  let winnerCount = isTwoByTwo ? MaxPooling.twoByTwoCount(size) : count
  var values: [Float] = []
  let winners = [Int32](unsafeUninitializedCapacity: winnerCount) { winners, initialized in
    values = makeValues(count) {
      if isTwoByTwo {
        MaxPooling.forwardTwoByTwo(size, input: input, into: $0, winners: winners)
      } else {
        MaxPooling.forward(size, input: input, into: $0, indices: winners)
      }
    }
    initialized = winnerCount
  }
  return Tensor.result(
    values, shape: shape, format: .channelsLast, of: "MaxPool2DWithIndicesBackward0", from: [x]
  ) { [inputShape = x.shape] gradient in
    let g = gradient.storage(in: .channelsLast)
    let inputGradient = makeValues(size.inputCount) {
      if isTwoByTwo {
        MaxPooling.backwardTwoByTwo(size, outputGradient: g, winners: winners, into: $0)
      } else {
        MaxPooling.backward(size, outputGradient: g, indices: winners, into: $0)
      }
    }
    return [Tensor(storage: inputGradient, shape: inputShape, format: .channelsLast)]
  }
}
