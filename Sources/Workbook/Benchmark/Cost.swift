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

extension Cost {
  /// `2·N·O·H′·W′·C·K·K`, what meets the padding included; images and weights in, images out.
  static func convolution(_ size: ConvolutionSize) -> Cost {
    let counts = Counts(size)
    return Cost(
      operations: counts.operations,
      elements: counts.input + counts.weight + size.outputChannels + counts.output)
  }

  /// The operations of forward for the gradient of the weights, and once more for that of the
  /// images where it is needed.
  static func convolutionBackward(_ size: ConvolutionSize, needsInput: Bool) -> Cost {
    let counts = Counts(size)
    let weights = counts.output + counts.input + counts.weight + size.outputChannels
    return Cost(
      operations: counts.operations * (needsInput ? 2 : 1),
      elements: weights + (needsInput ? counts.weight + counts.input : 0))
  }

  private struct Counts {
    let input, weight, output, operations: Int

    init(_ size: ConvolutionSize) {
      input = size.batch * size.inputChannels * size.inputHeight * size.inputWidth
      let window = size.inputChannels * size.kernel * size.kernel
      weight = size.outputChannels * window
      output = size.batch * size.outputChannels * size.outputHeight * size.outputWidth
      operations = 2 * output * window
    }
  }
}

extension Cost {
  /// `2·rows·inputs·outputs`.
  static func linear(rows: Int, inputs: Int, outputs: Int) -> Cost {
    Cost(
      operations: 2 * rows * inputs * outputs,
      elements: rows * inputs + outputs * inputs + outputs + rows * outputs)
  }

  /// Twice that: the gradients of the input and of the weights.
  static func linearBackward(rows: Int, inputs: Int, outputs: Int) -> Cost {
    Cost(
      operations: 4 * rows * inputs * outputs,
      elements: rows * outputs + 2 * (rows * inputs + outputs * inputs) + outputs)
  }
}

extension Cost {
  /// One comparison for each element.
  static func relu(count: Int) -> Cost { Cost(operations: count, elements: 2 * count) }

  /// One choice for each element; result and gradient go in.
  static func reluBackward(count: Int) -> Cost { Cost(operations: count, elements: 3 * count) }

  /// `K·K − 1` comparisons for each element that comes out, and with it where it stood.
  static func maxPooling(_ size: PoolingSize) -> Cost {
    let (input, output) = counts(size)
    return Cost(
      operations: output * (size.kernel * size.kernel - 1), elements: input + 2 * output)
  }

  /// One addition for each gradient that goes in.
  static func maxPoolingBackward(_ size: PoolingSize) -> Cost {
    let (input, output) = counts(size)
    return Cost(operations: output, elements: 2 * output + input)
  }

  private static func counts(_ size: PoolingSize) -> (input: Int, output: Int) {
    let images = size.batch * size.channels
    return (
      images * size.inputHeight * size.inputWidth, images * size.outputHeight * size.outputWidth
    )
  }

  /// For each score a comparison, a subtraction, an exponential, an addition and a subtraction.
  static func crossEntropy(rows: Int, classes: Int) -> Cost {
    Cost(operations: 5 * rows * classes, elements: rows * classes + rows + 1)
  }

  /// For each score an exponential, a subtraction and a multiplication.
  static func crossEntropyBackward(rows: Int, classes: Int) -> Cost {
    Cost(operations: 3 * rows * classes, elements: 2 * rows * classes + rows)
  }
}
