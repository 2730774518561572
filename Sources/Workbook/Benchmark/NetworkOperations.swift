import Kernels
import Tensors

/// The operations of the network on one batch, from the images to the loss, each with the input that
/// it has in training: the result of the one before, as it lies in memory then. The second convolution
/// is there on images without a zero, too.
struct NetworkOperations {
  private static let batch = 32
  /// How much of the second convolution's output gradient is not 0 in training: what comes back
  /// through pooling and ReLU.
  static let density: Float = 0.15

  private(set) var all: [NetworkOperation] = []

  init() {
    var x = Tensor.rand([Self.batch, 1, 28, 28])
    x = convolution("conv1", x, outputChannels: 32)
    x = relu("relu1", x)
    x = maxPooling("pool1", x).asLeaf
    // Nothing to skip: this is how near to the machine's peak it comes.
    let full = Tensor.uniform(x.shape, 0.1, 1).channelsLast.asLeaf
    let shape = convolution("conv2", full, outputChannels: 64).shape
    // And this is how it is in training.
    let kept = zip(Tensor.uniform(shape, -1, 1).values, Tensor.rand(shape).values)
      .map { $1 < Self.density ? $0 : 0 }
    x = convolution(
      "conv2, with the zeros of training", x, outputChannels: 64,
      gradient: Tensor(kept, shape: shape))
    x = relu("relu2", x)
    x = maxPooling("pool2", x)
    x = linear("fc1", x.flatten(startDim: 1), outputs: 64)
    x = linear("fc2", x, outputs: 10)
    _ = crossEntropy("loss", x)
  }

  /// Notes an operation down, and returns its result.
  private mutating func append(_ operation: NetworkOperation) -> Tensor {
    all.append(operation)
    return noGrad { operation.output(operation.input()) }
  }

  private mutating func convolution(
    _ name: String, _ x: Tensor, outputChannels: Int, gradient: Tensor? = nil
  ) -> Tensor {
    let size = ConvolutionSize(
      batch: x.shape[0], inputChannels: x.shape[1], inputHeight: x.shape[2],
      inputWidth: x.shape[3], outputChannels: outputChannels, kernel: 3, stride: 1, padding: 0,
      dilation: 1)
    return append(.convolution(name, of: x, size, gradient: gradient))
  }

  /// ReLU changes elements in place where nobody else holds them: each round gets its own.
  private mutating func relu(_ name: String, _ x: Tensor) -> Tensor {
    append(
      NetworkOperation(
        name, of: x, .relu(count: x.count),
        gradient: Tensor.uniform(x.shape, -1, 1).channelsLast, input: { x.channelsLast.asLeaf },
        output: { (x: consuming Tensor) in Tensors.relu(x) }))
  }

  private mutating func maxPooling(_ name: String, _ x: Tensor) -> Tensor {
    let size = PoolingSize(
      batch: x.shape[0], channels: x.shape[1], inputHeight: x.shape[2], inputWidth: x.shape[3],
      kernel: 2, stride: 2, padding: 0)
    let shape = [size.batch, size.channels, size.outputHeight, size.outputWidth]
    return append(
      NetworkOperation(
        name, of: x.asLeaf, .maxPooling(size),
        gradient: Tensor.uniform(shape, -1, 1).channelsLast
      ) { maxPool2d($0, kernelSize: 2) })
  }

  private mutating func linear(_ name: String, _ x: Tensor, outputs: Int) -> Tensor {
    let (rows, inputs) = (x.shape[0], x.shape[1])
    let parameters = NetworkOperation.parameters([outputs, inputs])
    return append(
      NetworkOperation(
        name, of: x.asLeaf, .linear(rows: rows, inputs: inputs, outputs: outputs),
        parameters: parameters, gradient: Tensor.uniform([rows, outputs], -1, 1)
      ) { Tensors.linear($0, parameters[0], parameters[1]) })
  }

  private mutating func crossEntropy(_ name: String, _ x: Tensor) -> Tensor {
    let (rows, classes) = (x.shape[0], x.shape[1])
    let labels = IntTensor((0..<rows).map { $0 % classes })
    return append(
      NetworkOperation(
        name, of: x.asLeaf, .crossEntropy(rows: rows, classes: classes), gradient: Tensor(1)
      ) { Tensors.crossEntropy($0, labels) })
  }
}
