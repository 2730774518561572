import Exercises
import Foundation
import Tensors

/// Fails where what was computed from some scores does not hand back the gradient that the engine's
/// own function would: somewhere on the way a value left the graph.
///
/// - Parameters:
///   - names: functions of the engine that are not to be used.
///   - mistakes: wrong gradients that have a known cause, for these weights of the results.
func expectGradient(
  through answer: (Tensor) throws -> Tensor, as reference: (Tensor) -> Tensor, at rows: [[Float]],
  without names: [String], within tolerance: Float = 1e-3,
  mistakes: (_ weights: Tensor) -> [Mistake<Tensor>] = { _ in [] }
) throws {
  func gradient(_ function: (Tensor) throws -> Tensor) rethrows -> Tensor? {
    let scores = Tensor(rows, requiresGrad: true)
    let result = try function(scores)
    guard result.requiresGrad else { return nil }
    (result * weights(of: result)).sum().backward()
    return scores.grad
  }
  // Weights of their own, since the shares of a row add up to 1 whatever the scores are.
  func weights(of result: Tensor) -> Tensor {
    Tensor((0..<result.count).map { 1 + Float($0) }).reshape(result.shape)
  }
  let expected = gradient(reference)!
  let (gradient, called) = try CalledFunctions.during { try gradient(answer) }
  guard let got = gradient else {
    let engines = names.first(where: called.contains).map {
      " And \($0) of the engine is not yours."
    }
    throw CheckFailure(
      "no gradient can get through: the result has no history",
      diagnosis: "item(), values, detach() and noGrad leave the graph: what comes after them hands "
        + "back no gradient, and a network could not learn from it." + (engines ?? ""))
  }
  try explaining(
    got.values.contains(where: \.isNaN)
      ? "On the way back 0 is multiplied by infinity. The result may hide an infinite power of e; "
        + "its slope does not. No power may become that large in the first place."
      : "A part of the gradient is lost, or too much. item(), values, detach() and noGrad leave the "
        + "graph: a number that was taken out there counts as fixed. An operation of your own has "
        + "to go back right."
  ) {
    try expect(
      "the gradient of the scores \(rows)", got, isCloseTo: expected, within: tolerance,
      mistakes: mistakes(weights(of: reference(Tensor(rows)))))
  }
}

/// What `body` returns. Fails where it has called one of these functions of the engine: the engine
/// has done what the reader was to do.
///
/// - Parameters:
///   - names: what they are called in a program.
///   - tools: what may be used instead.
func expectOwnWork<Result>(
  without names: [String], with tools: String, _ body: () throws -> Result
) throws -> Result {
  let (result, called) = try CalledFunctions.during(body)
  if let name = names.first(where: called.contains) {
    throw CheckFailure(
      "\(name == "backward" ? "backward()" : name) of the engine did the work",
      diagnosis: "That is your part. Write it with \(tools).")
  }
  return result
}

/// What `body` returns. Fails where one of the tensors is not the same afterwards as before, to the
/// last bit: they belong to whoever handed them in.
///
/// - Parameter tensors: what each of them is called: `the scores`.
func expectUntouched<Result>(
  _ tensors: KeyValuePairs<String, Tensor>, by body: () throws -> Result
) throws -> Result {
  let before = tensors.map(\.value.values)
  let result = try body()
  for ((name, tensor), old) in zip(tensors, before) {
    let new = tensor.values
    guard let place = old.indices.first(where: { old[$0].bitPattern != new[$0].bitPattern })
    else { continue }
    let isRounding = abs(old[place] - new[place]) <= 1e-5 * max(1, abs(old[place]))
    throw CheckFailure(
      "\(name) afterwards is not the same as before", expected: "\(old[place])",
      got: "\(new[place])",
      diagnosis: isRounding
        ? "Adding a number and taking it off again rounds twice. Remember the old number, and put "
          + "that back."
        : "mutate changes a tensor for everybody who holds it. Change a copy: of its values, or "
          + "what detach() gives.")
  }
  return result
}

/// Whether two tensors have one shape and nearly the same elements.
func areClose(_ left: Tensor, _ right: Tensor, within tolerance: Float = 1e-5) -> Bool {
  left.shape == right.shape
    && zip(left.values, right.values).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}

extension Tensor {
  /// 1 at the label of each row, 0 elsewhere.
  static func oneHot(_ labels: [Int], classes: Int) -> Tensor {
    Tensor(labels.map { label in (0..<classes).map { $0 == label ? 1 : 0 } })
  }

  /// The softmax of each row, in double precision.
  var plainSoftmax: [[Double]] {
    (0..<shape[0]).map { row in
      let scores = self[row].values.map { Double($0) }
      let largest = scores.max()!
      let powers = scores.map { Foundation.exp($0 - largest) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
  }
}

/// What an operation's backward gives, called by itself, after its forward: in the way in which
/// `apply` and `backward()` call them.
func gradients(
  of operation: any AutogradFunction, inputs: [Tensor], from outputGradient: Tensor
) -> [Tensor?] {
  noGrad {
    let context = FunctionContext(of: "\(type(of: operation))", inputs: inputs)
    _ = operation.forward(inputs, context)
    return operation.backward(outputGradient, context)
  }
}

/// Fails where an operation's backward does not give one gradient for each input, of its shape, or
/// changes what it was given. `apply` would stop the program there.
///
/// - Parameters:
///   - inputs: what each of them is called, in their order: `x`.
///   - mistakes: wrong shapes of some input's gradient that have a known cause.
func expectGradients(
  of operation: any AutogradFunction, inputs: KeyValuePairs<String, Tensor>,
  from outputGradient: Tensor, mistakes: [String: [Mistake<[Int]>]] = [:]
) throws {
  let all = inputs.map(\.value)
  // To the operation each of them is a new tensor: who changes it changes that.
  let given = outputGradient.detach()
  let got = gradients(of: operation, inputs: all, from: given)
  try explaining(
    "Whoever else got this gradient sees the change: + hands the same one to both of its inputs. "
      + "Change a copy: of its values, or what detach() gives."
  ) {
    try expect(
      "outputGradient after backward", given, isCloseTo: outputGradient, within: 0)
  }
  let names = inputs.map(\.key).joined(separator: ", ")
  try expect(
    "the number of gradients that backward gives", got.count, is: all.count,
    mistakes: [
      Mistake(0, "The list is empty. It has to hold one for each input: \(names)."),
      Mistake(got.count, "There has to be one for each input, in their order: \(names)."),
    ])
  for ((name, input), gradient) in zip(inputs, got) {
    guard let gradient else {
      throw CheckFailure(
        "no gradient reached \(name)",
        diagnosis: "backward gave nil for it. It has to be a tensor of the shape \(input.shape)"
          + (all.count > 1 ? ", in the order of the inputs: \(names)." : "."))
    }
    let exchanged = inputs.first { $0.value !== input && $0.value.shape == gradient.shape }
    try expect(
      "the shape of the gradient of \(name)", gradient.shape, is: input.shape,
      mistakes: (mistakes[name] ?? [])
        + [
          Mistake(
            exchanged?.value.shape ?? [-1],
            "That is the shape of \(exchanged?.key ?? ""). The gradients come in the order of the "
              + "inputs: \(names)."),
          Mistake([input.count], "It is flat. Tensor(_:shape:) gives it the input's shape."),
          Mistake([], "That is one number. Each element has a gradient of its own."),
        ])
  }
}
