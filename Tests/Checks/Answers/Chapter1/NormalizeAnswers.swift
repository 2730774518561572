import Solutions
import Tensors

@testable import Checks

extension Answers {
  static let normalize = Answers(
    solution: .normalize(Solutions.normalize),
    wrong: [
      WrongAnswer(
        "nothing is done", .normalize { $0 }, fails: "the mean is 0", saying: "0.14"),
      WrongAnswer(
        "one number is left out", .normalize { $0[0..<31] - 1 },
        fails: "the shape stays", saying: "expected  [32, 1, 28, 28]"),
      WrongAnswer(
        "the index is one too large", .normalize { $0[32] }, fails: "the shape stays",
        saying: "32 is not in the first dimension", traps: true),
    ])
}
