import Exercises
import NN
import Solutions
import Tensors

@testable import Checks

final class HandmadeDropoutAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .handmadeDropout { Solutions.HandmadeDropout(p: $0) },
    wrong: [
      WrongAnswer(
        "drops in evaluation mode, too", edited { x, p, _ in x * mask(x.shape, p) },
        fails: "in evaluation mode nothing changes", saying: "Elements are dropped in both modes"),
      WrongAnswer(
        "scales in evaluation mode, and not in training",
        edited { x, p, training in
          training ? x * mask(x.shape, p, factor: 1) : x * Tensor(1 - p)
        }, fails: "in evaluation mode nothing changes", saying: "It was multiplied by 1 − p."),
      WrongAnswer(
        "scales in both modes",
        edited { x, p, training in training ? x * mask(x.shape, p) : x / Tensor(1 - p) },
        fails: "in evaluation mode nothing changes", saying: "as in training mode"),
      WrongAnswer(
        "does not scale",
        edited { x, p, training in training ? x * mask(x.shape, p, factor: 1) : x },
        fails: "all the others are multiplied by 1 / (1 − p)", saying: "It was not multiplied"),
      WrongAnswer(
        "multiplies by 1 − p",
        edited { x, p, training in training ? x * mask(x.shape, p, factor: 1 - p) : x },
        fails: "all the others are multiplied by 1 / (1 − p)", saying: "Divide by that"),
      WrongAnswer(
        "divides by p",
        edited { x, p, training in training ? x * mask(x.shape, p, factor: 1 / p) : x },
        fails: "all the others are multiplied by 1 / (1 − p)", saying: "It was divided by p"),
      WrongAnswer(
        "keeps with probability p",
        edited { x, p, training in training ? x * mask(x.shape, 1 - p) : x },
        fails: "in training mode about the share p of the elements becomes 0",
        saying: "p is the share that is dropped"),
      WrongAnswer(
        "in the wrong mode",
        edited { x, p, training in training ? x : x * mask(x.shape, p) },
        fails: "in evaluation mode nothing changes", saying: "and not in training"),
      WrongAnswer(
        "drops whole rows",
        edited { x, p, training in training ? x * mask([x.shape[0], 1], p) : x },
        fails: "each element has a chance of its own, and a new one each time",
        saying: "all elements of the same row share one chance"),
      WrongAnswer(
        "drops whole columns",
        edited { x, p, training in training ? x * mask([x.shape[1]], p) : x },
        fails: "each element has a chance of its own, and a new one each time",
        saying: "all elements of the same column share one chance"),
      WrongAnswer(
        "the same mask every time", .handmadeDropout { OneMask(p: $0) },
        fails: "each element has a chance of its own, and a new one each time",
        saying: "Draw at each call"),
      WrongAnswer(
        "another generator",
        edited { x, p, training in
          guard training else { return x }
          let values = x.values.map { _ in Float.random(in: 0..<1) < p ? 0 : 1 / (1 - p) }
          return x * Tensor(values, shape: x.shape)
        }, fails: "each element has a chance of its own, and a new one each time",
        saying: "Draw by Tensor.rand"),
      WrongAnswer(
        "0 / 0 where p is 1",
        edited { x, p, training in
          training ? x * mask(x.shape, p, factor: 1) / Tensor(1 - p) : x
        }, fails: "p = 0 keeps everything, and p = 1 nothing", saying: "nan"),
      WrongAnswer(
        "plain numbers, which no gradient gets through",
        edited { x, p, training in
          training ? Tensor((x * mask(x.shape, p)).values, shape: x.shape) : x
        }, fails: "the gradient passes where an element was kept",
        saying: "values, detach() and noGrad leave the graph"),
      WrongAnswer(
        "the engine's function", edited { x, p, training in dropout(x, p: p, training: training) },
        fails: isOwn, saying: "dropout of the engine did the work"),
      WrongAnswer(
        "one chance for all",
        edited { x, p, training in training ? x * mask([1], p) : x },
        fails: ownChance, saying: "either all elements become 0, or none"),
      WrongAnswer(
        "always as many",
        edited { x, p, training in
          guard training else { return x }
          let draws = Tensor.rand(x.shape).values
          let dropped = draws.indices.sorted { draws[$0] < draws[$1] }
            .prefix(Int(Float(x.count) * p))
          var values = [Float](repeating: p < 1 ? 1 / (1 - p) : 0, count: x.count)
          for index in dropped { values[index] = 0 }
          return x * Tensor(values, shape: x.shape)
        }, fails: ownChance, saying: "has dropped just 500 of 1,000"),
      WrongAnswer(
        "changes its input",
        edited { x, p, training in
          guard training else { return x }
          let factors = mask(x.shape, p).values
          x.mutate { values in
            for index in values.indices { values[index] *= factors[index] }
          }
          return x
        }, fails: ownChance, saying: "the input has other elements afterwards"),
      WrongAnswer(
        "seeds by itself",
        edited { x, p, training in
          guard training else { return x }
          manualSeed(0)
          return x * mask(x.shape, p)
        }, fails: ownChance, saying: "leave the seed to others"),
      WrongAnswer(
        "drops whole channels",
        edited { x, p, training in
          guard training else { return x }
          let shape = x.dim < 4 ? x.shape : [x.shape[0], x.shape[1], 1, 1]
          return x * mask(shape, p)
        }, fails: "a batch of images is treated alike, and one row of numbers",
        saying: "all elements of the same image and channel share one chance"),
      WrongAnswer(
        "a mask of 784 numbers again and again",
        edited { x, p, training in
          guard training else { return x }
          let factors = mask([max(784, min(x.count, 1000))], p).values
          return x
            * Tensor((0..<x.count).map { factors[$0 % factors.count] }, shape: x.shape)
        }, fails: "a batch of images is treated alike, and one row of numbers",
        saying: "again after each 1000"),
      WrongAnswer(
        "one half, whatever p is",
        edited { x, _, training in training ? x * mask(x.shape, 0.5) : x },
        fails: "in training mode about the share p of the elements becomes 0",
        saying: "That is one half"),
      WrongAnswer(
        "the random numbers as factors",
        edited { x, p, training in
          guard training else { return x }
          return x * Tensor(Tensor.rand(x.shape).values.map { $0 < p ? 0 : $0 }, shape: x.shape)
        }, fails: "all the others are multiplied by 1 / (1 − p)", saying: "are different numbers"),
    ])
}

private let isOwn = "the engine's dropout does none of the work"
private let ownChance = "each element has a chance of its own, and a new one each time"

/// A layer that is given its input, p, and its mode.
private func edited(
  _ body: @escaping @Sendable (_ x: Tensor, _ p: Float, _ training: Bool) -> Tensor
) -> Exercise {
  .handmadeDropout { Edited(p: $0, body) }
}

private final class Edited: Module {
  private let p: Float
  private let body: @Sendable (Tensor, Float, Bool) -> Tensor

  init(p: Float, _ body: @escaping @Sendable (Tensor, Float, Bool) -> Tensor) {
    self.p = p
    self.body = body
  }

  override func forward(_ x: Tensor) -> Tensor { body(x, p, training) }
}

private final class OneMask: Module {
  private let p: Float
  private var kept: Tensor?

  init(p: Float) { self.p = p }

  override func forward(_ x: Tensor) -> Tensor {
    guard training else { return x }
    let mask = kept ?? mask(x.shape, p)
    kept = mask
    return x * mask
  }
}

/// Zeros with probability `p`, and else a factor, by default the right one.
private func mask(_ shape: [Int], _ p: Float, factor: Float? = nil) -> Tensor {
  let factor = factor ?? 1 / (1 - p)
  return Tensor(Tensor.rand(shape).values.map { $0 < p ? 0 : factor }, shape: shape)
}
