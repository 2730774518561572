import Chapter3LossAndOptimizer
import Exercises
import Tensors

extension Exercise {
  /// Exercise 3.7.
  static func myLinear(
    _ make: @escaping @Sendable () -> any AutogradFunction = { MyLinear() }
  ) -> Exercise {
    /// Inputs, and what `linear` makes of them, forward and back.
    @Sendable func results(
      _ inputs: () -> LinearCase = { LinearCase() }
    ) throws -> (mine: LinearCase, engine: LinearCase) {
      let (mine, engine) = (inputs(), inputs())
      try mine.run { make().apply($0, $1, $2) }
      try engine.run { linear($0, $1, $2) }
      return (mine, engine)
    }

    @Sendable func compare(
      _ name: String, _ input: KeyPath<LinearCase, Tensor>,
      _ results: (mine: LinearCase, engine: LinearCase)
    ) throws {
      guard let gradient = results.mine[keyPath: input].grad else {
        throw CheckFailure(
          "no gradient reached \(name)",
          diagnosis: "backward gave nil for it. The order is that of the inputs: x, weight, bias.")
      }
      let expected = results.engine[keyPath: input].grad!
      try expect(
        "the gradient of \(name)", gradient, isCloseTo: expected, within: 1e-4,
        mistakes: results.engine.mistakes(of: name)
          + [
            Mistake(
              -expected, "The sign is wrong. The step against the gradient is the optimizer's."),
            Mistake(expected * 2, "Twice as much: was something added up twice?"),
            Mistake(.zeros(expected.shape), "It is 0 everywhere."),
          ])
    }

    return Exercise(
      .chapter3, 7, "A linear layer, forward and back", file: "MyLinear",
      checks: [
        Check(
          "forward gives the weighted sums, and the bias",
          hint:
            "x is [2, 3] and weight [4, 3]. The product should be [2, 4], so one of them has to be "
            + "transposed: t().",
          "[2, 3] times [3, 4] is [2, 4]. The bias is [4], and + adds it to every row."
        ) {
          let inputs = LinearCase()
          let product = noGrad { inputs.x.matmul(inputs.weight.t()) }
          let bias = inputs.bias.detach()
          let got = try expectUntouched([
            "x": inputs.x, "the weight": inputs.weight, "the bias": inputs.bias,
          ]) { make().apply(inputs.x, inputs.weight, inputs.bias) }
          try expect(
            "the result", got, isCloseTo: product + bias, within: 1e-5,
            mistakes: [
              Mistake(product, "The bias is missing."),
              Mistake(product - bias, "The bias was taken off. It is added."),
              Mistake(product + bias * 2, "The bias was added twice."),
              Mistake(product * bias, "The bias was multiplied by. It is added."),
              Mistake((product + bias).t(), "Rows and columns are exchanged: it is [batch, out]."),
              Mistake(
                Tensor.stack([product[0] + bias, product[1]]),
                "The bias is missing in the second row. Every row gets it."),
            ])
        },
        Check(
          "backward gives a gradient for each input, of its shape",
          hint: "Three inputs, so three gradients, in the same order: of x, of weight and of bias.",
          "They are [batch, in], [out, in] and [out], and outputGradient is [batch, out]. Which "
            + "products and sums of what there is have these shapes?"
        ) {
          let inputs = LinearCase()
          try expectGradients(
            of: make(),
            inputs: ["x": inputs.x, "the weight": inputs.weight, "the bias": inputs.bias],
            from: inputs.outputGradient,
            mistakes: [
              "the weight": [
                Mistake(
                  [3, 4], "It is transposed: the weight is [out, in], and this is [in, out].")
              ],
              "the bias": [
                Mistake(
                  [2, 4],
                  "That is outputGradient itself. The bias was added to every row, so the "
                    + "rows have to be added up."),
                Mistake([1, 4], "That is a matrix with one row. Without keepDim: it is a list."),
                Mistake([2], "That is a sum for each row. Add up the rows: dimension 0."),
              ],
            ])
        },
        Check(
          "the bias gets the sum over the batch", of: "backward",
          hint:
            "It was added to every row, so every row has a say in how the loss changes with it.",
          "outputGradient is [2, 4] and the bias [4]. Dimension 0 is the batch."
        ) {
          try compare("the bias", \.bias, results())
        },
        Check(
          "the weight gets the inputs times the gradient from behind", of: "backward",
          hint:
            "weight[j, i] is multiplied by x[n, i] and ends up in result[n, j], for each n. So its "
            + "gradient is a sum over n: which product of two matrices is that, and which shape does "
            + "it have?",
          "A product of two matrices sums over the inner dimension, which should be n, the batch. "
            + "[4, 2] times [2, 3] is [4, 3]."
        ) {
          try compare("the weight", \.weight, results())
        },
        Check(
          "x gets the weights times the gradient from behind", of: "backward",
          hint:
            "x[n, i] goes into each result[n, j], by weight[j, i]. So its gradient is a sum over j.",
          "A product of two matrices sums over the inner dimension, which should be j, the outputs. "
            + "[2, 4] times [4, 3] is [2, 3]."
        ) {
          try compare("x", \.x, results())
        },
        Check(
          "it fits any batch, and any number of inputs and outputs",
          hint:
            "Does a number of your test stand in the code, such as 2 or 4? The shapes have them.",
          "Where in and out are equal, a transposed matrix fits, too, and gives something else."
        ) {
          for sizes in [(3, 3, 3), (1, 1, 1), (1, 4, 2), (5, 2, 1), (4, 2, 2), (2, 5, 3)] {
            let what = "of [\(sizes.0), \(sizes.1)] with a weight [\(sizes.2), \(sizes.1)]"
            let results = try results { LinearCase(sizes) }
            try expect(
              "the result \(what)", results.mine.output!, isCloseTo: results.engine.output!,
              within: 1e-4)
            for (name, input) in [
              ("x", \LinearCase.x), ("the weight", \.weight), ("the bias", \.bias),
            ] {
              try explaining("It is \(what).") { try compare(name, input, results) }
            }
          }
        },
        Check(
          "each call has a context of its own",
          hint: "An operation may be used several times before anything goes back.",
          "What is kept in a property, or in a static variable, is overwritten by the next call. The "
            + "context is made anew for each."
        ) {
          let one = make()
          for (first, second) in [(one, one), (make(), make())] {
            let (left, right) = (LinearCase((2, 3, 4)), LinearCase())
            let leftOutput = first.apply(left.x, left.weight, left.bias)
            let rightOutput = second.apply(right.x, right.weight, right.bias)
            leftOutput.backward(gradient: left.outputGradient)
            rightOutput.backward(gradient: right.outputGradient)
            let expected = LinearCase((2, 3, 4))
            try expected.run { linear($0, $1, $2) }
            try explaining(
              "Something was kept outside of the context, and the second call wrote over it."
            ) {
              try expect(
                "the gradient of a first weight, after a second call,", left.weight.grad!,
                isCloseTo: expected.weight.grad!, within: 1e-4)
            }
          }
        },
        Check(
          "it works where x needs no gradient",
          hint:
            "The first layer's x is data. context.needsInputGrad says so, and may be left alone.",
          "A gradient that nobody asked for does no harm, and nil is allowed for it. The other two "
            + "are the same as ever."
        ) {
          let (data, engine) = (LinearCase(), LinearCase())
          data.x.requiresGrad = false
          try data.run { make().apply($0, $1, $2) }
          try engine.run { linear($0, $1, $2) }
          try expect(
            "the gradient of the weight", data.weight.grad ?? .zeros(data.weight.shape),
            isCloseTo: engine.weight.grad!, within: 1e-4)
          try expect(
            "the gradient of the bias", data.bias.grad ?? .zeros(data.bias.shape),
            isCloseTo: engine.bias.grad!, within: 1e-4)
        },
        Check(
          "finite differences agree",
          hint:
            "If the other checks pass and this one does not, look for what is kept from one call to "
            + "the next.",
          "forward is called many times there, with one element moved each time."
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
        Check(
          "it is your own", hint: "Use matmul, t, sum and the arithmetic of tensors.",
          "Loops over the values are allowed as well. linear, and a Linear, are not, in either "
            + "direction."
        ) {
          let inputs = LinearCase()
          _ = try expectOwnWork(without: ["linear"], with: "matmul, t and sum") {
            try inputs.run { make().apply($0, $1, $2) }
          }
        },
      ])
  }
}

/// Inputs of a linear layer.
private final class LinearCase {
  let x: Tensor
  let weight: Tensor
  let bias: Tensor
  /// What comes back from behind.
  let outputGradient: Tensor
  private(set) var output: Tensor?

  /// A batch of 2, 3 features to 4.
  init() {
    x = Tensor([[1, -2, 0.5], [3, 0.25, -1]], requiresGrad: true)
    weight = Tensor(
      [[0.5, 1, -1], [2, 0.25, 0], [-0.5, 1.5, 1], [0.75, -1, 0.5]], requiresGrad: true)
    bias = Tensor([0.1, -0.2, 0.3, 1.1], requiresGrad: true)
    outputGradient = Tensor([[1, -2, 0.5, 3], [0.25, 1, -1, 2]])
  }

  /// Of other sizes, drawn at random.
  init(_ sizes: (batch: Int, inputs: Int, outputs: Int)) {
    let draws = Generator(seed: 37)
    func drawn(_ shape: [Int], requiresGrad: Bool = true) -> Tensor {
      Tensor(
        draws.uniform(-1, 1, count: shape.reduce(1, *)), shape: shape, requiresGrad: requiresGrad)
    }
    x = drawn([sizes.batch, sizes.inputs])
    weight = drawn([sizes.outputs, sizes.inputs])
    bias = drawn([sizes.outputs])
    outputGradient = drawn([sizes.batch, sizes.outputs], requiresGrad: false)
  }

  /// Goes forward and back.
  func run(_ function: (Tensor, Tensor, Tensor) -> Tensor) throws {
    output = try expectUntouched([
      "x": x, "the weight": weight, "the bias": bias, "outputGradient": outputGradient,
    ]) {
      let output = function(x, weight, bias)
      try expect(
        "the shape of the result", output.shape, is: [x.shape[0], weight.shape[0]])
      output.backward(gradient: outputGradient)
      return output.detach()
    }
  }

  /// What others make of the gradient of an input, and how that comes about.
  func mistakes(of name: String) -> [Mistake<Tensor>] {
    let (g, x, weight, bias) = (outputGradient, x.detach(), weight.detach(), bias.detach())
    let (batch, ones) = (Float(x.shape[0]), Tensor.ones(outputGradient.shape))
    let isMissing = "The gradient from behind is missing"
    let hasAveraged = "That is the mean. The loss has averaged already:"
    switch name {
    case "the bias":
      return [
        Mistake(g.sum(dim: 0) / batch, "\(hasAveraged) sum."),
        Mistake(.ones(bias.shape), "\(isMissing): those are the slopes alone."),
        Mistake(ones.sum(dim: 0), "\(isMissing): those are counts."),
        Mistake(g[0], "That is the first row's. All rows have to be added up."),
        Mistake(g[-1], "That is the last row's. All rows have to be added up."),
        Mistake(g.sum(dim: 0) * bias, "It was multiplied by the bias. The bias is added: slope 1."),
        Mistake(bias, "That is the bias itself."),
        Mistake(
          .full(bias.shape, g.sum().item()), "That is the sum of all. Each output has its own."),
      ]
    case "the weight":
      let product = g.t().matmul(x)
      let sums = (g.sum(dim: 0).unsqueeze(dim: 1), x.sum(dim: 0).unsqueeze(dim: 0))
      return [
        Mistake(product / batch, "\(hasAveraged) no division."),
        Mistake(ones.t().matmul(x), "\(isMissing)."),
        Mistake(g.t().matmul(.ones(x.shape)), "The inputs are missing: the slope is x."),
        Mistake(
          g[0].unsqueeze(dim: 1) * x[0].unsqueeze(dim: 0),
          "That is the first row's part. The rows of the batch have to be added up."),
        Mistake(
          g[-1].unsqueeze(dim: 1) * x[-1].unsqueeze(dim: 0),
          "That is the last row's part. The rows of the batch have to be added up."),
        Mistake(
          sums.0 * sums.1,
          "The rows were added up first and multiplied then. Multiply within each row, then add up."
        ),
        Mistake(product * weight, "It was multiplied by the weight. The slope is x alone."),
        Mistake(
          x.t().matmul(g).reshape(weight.shape),
          "The elements are in the wrong places: reshape does not transpose. t() does."),
      ]
        + (weight.shape[0] == weight.shape[1]
          ? [Mistake(product.t(), "It is transposed: the weight is [out, in].")] : [])
    default:
      return [
        Mistake(ones.matmul(weight), "\(isMissing): those are sums of weights."),
        Mistake(
          g.matmul(.ones(weight.shape)), "The weights are missing: the slope is the weight."),
        Mistake(g.matmul(weight) / batch, "\(hasAveraged) no division."),
        Mistake(g.matmul(weight) * x, "It was multiplied by x. The slope is the weight alone."),
      ]
        + (weight.shape[0] == weight.shape[1]
          ? [Mistake(g.matmul(weight.t()), "The weight must not be transposed on the way back.")]
          : [])
    }
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
