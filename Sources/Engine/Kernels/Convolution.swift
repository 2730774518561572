/// Sliding a small window of weights over images: forward, and back to its three inputs.
///
/// With N images, C channels in and O out, and a window of K × K:
/// `output[n, o, y, x] = bias[o] + Σ_c Σ_i Σ_j weight[o, c, i, j] ·
/// input[n, c, y·stride + i·dilation − padding, x·stride + j·dilation − padding]`,
/// where what lies outside of the image counts as 0.
///
/// The plain loops here are that definition, on arrays as PyTorch shows them: input N × C × H × W,
/// weight O × C × K × K, output N × O × H′ × W′. They are the reference for the fast ones in the
/// files beside this one, which are given images channels last.
package enum Convolution {
  /// The output by its definition.
  package static func plainForward(
    _ size: ConvolutionSize, input: [Float], weight: [Float], bias: [Float]?,
    into output: UnsafeMutableBufferPointer<Float>
  ) {
    let kernel: StaticString = "Convolution.plainForward"
    require(input.count, is: size.inputCount, "input", of: kernel)
    require(weight.count, is: size.weightCount, "weight", of: kernel)
    if let bias { require(bias.count, is: size.outputChannels, "bias", of: kernel) }
    require(output.count, is: size.outputCount, "output", of: kernel)
    let positions = size.positions
    for i in 0..<size.outputCount {
      output[i] = bias?[i / positions % size.outputChannels] ?? 0
    }
    forEachProduct(size) { i, w, o in output[o] += weight[w] * input[i] }
  }

  /// How the loss changes with each element of the input: all products that it is in, the weight
  /// times the gradient of the output.
  package static func plainInputGradient(
    _ size: ConvolutionSize, outputGradient: [Float], weight: [Float],
    into inputGradient: UnsafeMutableBufferPointer<Float>
  ) {
    let kernel: StaticString = "Convolution.plainInputGradient"
    require(inputGradient.count, is: size.inputCount, "input gradient", of: kernel)
    require(weight.count, is: size.weightCount, "weight", of: kernel)
    require(outputGradient.count, is: size.outputCount, "output gradient", of: kernel)
    inputGradient.initialize(repeating: 0)
    forEachProduct(size) { i, w, o in inputGradient[i] += weight[w] * outputGradient[o] }
  }

  /// How the loss changes with each weight: all products that it is in, the input times the
  /// gradient of the output.
  package static func plainWeightGradient(
    _ size: ConvolutionSize, input: [Float], outputGradient: [Float],
    into weightGradient: UnsafeMutableBufferPointer<Float>
  ) {
    let kernel: StaticString = "Convolution.plainWeightGradient"
    require(input.count, is: size.inputCount, "input", of: kernel)
    require(weightGradient.count, is: size.weightCount, "weight gradient", of: kernel)
    require(outputGradient.count, is: size.outputCount, "output gradient", of: kernel)
    weightGradient.initialize(repeating: 0)
    forEachProduct(size) { i, w, o in weightGradient[w] += input[i] * outputGradient[o] }
  }

  /// Every product that a convolution is made of: where its input, its weight and its output stand.
  @inline(__always)
  private static func forEachProduct(
    _ size: ConvolutionSize, _ body: (_ input: Int, _ weight: Int, _ output: Int) -> Void
  ) {
    var output = 0
    for n in 0..<size.batch {
      for o in 0..<size.outputChannels {
        for y in 0..<size.outputHeight {
          for x in 0..<size.outputWidth {
            for c in 0..<size.inputChannels {
              for i in 0..<size.kernel {
                for j in 0..<size.kernel {
                  let row = y * size.stride + i * size.dilation - size.padding
                  let column = x * size.stride + j * size.dilation - size.padding
                  guard (0..<size.inputHeight).contains(row),
                    (0..<size.inputWidth).contains(column)
                  else { continue }
                  let image = (n * size.inputChannels + c) * size.inputHeight
                  let filter = (o * size.inputChannels + c) * size.kernel
                  body(
                    (image + row) * size.inputWidth + column, (filter + i) * size.kernel + j,
                    output)
                }
              }
            }
            output += 1
          }
        }
      }
    }
  }
}
