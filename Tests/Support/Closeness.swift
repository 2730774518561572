import Testing

/// Expects two lists of numbers to agree: `|actual − expected| ≤ tolerance · max(1, |expected|)`.
///
/// So the tolerance is absolute for small numbers and relative for large ones. NaN agrees with NaN,
/// and an infinity with itself. A failure names how many differ, the first, and the largest
/// difference.
public func expectClose(
  _ actual: [Float], _ expected: [Float], within tolerance: Double, _ what: String = "numbers",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectAgreement(actual, expected, what, sourceLocation) { a, e in
    if a == e || (a.isNaN && e.isNaN) { return 0 }
    let distance = abs(Double(a) - Double(e)) / max(1, abs(Double(e)))
    return distance <= tolerance ? 0 : (distance.isNaN ? .infinity : distance)
  }
}

/// Expects two lists of numbers to be the same bits: 0 differs from −0.
public func expectSameBits(
  _ actual: [Float], _ expected: [Float], _ what: String = "numbers",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectAgreement(actual, expected, what, sourceLocation) { a, e in
    a.bitPattern == e.bitPattern ? 0 : max(abs(Double(a) - Double(e)), .leastNonzeroMagnitude)
  }
}

/// `excess` is 0 where two numbers agree, and else how far apart they are.
private func expectAgreement(
  _ actual: [Float], _ expected: [Float], _ what: String, _ sourceLocation: SourceLocation,
  _ excess: (Float, Float) -> Double
) {
  guard actual.count == expected.count else {
    Issue.record(
      "\(what): \(actual.count) numbers, expected \(expected.count)",
      sourceLocation: sourceLocation)
    return
  }
  var wrong = 0
  var first: Int?
  var largest = (index: 0, excess: 0.0)
  for index in actual.indices {
    let excess = excess(actual[index], expected[index])
    guard excess > 0 else { continue }
    wrong += 1
    first = first ?? index
    if excess > largest.excess { largest = (index, excess) }
  }
  guard let first else { return }
  func text(_ index: Int) -> String {
    "\(actual[index]) instead of \(expected[index]) at \(index)"
  }
  Issue.record(
    """
    \(what): \(wrong) of \(actual.count) differ; first \(text(first)); \
    largest difference \(text(largest.index))
    """, sourceLocation: sourceLocation)
}
