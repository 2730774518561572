import Kernels

/// What an operation takes by its definition: floating-point operations, and elements that go in and
/// come out.
///
/// The operations divided by the bytes say what an operation waits for: many for each
/// byte, and it computes; few, and it waits for memory. Biases are not counted among the operations,
/// they are less than one in a hundred. A comparison counts as one, and so does a logarithm.
package struct Cost: Equatable, Sendable {
  /// Floating-point operations; a multiplication and an addition are two.
  package let operations: Int
  /// Bytes that have to be read or written, each once.
  package let bytes: Int

  /// `elements` of 4 bytes go in or come out.
  init(operations: Int, elements: Int) {
    self.operations = operations
    self.bytes = 4 * elements
  }
}

/// What an operation of a network takes in each direction.
struct Costs: Equatable {
  let forward: Cost
  let backward: Cost

  /// `2·N·O·H′·W′·C·K·K`, what meets the padding included; images and weights in, images out.
  ///
  /// Backward the same for the gradient of the weights, and once more for that of the images where
  /// it is needed.
  static func convolution(_ size: ConvolutionSize, needsInput: Bool = true) -> Costs {
    let operations = 2 * size.outputCount * size.patchCount
    let elements = size.inputCount + size.weightCount + size.outputChannels + size.outputCount
    return Costs(
      forward: Cost(operations: operations, elements: elements),
      backward: Cost(
        operations: operations * (needsInput ? 2 : 1),
        elements: elements + (needsInput ? size.weightCount + size.inputCount : 0)))
  }

  /// A convolution of single pixels: `2·rows·inputs·outputs`.
  static func linear(rows: Int, inputs: Int, outputs: Int) -> Costs {
    convolution(
      ConvolutionSize(
        batch: rows, inputChannels: inputs, inputHeight: 1, inputWidth: 1, outputChannels: outputs,
        kernel: 1, stride: 1, padding: 0, dilation: 1))
  }

  /// One comparison for each element. Backward one choice, for which result and gradient go in.
  static func relu(count: Int) -> Costs {
    Costs(
      forward: Cost(operations: count, elements: 2 * count),
      backward: Cost(operations: count, elements: 3 * count))
  }

  /// `K·K − 1` comparisons for each element that comes out, and with it where it stood. Backward
  /// one addition for each gradient that goes in.
  static func maxPooling(_ size: PoolingSize) -> Costs {
    let elements = size.inputCount + 2 * size.outputCount
    return Costs(
      forward: Cost(
        operations: size.outputCount * (size.kernel * size.kernel - 1), elements: elements),
      backward: Cost(operations: size.outputCount, elements: elements))
  }

  /// For each score a comparison, a subtraction, an exponential, an addition and a subtraction.
  /// Backward an exponential, a subtraction and a multiplication.
  static func crossEntropy(rows: Int, classes: Int) -> Costs {
    let scores = rows * classes
    return Costs(
      forward: Cost(operations: 5 * scores, elements: scores + rows + 1),
      backward: Cost(operations: 3 * scores, elements: 2 * scores + rows))
  }
}
