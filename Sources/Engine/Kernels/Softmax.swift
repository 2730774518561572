import Foundation

/// From scores to logarithms of probabilities, row by row.
public enum Softmax {
  /// `result[j] = a[j] − log Σ_k exp(a[k])` for each row of `columns` numbers.
  ///
  /// The row's largest number is taken off first: `exp` of a score of 1,000 is infinite, and `exp`
  /// of the differences is at most 1.
  public static func logSoftmax(
    _ a: UnsafePointer<Float>, rows: Int, columns: Int, into result: UnsafeMutablePointer<Float>
  ) {
    Threads.forEachRange(rows, length: 256) { range in
      for row in range {
        let source = a + row * columns
        let target = result + row * columns
        var largest = source[0]
        for j in 1..<max(1, columns) where source[j] > largest { largest = source[j] }
        var sum: Float = 0
        for j in 0..<columns { sum += exp(source[j] - largest) }
        let logarithm = log(sum)
        for j in 0..<columns { target[j] = source[j] - largest - logarithm }
      }
    }
  }

  /// `gradient[j] − softmax[j] · Σ_k gradient[k]`, with `softmax = exp(output)`.
  public static func logSoftmaxGradient(
    output: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, rows: Int, columns: Int,
    into inputGradient: UnsafeMutablePointer<Float>
  ) {
    Threads.forEachRange(rows, length: 256) { range in
      for row in range {
        let first = row * columns
        let sum = Reduction.sum(outputGradient + first, count: columns)
        for j in first..<first + columns {
          inputGradient[j] = outputGradient[j] - exp(output[j]) * sum
        }
      }
    }
  }
}
