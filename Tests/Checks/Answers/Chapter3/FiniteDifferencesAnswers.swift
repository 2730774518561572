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
    others: [
      OtherAnswer(
        "in place, and the old number put back",
        .finiteDifferences { function, x, h in
          let slopes = x.values.enumerated().map { index, old in
            x.mutate { $0[index] = old + h }
            let above = function(x)
            x.mutate { $0[index] = old - h }
            let below = function(x)
            x.mutate { $0[index] = old }
            return (above - below) / (2 * h)
          }
          return Tensor(slopes, shape: x.shape)
        })
    ],
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
        fails: "a curve has the slope in the middle", saying: "a point on one side of it"),
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
      WrongAnswer(
        "put back by adding, which rounds",
        .finiteDifferences { function, x, h in
          let slopes = x.values.indices.map { index in
            x.mutate { $0[index] += h }
            let above = function(x)
            x.mutate { $0[index] -= 2 * h }
            let below = function(x)
            x.mutate { $0[index] += h }
            return (above - below) / (2 * h)
          }
          return Tensor(slopes, shape: x.shape)
        }, fails: "x is the same afterwards, to the last bit", saying: "rounds twice"),
      WrongAnswer(
        "f gets a list",
        .finiteDifferences { function, x, h in
          Solutions.finiteDifferences(of: function, at: x.flatten(), h: h).reshape(x.shape)
        }, fails: "a straight line has its slope", saying: "another shape than x"),
      WrongAnswer(
        "the last one is left out",
        .finiteDifferences { function, x, h in
          let slopes = Solutions.finiteDifferences(of: function, at: x, h: h)
          slopes.mutate { $0[$0.count - 1] = 0 }
          return slopes
        }, fails: "a straight line has its slope", saying: "The last one is missing"),
      WrongAnswer(
        "the same tensor twice",
        .finiteDifferences { function, x, h in
          let slopes = x.values.indices.map { _ in (function(x) - function(x)) / (2 * h) }
          return Tensor(slopes, shape: x.shape)
        }, fails: "a straight line has its slope", saying: "only asked at x itself"),
      WrongAnswer(
        "half steps",
        .finiteDifferences { function, x, h in
          Solutions.finiteDifferences(of: function, at: x, h: h / 2)
        }, fails: "a curve has the slope in the middle", saying: "An element was moved by 0.25"),
      WrongAnswer(
        "no sign",
        .finiteDifferences(differences { above, _, below, h in abs(above - below) / (2 * h) }),
        fails: "a curve has the slope in the middle", saying: "The sign is lost."),
      WrongAnswer(
        "the others are 0",
        .finiteDifferences { function, x, h in
          let slopes = x.values.enumerated().map { index, old in
            func alone(_ value: Float) -> Float {
              function(
                Tensor(x.values.indices.map { $0 == index ? value : 0 }, shape: x.shape))
            }
            return (alone(old + h) - alone(old - h)) / (2 * h)
          }
          return Tensor(slopes, shape: x.shape)
        }, fails: "each element is put back before the next is moved",
        saying: "The other elements were 0 there."),
    ])
}
