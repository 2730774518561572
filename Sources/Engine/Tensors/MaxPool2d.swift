import Kernels

/// The largest number of each window, channel by channel: a smaller image that keeps what stood
/// out.
///
/// Shapes: x `[N, C, H, W]` to `[N, C, H′, W′]` with
/// `H′ = ⌊(H + 2·padding − kernelSize) / stride⌋ + 1`; `stride` is `kernelSize` where it is not
/// given. Outside of the image there is nothing to win. Traps for other than four dimensions, for a
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
  let (height, width) = (x.shape[2], x.shape[3])
  let outputHeight = ConvolutionSize.output(
    height, kernel: kernelSize, stride: stride, padding: padding, dilation: 1)
  let outputWidth = ConvolutionSize.output(
    width, kernel: kernelSize, stride: stride, padding: padding, dilation: 1)
  guard outputHeight > 0, outputWidth > 0 else {
    fatalError(
      "maxPool2d: a window of \(kernelSize) is larger than the images \(x.shape) "
        + "with padding \(padding)")
  }
  let planes = x.shape[0] * x.shape[1]
  let shape = [x.shape[0], x.shape[1], outputHeight, outputWidth]
  let count = shape.reduce(1, *)
  var winners = [Int32](repeating: 0, count: count)
  let values = makeValues(count) {
    MaxPooling.forward(
      planes: planes, height: height, width: width, kernel: kernelSize, stride: stride,
      padding: padding, input: x.values, into: $0, indices: &winners)
  }
  let name = "MaxPool2DWithIndicesBackward0"
  return Tensor.result(values, shape: shape, of: name, from: [x]) {
    [winners, inputShape = x.shape] gradient in
    let inputGradient = makeValues(planes * height * width) {
      MaxPooling.backward(
        planes: planes, inputPlane: height * width, outputPlane: outputHeight * outputWidth,
        outputGradient: gradient.values, indices: winners, into: $0)
    }
    return [Tensor(inputGradient, shape: inputShape)]
  }
}
