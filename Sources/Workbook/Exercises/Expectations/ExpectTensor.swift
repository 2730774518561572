import Tensors

/// Fails where two tensors differ in their shape, or a number in one is further than `tolerance`
/// from the one in the other: absolutely up to 1, relatively above.
///
/// The failure names the first difference and the largest.
///
/// - Parameters:
///   - what: what it is, with its article: `the normalized batch`.
///   - mistakes: wrong results that have a known cause.
package func expect(
  _ what: String, _ got: Tensor, isCloseTo expected: Tensor, within tolerance: Float = 1e-4,
  mistakes: [Mistake<Tensor>] = []
) throws(CheckFailure) {
  guard got.shape == expected.shape else {
    throw CheckFailure(
      "\(what) has the wrong shape", expected: "\(expected.shape)", got: "\(got.shape)",
      diagnosis: mistakes.first { isClose(got, $0.value, tolerance) }?.diagnosis)
  }
  let (values, expectedValues) = (got.values, expected.values)
  let wrong = values.indices.filter { !isClose(values[$0], expectedValues[$0], tolerance) }
  guard let first = wrong.first else { return }
  func distance(_ index: Int) -> Float {
    let distance = abs(values[index] - expectedValues[index])
    return distance.isNaN ? .infinity : distance
  }
  let largest = wrong.max { distance($0) < distance($1) } ?? first

  func place(_ index: Int) -> String { "at \(indices(of: index, in: got.shape))" }
  var expectedText = "\(expectedValues[first]) \(place(first))"
  var gotText = "\(values[first]), the first of \(wrong.count) that differ, of \(got.count)"
  if largest != first {
    expectedText += "; \(expectedValues[largest]) \(place(largest))"
    gotText += "; \(values[largest]), the largest difference"
  }
  throw CheckFailure(
    "\(what) is wrong", expected: expectedText, got: gotText,
    diagnosis: mistakes.first { isClose(got, $0.value, tolerance) }?.diagnosis)
}

/// Whether two tensors have one shape and numbers that are close.
private func isClose(_ left: Tensor, _ right: Tensor, _ tolerance: Float) -> Bool {
  left.shape == right.shape
    && zip(left.values, right.values).allSatisfy { isClose($0, $1, tolerance) }
}

private func isClose(_ got: Float, _ expected: Float, _ tolerance: Float) -> Bool {
  got == expected || abs(got - expected) <= tolerance * max(1, abs(expected))
}

/// Where the number at `index` of the values stands: one index for each dimension.
private func indices(of index: Int, in shape: [Int]) -> [Int] {
  var rest = index
  return shape.reversed().map { size in
    defer { rest /= size }
    return rest % size
  }.reversed()
}
