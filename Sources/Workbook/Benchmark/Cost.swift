import Kernels

/// What an operation takes by its definition: floating-point operations, and numbers that go in and
/// come out.
///
/// The number of operations divided by that of bytes says what an operation waits for: many for each
/// byte, and it computes; few, and it waits for memory. Biases are not counted among the operations,
/// they are less than one in a hundred. A comparison counts as one, and so does a logarithm.
public struct Cost: Equatable, Sendable {
  /// Floating-point operations; a multiplication and an addition are two.
  public let operations: Int
  /// Bytes that have to be read or written, each once.
  public let bytes: Int

  /// `numbers` of 4 bytes go in or come out.
  init(operations: Int, numbers: Int) {
    self.operations = operations
    self.bytes = 4 * numbers
  }
}

extension Cost {
  /// `2·N·O·H′·W′·C·K·K`, what meets the padding included; images and weights in, images out.
  static func convolution(_ size: ConvolutionSize) -> Cost {
    Cost(
      operations: operations(size),
      numbers: size.inputCount + size.weightCount + size.outputChannels + size.outputCount)
  }

  /// The operations of forward for the gradient of the weights, and once more for that of the
  /// images where it is needed.
  static func convolutionBackward(_ size: ConvolutionSize, needsInput: Bool) -> Cost {
    let weights = size.outputCount + size.inputCount + size.weightCount + size.outputChannels
    return Cost(
      operations: operations(size) * (needsInput ? 2 : 1),
      numbers: weights + (needsInput ? size.weightCount + size.inputCount : 0))
  }

  private static func operations(_ size: ConvolutionSize) -> Int {
    2 * size.outputCount * size.patchCount
  }
}

extension Cost {
  /// `2·rows·inputs·outputs`.
  static func linear(rows: Int, inputs: Int, outputs: Int) -> Cost {
    Cost(
      operations: 2 * rows * inputs * outputs,
      numbers: rows * inputs + outputs * inputs + outputs + rows * outputs)
  }

  /// Twice that: the gradients of the input and of the weights.
  static func linearBackward(rows: Int, inputs: Int, outputs: Int) -> Cost {
    Cost(
      operations: 4 * rows * inputs * outputs,
      numbers: rows * outputs + 2 * (rows * inputs + outputs * inputs) + outputs)
  }
}

extension Cost {
  /// One comparison for each number.
  static func relu(count: Int) -> Cost { Cost(operations: count, numbers: 2 * count) }

  /// One choice for each number; result and gradient go in.
  static func reluBackward(count: Int) -> Cost { Cost(operations: count, numbers: 3 * count) }

  /// `K·K − 1` comparisons for each number that comes out, and with it where it stood.
  static func maxPooling(_ size: PoolingSize) -> Cost {
    Cost(
      operations: size.outputCount * (size.kernel * size.kernel - 1),
      numbers: size.inputCount + 2 * size.outputCount)
  }

  /// One addition for each gradient that goes in.
  static func maxPoolingBackward(_ size: PoolingSize) -> Cost {
    Cost(operations: size.outputCount, numbers: 2 * size.outputCount + size.inputCount)
  }

  /// For each score a comparison, a subtraction, an exponential, an addition and a subtraction.
  static func crossEntropy(rows: Int, classes: Int) -> Cost {
    Cost(operations: 5 * rows * classes, numbers: rows * classes + rows + 1)
  }

  /// For each score an exponential, a subtraction and a multiplication.
  static func crossEntropyBackward(rows: Int, classes: Int) -> Cost {
    Cost(operations: 3 * rows * classes, numbers: 2 * rows * classes + rows)
  }
}
