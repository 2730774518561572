import Chapter2Model
import Exercises
import NN
import Tensors

extension Exercise {
  /// Exercise 2.4.
  static func smallModel(
    _ model: @escaping @Sendable () -> Module = { SmallModel() }
  ) -> Exercise {
    Exercise(
      .chapter2, 4, "Fewer than 30,000 parameters", file: "SmallModel",
      checks: [
        ModelChecks.tenScores(model),
        Check(
          "it has fewer than 30,000 parameters",
          hint: """
            Look where most of them are. A linear layer after a flatten has as many weights as \
            there are pixels in all channels, times what goes out.
            """,
          """
          A third pooling, or a stride of 2, leaves a quarter of the pixels; half the channels or \
          half the features halve that layer. print(summary(SmallModel(), inputSize: [1, 28, 28])) \
          lists them.
          """
        ) {
          let model = ModelChecks.make(model)
          try ModelChecks.expectParameters(of: model)
          let parameters = model.namedParameters()
          let count = parameters.map(\.parameter.count).reduce(0, +)
          guard count >= 30_000 else { return }
          let largest = parameters.max { $0.parameter.count < $1.parameter.count }!
          throw CheckFailure(
            "it has too many parameters", expected: "fewer than 30,000", got: count.grouped,
            diagnosis: """
              Most of them, \(largest.parameter.count.grouped), are in \(largest.name), of shape \
              \(largest.parameter.shape).
              """)
        },
        ModelChecks.sameEachTime(model),
        ModelChecks.eachByItself(model),
        Check(
          "different images get different scores",
          hint: "Follow one image through forward: where do its pixels get lost?",
          """
          Print the values of x after each step of forward, for two images. From which step on \
          are they the same?
          """
        ) {
          let model = ModelChecks.make(model)
          model.eval()
          let scores = model(try digits(0..<32))
          let rows = (0..<32).map { scores[$0].values }
          let isZero = model.parameters().allSatisfy { $0.values.allSatisfy { $0 == 0 } }
          try expect(
            rows.contains { $0 != rows[0] }, "32 digits got the same scores, all of them",
            diagnosis: isZero
              ? "All parameters begin at 0. Chance has to make the weights differ."
              : "The scores do not depend on the image.")
        },
        ModelChecks.everyParameterIsUsed(model),
        Check(
          "scores may be below zero",
          hint:
            "What comes after the last layer? The loss, in the next chapter, needs plain scores.",
          "forward returns what the last layer returns: no relu, softmax or sigmoid around it."
        ) {
          let model = ModelChecks.make(model)
          model.eval()
          try expectPlain(model, digits: try digits(0..<32))
        },
      ])
  }
}

/// Fails where something follows the last layer: then no weights give scores of all sizes.
private func expectPlain(_ model: Module, digits: Tensor) throws(CheckFailure) {
  func scores(weightsWithin bound: Float, seed: UInt64) -> Tensor {
    let random = Generator(seed: seed)
    for parameter in model.parameters() {
      parameter.mutate { $0 = random.uniform(-bound, bound, count: $0.count) }
    }
    return noGrad { model(digits) }
  }
  let scores0 = noGrad { model(digits) }
  func add(_ number: (Float) -> Float) -> [Float] {
    (0..<scores0.size(0)).map { scores0[$0].values.reduce(0) { $0 + number($1) } }
  }
  try expect(
    !(scores0.values.allSatisfy { $0 >= 0 } && add { $0 }.allSatisfy { abs($0 - 1) < 1e-3 }),
    "the ten scores of each image are above 0 and add up to 1",
    diagnosis: "A softmax turns them into probabilities. That is for the loss to do.")
  try expect(
    !add { Tensor($0).exp().item() }.allSatisfy { abs($0 - 1) < 1e-3 },
    "no score is above 0, and e to the ten scores of each image adds up to 1",
    diagnosis: "A log-softmax turns them into logarithms. That is for the loss to do.")
  let values = scores0.values + (1..<5).flatMap { scores(weightsWithin: 0.5, seed: $0).values }
  if values.allSatisfy({ $0 >= 0 }) {
    let zeros = scores0.values.count { $0 == 0 }
    throw CheckFailure(
      zeros > 0
        ? "of 320 scores, \(zeros) are exactly 0 and none is below"
        : "no score is below 0, whatever the weights are",
      diagnosis: zeros > 0
        ? "A ReLU after the last layer hides which bad answers are worse than others."
        : values.allSatisfy { $0 <= 1 }
          ? "A sigmoid after the last layer squeezes them between 0 and 1. The loss needs all sizes."
          : "What follows the last layer lets nothing below 0 through: a square, abs, or exp.")
  }
  // Where weights are as large as these, a score may well be no number.
  let large = scores(weightsWithin: 1000, seed: 5).values
  try expect(
    !large.allSatisfy { abs($0) <= 1.001 },
    "no score is above 1 or below -1, whatever the weights are",
    diagnosis:
      "A tanh after the last layer squeezes them between -1 and 1. The loss needs all sizes.")
}
