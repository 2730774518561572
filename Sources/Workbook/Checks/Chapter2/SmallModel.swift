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
            """
        ) {
          let parameters = ModelChecks.make(model).namedParameters()
          let count = parameters.map(\.parameter.count).reduce(0, +)
          try expect(count > 0, "it has no parameters: nothing in it can learn")
          guard count >= 30_000 else { return }
          let largest = parameters.max { $0.parameter.count < $1.parameter.count }!
          throw CheckFailure(
            "it has too many parameters", expected: "fewer than 30,000", got: count.grouped,
            diagnosis: """
              Most of them, \(largest.parameter.count.grouped), are in \(largest.name), of shape \
              \(largest.parameter.shape).
              """)
        },
        ModelChecks.everyParameterIsUsed(model),
        ModelChecks.eachByItself(model),
        Check(
          "different images get different scores",
          hint: "Follow one image through forward: where do its pixels get lost?"
        ) {
          let model = ModelChecks.make(model)
          model.eval()
          let scores = model(try digits(0..<32))
          let rows = (0..<32).map { scores[$0].values }
          try expect(
            rows.contains { $0 != rows[0] }, "32 digits got the same scores, all of them",
            diagnosis: "The scores do not depend on the image.")
        },
        Check(
          "scores may be below zero",
          hint:
            "What comes after the last layer? The loss, in the next chapter, needs plain scores."
        ) {
          let model = ModelChecks.make(model)
          model.eval()
          let scores = model(try digits(0..<32))
          let values = scores.values
          // Sums of products are hardly ever exactly 0.
          let zeros = values.count { $0 == 0 }
          try expect(
            !(zeros > 0 && values.allSatisfy { $0 >= 0 }),
            "of 320 scores, \(zeros) are exactly 0 and none is below",
            diagnosis: "A ReLU after the last layer hides which bad answers are worse than others.")
          let sums = scores.sum(dim: 1).values
          try expect(
            !(values.allSatisfy { $0 >= 0 } && sums.allSatisfy { abs($0 - 1) < 1e-3 }),
            "the ten scores of each image are above 0 and add up to 1",
            diagnosis: "A softmax turns them into probabilities. That is for the loss to do.")
        },
      ])
  }
}
