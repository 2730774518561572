/// Keeping the largest number of each window.
///
/// Every plane (one channel of one image) is by itself: input planes × H × W, output planes × H′ ×
/// W′.
public enum MaxPooling {
  /// `output[y, x]` is the largest of the K × K window at (y·stride − padding, x·stride − padding);
  /// `indices` remembers where in the plane it stood, for the way back.
  ///
  /// Of equal numbers the first counts, and a NaN wins, as in PyTorch. What lies outside of the
  /// plane never wins.
  public static func forward(
    planes: Int, height: Int, width: Int, kernel: Int, stride: Int, padding: Int,
    input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>,
    indices: UnsafeMutablePointer<Int32>
  ) {
    let outputHeight = ConvolutionSize.output(
      height, kernel: kernel, stride: stride, padding: padding, dilation: 1)
    let outputWidth = ConvolutionSize.output(
      width, kernel: kernel, stride: stride, padding: padding, dilation: 1)
    Threads.forEachRange(planes, length: 16) { range in
      for plane in range {
        let source = input + plane * height * width
        var target = plane * outputHeight * outputWidth
        for y in 0..<outputHeight {
          let top = y * stride - padding
          let rows = max(0, top)..<min(height, top + kernel)
          for x in 0..<outputWidth {
            let left = x * stride - padding
            let columns = max(0, left)..<min(width, left + kernel)
            var bestIndex = rows.lowerBound * width + columns.lowerBound
            var best = source[bestIndex]
            for row in rows {
              for column in columns {
                let value = source[row * width + column]
                if value > best || (value.isNaN && !best.isNaN) {
                  best = value
                  bestIndex = row * width + column
                }
              }
            }
            output[target] = best
            indices[target] = Int32(truncatingIfNeeded: bestIndex)
            target += 1
          }
        }
      }
    }
  }

  /// The way back: a window's gradient goes to the pixel that won, and the others get none.
  public static func backward(
    planes: Int, inputPlane: Int, outputPlane: Int,
    outputGradient: UnsafePointer<Float>, indices: UnsafePointer<Int32>,
    into inputGradient: UnsafeMutablePointer<Float>
  ) {
    Threads.forEachRange(planes, length: 16) { range in
      for plane in range {
        let target = inputGradient + plane * inputPlane
        target.update(repeating: 0, count: inputPlane)
        let first = plane * outputPlane
        for i in first..<first + outputPlane {
          target[Int(indices[i])] += outputGradient[i]
        }
      }
    }
  }
}
