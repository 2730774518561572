import Chapter2Model
import Exercises
import NN
import Tensors

extension Exercise {
  /// How often a window fits: the size, and those of kernel, stride and padding.
  typealias OutputSize =
    @Sendable (
      _ size: Int, _ kernelSize: Int, _ stride: Int, _ padding: Int
    ) -> Int

  /// Checks of chapter 2's own code.
  static func chapter2Code(
    model: @escaping @Sendable () -> Module = { Model() },
    outputSize: @escaping OutputSize = {
      Chapter2Model.outputSize($0, kernelSize: $1, stride: $2, padding: $3)
    }
  ) -> Exercise {
    Exercise(
      codeOf: .chapter2,
      checks: [
        ModelChecks.tenScores(model),
        ModelChecks.sameEachTime(model),
        ModelChecks.eachByItself(model),
        ModelChecks.everyParameterIsUsed(model),
        Check(
          "outputSize agrees with the layers",
          hint: "The formula is in Shapes.swift, and the page says what each part of it means.",
          """
          The row has size + 2 * padding numbers. Subtract the window, divide by the stride, and \
          add 1 for the first place.
          """
        ) {
          for (size, kernelSize, stride, padding) in [
            (28, 3, 1, 0), (28, 5, 1, 0), (26, 2, 2, 0), (13, 3, 2, 0), (11, 2, 2, 0),
            (28, 3, 1, 1), (28, 7, 2, 3), (9, 4, 3, 2),
          ] {
            let layer = Conv2d(1, 1, kernelSize: kernelSize, stride: stride, padding: padding)
            let expected = noGrad { layer(Tensor.zeros([1, 1, size, size])) }.shape[3]
            try expect(
              "outputSize(\(size), kernelSize: \(kernelSize), stride: \(stride), padding: \(padding))",
              outputSize(size, kernelSize, stride, padding), is: expected,
              mistakes: [
                Mistake(
                  expected - 1,
                  "One too few: the window fits once before it has moved at all. Look at\n"
                    + sourcePlace(of: "func outputSize", in: .chapter2)),
                Mistake(
                  expected + 1,
                  "One too many: no window fits into what is left over at the end. Look at\n"
                    + sourcePlace(of: "func outputSize", in: .chapter2)),
              ])
          }
        },
      ])
  }
}
