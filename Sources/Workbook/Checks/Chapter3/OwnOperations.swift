import Tensors

/// Fails where one of these operations has been recorded on the way to the result: the engine has
/// done what the reader was to do.
///
/// - Parameters:
///   - result: computed from a tensor that requires a gradient; one without a history passes.
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
        diagnosis: "That was to be your part. Write it with exp, log, sum and max.")
    }
    open += node.nextFunctions
  }
}
