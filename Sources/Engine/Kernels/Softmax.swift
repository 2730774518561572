import Foundation

/// From scores to logarithms of probabilities, row by row.
package enum Softmax {
  /// `result[j] = a[j] − log Σ_k exp(a[k])` for each row of `columns` scores.
  ///
  /// The row's largest score is taken off first: `exp` of a score of 1,000 is infinite, and `exp`
  /// of the differences is at most 1.
  package static func logSoftmax(
    _ a: [Float], rows: Int, columns: Int, into result: UnsafeMutableBufferPointer<Float>
  ) {
    require(a.count, is: rows * columns, "input", of: "Softmax.logSoftmax")
    require(result.count, is: a.count, "result", of: "Softmax.logSoftmax")
    if a.isEmpty { return }
    let result = result.start
    withPointers(a) { a in
      Threads.forEachRange(rows, length: 256) { range in
        for row in range {
          let source = a + row * columns
          let target = result + row * columns
          var largest = source[0]
          for j in 1..<columns where source[j] > largest { largest = source[j] }
          var sum: Float = 0
          for j in 0..<columns { sum += exp(source[j] - largest) }
          let logarithm = log(sum)
          for j in 0..<columns { target[j] = source[j] - largest - logarithm }
        }
      }
    }
  }

  /// `gradient[j] − softmax[j] · Σ_k gradient[k]`, with `softmax = exp(output)`.
  package static func logSoftmaxGradient(
    output: [Float], outputGradient: [Float], rows: Int, columns: Int,
    into inputGradient: UnsafeMutableBufferPointer<Float>
  ) {
    let kernel: StaticString = "Softmax.logSoftmaxGradient"
    require(output.count, is: rows * columns, "output", of: kernel)
    require(outputGradient.count, is: output.count, "output gradient", of: kernel)
    require(inputGradient.count, is: output.count, "input gradient", of: kernel)
    let inputGradient = inputGradient.start
    withPointers(output, outputGradient) { output, outputGradient in
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
}
