import Foundation

/// A wrong result that shows by itself how it came about, and what to say about it.
package struct Mistake<Value> {
  package let value: Value
  package let diagnosis: String

  package init(_ value: Value, _ diagnosis: String) {
    self.value = value
    self.diagnosis = diagnosis
  }
}

/// Fails with the message where the condition does not hold.
package func expect(
  _ condition: Bool, _ message: String, diagnosis: String? = nil
) throws(CheckFailure) {
  guard condition else { throw CheckFailure(message, diagnosis: diagnosis) }
}

/// Fails where `got` is something else than `expected`.
///
/// - Parameters:
///   - what: what it is, with its article: `the number of ones`.
///   - mistakes: wrong values that have a known cause.
package func expect<Value: Equatable>(
  _ what: String, _ got: Value, is expected: Value, mistakes: [Mistake<Value>] = []
) throws(CheckFailure) {
  guard got != expected else { return }
  throw CheckFailure(
    "\(what) is wrong", expected: words(for: expected), got: words(for: got),
    diagnosis: mistakes.first { $0.value == got }?.diagnosis)
}

/// A value as a reader writes it: `3`, and not `Optional(3)`.
private func words(for value: Any) -> String {
  let mirror = Mirror(reflecting: value)
  guard mirror.displayStyle == .optional, let wrapped = mirror.children.first else {
    return "\(value)"
  }
  return words(for: wrapped.value)
}

/// Fails where two numbers are further apart than `tolerance`, or one of them is no number.
package func expect(
  _ what: String, _ got: Double, isCloseTo expected: Double, within tolerance: Double,
  mistakes: [Mistake<Double>] = []
) throws(CheckFailure) {
  func isClose(_ value: Double) -> Bool { abs(got - value) <= tolerance }
  guard !isClose(expected) else { return }
  throw CheckFailure(
    "\(what) is wrong",
    expected: "\(text(of: expected, within: tolerance)), give or take "
      + "\(text(of: tolerance, within: tolerance))",
    got: text(of: got, within: tolerance),
    diagnosis: mistakes.first { isClose($0.value) }?.diagnosis)
}

/// A number with one digit more than the tolerance has: two that are further apart read differently.
private func text(of value: Double, within tolerance: Double) -> String {
  guard tolerance > 0, value.isFinite, abs(value) < 1e9 else { return "\(value)" }
  let digits = max(0, Int((-log10(tolerance)).rounded(.up))) + 1
  return value.formatted(
    .number.precision(.fractionLength(0...digits)).grouping(.never)
      .locale(Locale(identifier: "en_US_POSIX")))
}
