import Kernels
import Tensors

/// The operations of the network on one batch, from the images to the loss, each with the input that
/// it has in training: the result of the one before, as it lies in memory then. The second convolution
/// is there on numbers without a zero, too.
struct NetworkOperations {
  private static let batch = 32
  /// How many numbers of the second convolution's output gradient are not 0 in training: what comes
  /// back through pooling and ReLU.
  static let density: Float = 0.15

  private(set) var all: [NetworkOperation] = []

  init() {
    let images = Tensor.rand([Self.batch, 1, 28, 28])
    var x = convolution("conv1", images, outputChannels: 32, isFirst: true)
    x = relu("relu1", x)
    x = maxPooling("pool1", x)
    x = convolution("conv2", x, outputChannels: 64, isFirst: false)
    x = relu("relu2", x)
    x = maxPooling("pool2", x)
    x = linear("fc1", x.flatten(startDim: 1), outputs: 64)
    x = linear("fc2", x, outputs: 10)
    crossEntropy("loss", x)
  }

  /// Notes an operation down, and returns its result.
  private mutating func append(_ operation: NetworkOperation) -> Tensor {
    all.append(operation)
    return noGrad { operation.output(operation.input()) }
  }

  /// - Parameter isFirst: whether the input is data, which needs no gradient.
  private mutating func convolution(
    _ name: String, _ input: Tensor, outputChannels: Int, isFirst: Bool
  ) -> Tensor {
    let x = isFirst ? input : input.asLeaf
    let size = ConvolutionSize(
      batch: x.shape[0], inputChannels: x.shape[1], inputHeight: x.shape[2],
      inputWidth: x.shape[3], outputChannels: outputChannels, kernel: 3, stride: 1, padding: 0,
      dilation: 1)
    let shape = [size.batch, outputChannels, size.outputHeight, size.outputWidth]
    let weight = Tensor.uniform(
      [outputChannels, size.inputChannels, 3, 3], -0.1, 0.1, requiresGrad: true)
    let bias = Tensor.uniform([outputChannels], -0.1, 0.1, requiresGrad: true)
    let dense = Tensor.uniform(shape, -1, 1)
    func operation(_ name: String, on x: Tensor, gradient: Tensor) -> NetworkOperation {
      NetworkOperation(
        name: name, shape: Self.shape(x.shape, shape), forwardCost: .convolution(size),
        backwardCost: .convolutionBackward(size, needsInput: !isFirst),
        leaves: isFirst ? [weight, bias] : [x, weight, bias], gradient: gradient.channelsLast,
        input: { x }, output: { conv2d($0, weight, bias) })
    }
    if isFirst { return append(operation(name, on: x, gradient: dense)) }

    // Nothing to skip: this is how near to the machine's peak it comes.
    let full = Tensor.uniform(x.shape, 0.1, 1).channelsLast.asLeaf
    all.append(operation(name, on: full, gradient: dense))
    // And this is how it is in training.
    let isKept = Tensor.rand(shape).values.map { $0 < Self.density }
    let values = zip(dense.values, isKept).map { $1 ? $0 : 0 }
    return append(
      operation(
        "\(name), with the zeros of training", on: x, gradient: Tensor(values, shape: shape)))
  }

  /// ReLU changes numbers in place where nobody else holds them: each round gets its own.
  private mutating func relu(_ name: String, _ x: Tensor) -> Tensor {
    append(
      NetworkOperation(
        name: name, shape: Self.shape(x.shape, x.shape), forwardCost: .relu(count: x.count),
        backwardCost: .reluBackward(count: x.count), leaves: [],
        gradient: Tensor.uniform(x.shape, -1, 1).channelsLast, input: { x.channelsLast.asLeaf },
        output: { (x: consuming Tensor) in Tensors.relu(x) }))
  }

  private mutating func maxPooling(_ name: String, _ input: Tensor) -> Tensor {
    let x = input.asLeaf
    let size = PoolingSize(
      batch: x.shape[0], channels: x.shape[1], inputHeight: x.shape[2], inputWidth: x.shape[3],
      kernel: 2, stride: 2, padding: 0)
    let shape = [size.batch, size.channels, size.outputHeight, size.outputWidth]
    return append(
      NetworkOperation(
        name: name, shape: Self.shape(x.shape, shape), forwardCost: .maxPooling(size),
        backwardCost: .maxPoolingBackward(size), leaves: [x],
        gradient: Tensor.uniform(shape, -1, 1).channelsLast, input: { x },
        output: { maxPool2d($0, kernelSize: 2) }))
  }

  private mutating func linear(_ name: String, _ input: Tensor, outputs: Int) -> Tensor {
    let x = input.asLeaf
    let (rows, inputs) = (x.shape[0], x.shape[1])
    let weight = Tensor.uniform([outputs, inputs], -0.1, 0.1, requiresGrad: true)
    let bias = Tensor.uniform([outputs], -0.1, 0.1, requiresGrad: true)
    return append(
      NetworkOperation(
        name: name, shape: Self.shape(x.shape, [rows, outputs]),
        forwardCost: .linear(rows: rows, inputs: inputs, outputs: outputs),
        backwardCost: .linearBackward(rows: rows, inputs: inputs, outputs: outputs),
        leaves: [x, weight, bias], gradient: Tensor.uniform([rows, outputs], -1, 1),
        input: { x }, output: { Tensors.linear($0, weight, bias) }))
  }

  private mutating func crossEntropy(_ name: String, _ input: Tensor) {
    let x = input.asLeaf
    let (rows, classes) = (x.shape[0], x.shape[1])
    let labels = IntTensor((0..<rows).map { $0 % classes })
    all.append(
      NetworkOperation(
        name: name, shape: Self.shape(x.shape, [rows, 1]),
        forwardCost: .crossEntropy(rows: rows, classes: classes),
        backwardCost: .crossEntropyBackward(rows: rows, classes: classes), leaves: [x],
        gradient: Tensor(1), input: { x }, output: { Tensors.crossEntropy($0, labels) }))
  }

  /// What becomes of one image: `32×13×13 → 64×11×11`.
  private static func shape(_ input: [Int], _ output: [Int]) -> String {
    [input, output].map { shape in
      shape.dropFirst().map(String.init).joined(separator: "×")
    }.joined(separator: " → ")
  }
}
