import Kernels
import Tensors

/// A convolution as a well-known network has it: sizes that the tutorial's network does not have.
struct ConvolutionCase {
  let name: String
  let size: ConvolutionSize

  /// With a batch that keeps two cores busy for 5 to 100 milliseconds.
  static let all = [
    ConvolutionCase(
      "ResNet, stem", batch: 4, 3, 224, 224, 64, kernel: 7, stride: 2, padding: 3),
    ConvolutionCase("ResNet, stage 1", batch: 4, 64, 56, 56, 64, kernel: 3, padding: 1),
    ConvolutionCase("ResNet, stage 2", batch: 4, 128, 28, 28, 128, kernel: 3, padding: 1),
    ConvolutionCase("ResNet, stage 3", batch: 4, 256, 14, 14, 256, kernel: 3, padding: 1),
    ConvolutionCase("ResNet, stage 4", batch: 4, 512, 7, 7, 512, kernel: 3, padding: 1),
    ConvolutionCase("ResNet, widening", batch: 8, 64, 56, 56, 256, kernel: 1),
    ConvolutionCase("ResNet, narrowing", batch: 8, 256, 56, 56, 64, kernel: 1),
    ConvolutionCase("LeNet, first", batch: 512, 1, 28, 28, 6, kernel: 5),
    ConvolutionCase("LeNet, second", batch: 512, 6, 14, 14, 16, kernel: 5),
    ConvolutionCase("odd sizes", batch: 64, 17, 33, 31, 17, kernel: 3, dilation: 2),
  ]

  private init(
    _ name: String, batch: Int, _ inputChannels: Int, _ height: Int, _ width: Int,
    _ outputChannels: Int, kernel: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1
  ) {
    self.name = name
    size = ConvolutionSize(
      batch: batch, inputChannels: inputChannels, inputHeight: height, inputWidth: width,
      outputChannels: outputChannels, kernel: kernel, stride: stride, padding: padding,
      dilation: dilation)
  }

  /// Times it both ways, with images that lie as they do within a network, and no zeros.
  func measure(_ effort: Effort) -> Report.ConvolutionResult {
    let batch = min(size.batch, effort.largestBatch)
    let x = Tensor.uniform(
      [batch, size.inputChannels, size.inputHeight, size.inputWidth], -1, 1
    ).channelsLast.asLeaf
    let weight = Tensor.uniform(
      [size.outputChannels, size.inputChannels, size.kernel, size.kernel], -0.1, 0.1,
      requiresGrad: true)
    let bias = Tensor.uniform([size.outputChannels], -0.1, 0.1, requiresGrad: true)
    let gradient = Tensor.uniform(
      [batch, size.outputChannels, size.outputHeight, size.outputWidth], -1, 1)
    let operation = NetworkOperation(
      name: name, shape: "", forwardCost: .convolution(size),
      backwardCost: .convolutionBackward(size, needsInput: true), leaves: [x, weight, bias],
      gradient: gradient.channelsLast, input: { x },
      output: { [size] in
        conv2d(
          $0, weight, bias, stride: size.stride, padding: size.padding, dilation: size.dilation)
      })
    return Report.ConvolutionResult(
      name: name, batch: batch, inputChannels: size.inputChannels, height: size.inputHeight,
      width: size.inputWidth, outputChannels: size.outputChannels, kernel: size.kernel,
      stride: size.stride, padding: size.padding, dilation: size.dilation,
      forwardMilliseconds: operation.timeForward(effort.stopwatch).median * 1e3,
      backwardMilliseconds: operation.timeBackward(effort.stopwatch).median * 1e3)
  }
}
