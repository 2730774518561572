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
public enum Convolution {
  /// The output by its definition.
  public static func plainForward(
    _ size: ConvolutionSize, input: UnsafePointer<Float>, weight: UnsafePointer<Float>,
    bias: UnsafePointer<Float>?, into output: UnsafeMutablePointer<Float>
  ) {
    let positions = size.positions
    for i in 0..<size.batch * size.outputChannels * positions {
      output[i] = bias?[i / positions % size.outputChannels] ?? 0
    }
    forEachProduct(size) { i, w, o in output[o] += weight[w] * input[i] }
  }

  /// How the loss changes with each input number: all products that it is in, the weight times what
  /// is known of the output.
  public static func plainInputGradient(
    _ size: ConvolutionSize, outputGradient: UnsafePointer<Float>, weight: UnsafePointer<Float>,
    into inputGradient: UnsafeMutablePointer<Float>
  ) {
    inputGradient.update(repeating: 0, count: size.batch * size.imageCount)
    forEachProduct(size) { i, w, o in inputGradient[i] += weight[w] * outputGradient[o] }
  }

  /// How the loss changes with each weight: all products that it is in, the input times what is
  /// known of the output.
  public static func plainWeightGradient(
    _ size: ConvolutionSize, input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
    into weightGradient: UnsafeMutablePointer<Float>
  ) {
    weightGradient.update(repeating: 0, count: size.outputChannels * size.patchCount)
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
