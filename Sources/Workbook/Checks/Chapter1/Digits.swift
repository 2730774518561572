import Datasets
import Exercises
import Tensors

/// The training digits of these numbers, straight from the files that ship with the package: a
/// reader may have changed how the chapter loads them.
func digits(_ range: Range<Int>) throws -> Tensor {
  try MNIST(train: true).batch(Array(range)).images
}

extension Tensor {
  /// The standard deviation of all pixels, in which each pixel counts the same.
  var deviation: Float {
    let mean = values.reduce(0) { $0 + Double($1) } / Double(count)
    let squares = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return Float((squares / Double(count)).squareRoot())
  }
}
