import Exercises
import Solutions
import Tensors

@testable import Checks

/// Like the solution, with what is done with the two values and `h` left open.
private func differences(
  _ combine:
    @escaping @Sendable (_ above: Float, _ here: Float, _ below: Float, _ h: Float) -> Float
) -> Exercise.FiniteDifferences {
  { function, x, h in
    let slopes = x.values.indices.map { index in
      func value(moving distance: Float) -> Float {
        var values = x.values
        values[index] += distance
        return function(Tensor(values, shape: x.shape))
      }
      return combine(value(moving: h), value(moving: 0), value(moving: -h), h)
    }
    return Tensor(slopes, shape: x.shape)
  }
}

final class FiniteDifferencesAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .finiteDifferences { Solutions.finiteDifferences(of: $0, at: $1, h: $2) },
    wrong: [
      WrongAnswer(
        "a single number",
        .finiteDifferences { function, x, h in
          Tensor((function(x + h) - function(x - h)) / (2 * h))
        }, fails: "there is a slope for each element", saying: "expected  [2, 3]"),
      WrongAnswer(
        "divided by h",
        .finiteDifferences(differences { above, _, below, h in (above - below) / h }),
        fails: "a straight line has its slope", saying: "from x − h to x + h it is 2h"),
      WrongAnswer(
        "not divided", .finiteDifferences(differences { above, _, below, _ in above - below }),
        fails: "a straight line has its slope", saying: "not divided by the distance yet"),
      WrongAnswer(
        "no parentheses",
        .finiteDifferences(differences { above, _, below, h in (above - below) / 2 * h }),
        fails: "a straight line has its slope", saying: "or only the 2 divides"),
      WrongAnswer(
        "the wrong way round",
        .finiteDifferences(differences { above, _, below, h in (below - above) / (2 * h) }),
        fails: "a straight line has its slope", saying: "f(… + h) comes first"),
      WrongAnswer(
        "all elements at once",
        .finiteDifferences { function, x, h in
          .full(x.shape, (function(x + h) - function(x - h)) / (2 * h))
        }, fails: "a straight line has its slope", saying: "All elements were moved at once."),
      WrongAnswer(
        "a step to one side",
        .finiteDifferences(differences { above, here, _, h in (above - here) / h }),
        fails: "a curve has the slope in the middle", saying: "on one side of it"),
      WrongAnswer(
        "an h of its own",
        .finiteDifferences { function, x, _ in
          Solutions.finiteDifferences(of: function, at: x)
        }, fails: "a curve has the slope in the middle", saying: "Is h used as it was given?"),
      WrongAnswer(
        "not put back",
        .finiteDifferences { function, x, h in
          let slopes = x.values.indices.map { index in
            x.mutate { $0[index] += h }
            let above = function(x)
            x.mutate { $0[index] -= 2 * h }
            return (above - function(x)) / (2 * h)
          }
          return Tensor(slopes, shape: x.shape)
        }, fails: "each element is put back before the next is moved", saying: "is still moved"),
    ])
}
