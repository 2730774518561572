import Kernels
import Tensors

/// A convolution as a well-known network has it: sizes that the tutorial's network does not have.
struct ConvolutionCase {
  let name: String
  let size: ConvolutionSize

  /// With a batch that keeps two cores busy for 5 to 100 milliseconds; at most as large as the
  /// effort allows.
  static func all(_ effort: Effort) -> [ConvolutionCase] {
    func example(
      _ name: String, batch: Int, _ inputChannels: Int, _ height: Int, _ width: Int,
      _ outputChannels: Int, kernel: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1
    ) -> ConvolutionCase {
      ConvolutionCase(
        name: name,
        size: ConvolutionSize(
          batch: min(batch, effort.largestBatch), inputChannels: inputChannels,
          inputHeight: height, inputWidth: width, outputChannels: outputChannels, kernel: kernel,
          stride: stride, padding: padding, dilation: dilation))
    }
    return [
      example("ResNet, stem", batch: 4, 3, 224, 224, 64, kernel: 7, stride: 2, padding: 3),
      example("ResNet, stage 1", batch: 4, 64, 56, 56, 64, kernel: 3, padding: 1),
      example("ResNet, stage 2", batch: 4, 128, 28, 28, 128, kernel: 3, padding: 1),
      example("ResNet, stage 3", batch: 4, 256, 14, 14, 256, kernel: 3, padding: 1),
      example("ResNet, stage 4", batch: 4, 512, 7, 7, 512, kernel: 3, padding: 1),
      example("ResNet, widening", batch: 8, 64, 56, 56, 256, kernel: 1),
      example("ResNet, narrowing", batch: 8, 256, 56, 56, 64, kernel: 1),
      example("LeNet, first", batch: 512, 1, 28, 28, 6, kernel: 5),
      example("LeNet, second", batch: 512, 6, 14, 14, 16, kernel: 5),
      example("odd sizes", batch: 64, 17, 33, 31, 17, kernel: 3, dilation: 2),
    ]
  }

  /// Times it both ways, with images that lie as they do within a network, and no zeros.
  func measure(_ stopwatch: Stopwatch) -> Report.ConvolutionResult {
    let images = Tensor.uniform(
      [size.batch, size.inputChannels, size.inputHeight, size.inputWidth], -1, 1)
    let operation = NetworkOperation.convolution(name, of: images.channelsLast.asLeaf, size)
    return Report.ConvolutionResult(
      name: name, batch: size.batch, inputChannels: size.inputChannels, height: size.inputHeight,
      width: size.inputWidth, outputChannels: size.outputChannels, kernel: size.kernel,
      stride: size.stride, padding: size.padding, dilation: size.dilation,
      forwardMilliseconds: operation.timeForward(stopwatch).median * 1e3,
      backwardMilliseconds: operation.timeBackward(stopwatch).median * 1e3)
  }
}
