import Exercises
import Tensors

/// Fails where what was computed from some scores does not hand back the gradient that the engine's
/// own function would: somewhere on the way a value left the graph.
func expectGradient(
  through answer: (Tensor) -> Tensor, as reference: (Tensor) -> Tensor, at rows: [[Float]]
) throws {
  func gradient(_ function: (Tensor) -> Tensor) -> Tensor? {
    let scores = Tensor(rows, requiresGrad: true)
    let result = function(scores)
    guard result.requiresGrad else { return nil }
    // Weights of their own, since the shares of a row add up to 1 whatever the scores are.
    let weights = Tensor((0..<result.count).map { 1 + Float($0) }).reshape(result.shape)
    (result * weights).sum().backward()
    return scores.grad
  }
  let diagnosis =
    "item(), values, detach() and noGrad leave the graph: what comes after them hands back no "
    + "gradient, and a network could not learn from it."
  guard let got = gradient(answer), let expected = gradient(reference) else {
    throw CheckFailure(
      "no gradient can get through: the result has no history", diagnosis: diagnosis)
  }
  try explaining(diagnosis) {
    try expect("the gradient of the scores \(rows)", got, isCloseTo: expected, within: 1e-3)
  }
}

/// Fails where one of these operations has been recorded on the way to the result: the engine has
/// done what the reader was to do.
///
/// - Parameters:
///   - result: computed from a tensor that requires a gradient. One without a history says nothing
///     about that; ``expectGradient(through:as:at:)`` comes first.
///   - operations: their names in the graph, and what they are called in a program.
func expectOwnWork(
  _ result: Tensor, without operations: [String: String]
) throws(CheckFailure) {
  var seen: Set<ObjectIdentifier> = []
  var open = [result.gradFn].compactMap(\.self)
  while let node = open.popLast() {
    guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
    if let name = operations[node.name] {
      throw CheckFailure(
        "\(name) of the engine did the work",
        diagnosis: "That is your part. Write it with exp, log, sum and max.")
    }
    open += node.nextFunctions
  }
}
