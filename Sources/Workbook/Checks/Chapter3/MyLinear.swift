import Chapter3LossAndOptimizer
import Exercises
import Tensors

extension Exercise {
  /// Exercise 3.7.
  static func myLinear(
    _ make: @escaping @Sendable () -> any AutogradFunction = { MyLinear() }
  ) -> Exercise {
    /// Inputs of a batch of 2, with 3 features to 4, and what `linear` makes of them.
    @Sendable func results() throws -> (mine: LinearCase, engine: LinearCase) {
      let (mine, engine) = (LinearCase(), LinearCase())
      try mine.run { make().apply($0, $1, $2) }
      try engine.run { linear($0, $1, $2) }
      return (mine, engine)
    }

    @Sendable func compare(
      _ name: String, _ input: KeyPath<LinearCase, Tensor>,
      mistakes: (LinearCase) -> [Mistake<Tensor>]
    ) throws {
      let (mine, engine) = try results()
      guard let gradient = mine[keyPath: input].grad else {
        throw CheckFailure(
          "no gradient reached \(name)",
          diagnosis: "backward gave nil for it. The order is that of the inputs: x, weight, bias.")
      }
      try expect(
        "the gradient of \(name)", gradient, isCloseTo: engine[keyPath: input].grad!, within: 1e-4,
        mistakes: mistakes(engine))
    }

    return Exercise(
      .chapter3, 7, "A linear layer, forward and back", file: "MyLinear",
      checks: [
        Check(
          "forward gives the weighted sums, and the bias",
          hint:
            "x is [2, 3] and weight [4, 3]. The product should be [2, 4], so one of them has to be "
            + "transposed: t()."
        ) {
          let inputs = LinearCase()
          let product = inputs.x.matmul(inputs.weight.t())
          try expect(
            "the result", make().apply(inputs.x, inputs.weight, inputs.bias),
            isCloseTo: product + inputs.bias, within: 1e-5,
            mistakes: [Mistake(product, "The bias is missing.")])
        },
        Check(
          "the bias gets the sum over the batch",
          hint: "It was added to every row, so every row has a say in how the loss changes with it."
        ) {
          try compare("the bias", \.bias) { engine in
            let gradient = engine.outputGradient
            return [
              Mistake(
                gradient.mean(dim: 0), "That is the mean. The loss has averaged already: sum."),
              Mistake(
                .ones([4]), "The gradient from behind is missing: those are the slopes alone."),
              Mistake(.full([4], 2), "The gradient from behind is missing: those are counts."),
              Mistake(gradient[0], "That is the first row's. All rows have to be added up."),
            ]
          }
        },
        Check(
          "the weight gets the inputs times the gradient from behind",
          hint:
            "weight[j, i] is multiplied by x[n, i] and ends up in result[n, j], for each n. So its "
            + "gradient is a sum over n: which product of two matrices is that, and which shape does "
            + "it have?"
        ) {
          try compare("the weight", \.weight) { engine in
            let product = engine.outputGradient.t().matmul(engine.x.detach())
            let ones = Tensor.ones([4, 2]).matmul(engine.x.detach())
            return [
              Mistake(product / 2, "That is the mean. The loss has averaged already: no division."),
              Mistake(ones, "The gradient from behind is missing."),
            ]
          }
        },
        Check(
          "x gets the weights times the gradient from behind",
          hint:
            "x[n, i] goes into each result[n, j], by weight[j, i]. So its gradient is a sum over j."
        ) {
          try compare("x", \.x) { engine in
            let ones = Tensor.ones([2, 4]).matmul(engine.weight.detach())
            return [
              Mistake(ones, "The gradient from behind is missing: those are sums of weights.")
            ]
          }
        },
        Check(
          "finite differences agree",
          hint:
            "If the other checks pass and this one does not, look for what is kept from one call to "
            + "the next."
        ) {
          let inputs = LinearCase()
          try inputs.run { make().apply($0, $1, $2) }
          for (name, input) in [
            ("x", inputs.x), ("the weight", inputs.weight), ("the bias", inputs.bias),
          ] {
            try expect(
              "the gradient of \(name)", input.grad ?? .zeros(input.shape),
              isCloseTo: inputs.differences(of: input) { make().apply($0, $1, $2) }, within: 1e-2)
          }
        },
      ])
  }
}

/// Inputs of a linear layer: a batch of 2, 3 features to 4.
private final class LinearCase {
  let x = Tensor([[1, -2, 0.5], [3, 0.25, -1]], requiresGrad: true)
  let weight = Tensor(
    [[0.5, 1, -1], [2, 0.25, 0], [-0.5, 1.5, 1], [0.75, -1, 0.5]], requiresGrad: true)
  let bias = Tensor([0.1, -0.2, 0.3, 1], requiresGrad: true)
  /// What comes back from behind.
  let outputGradient = Tensor([[1, -2, 0.5, 3], [0.25, 1, -1, 2]])

  /// Goes forward and back.
  func run(_ function: (Tensor, Tensor, Tensor) -> Tensor) throws {
    let output = function(x, weight, bias)
    try expect("the shape of the result", output.shape, is: [2, 4])
    output.backward(gradient: outputGradient)
  }

  /// How the sum of the results, each times what comes back from behind, changes with each element.
  func differences(
    of input: Tensor, _ function: (Tensor, Tensor, Tensor) -> Tensor
  ) -> Tensor {
    func sum() -> Float { noGrad { (function(x, weight, bias) * outputGradient).sum().item() } }
    let h: Float = 0.125
    let slopes = input.values.enumerated().map { index, value in
      input.mutate { $0[index] = value + h }
      let above = sum()
      input.mutate { $0[index] = value - h }
      let below = sum()
      input.mutate { $0[index] = value }
      return (above - below) / (2 * h)
    }
    return Tensor(slopes, shape: input.shape)
  }
}
