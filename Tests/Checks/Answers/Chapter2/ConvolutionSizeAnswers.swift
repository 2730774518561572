import Exercises
import NN
import Solutions
import Tensors

@testable import Checks

final class ConvolutionSizeAnswers: KnownAnswers {
  private static func withSize(_ size: @escaping @Sendable (Window) -> Int) -> Exercise {
    .convolutionSize(size) { Solutions.paddingThatKeepsSize(kernelSize: $0, dilation: $1) }
  }

  private static func withPadding(_ padding: @escaping Exercise.KeepingPadding) -> Exercise {
    .convolutionSize(solvedSize, padding: padding)
  }

  private static let solvedSize: @Sendable (Window) -> Int = {
    Solutions.sizeAfterConvolution(
      $0.size, kernelSize: $0.kernelSize, stride: $0.stride, padding: $0.padding,
      dilation: $0.dilation)
  }

  static let answers = Answers(
    solution: withPadding { Solutions.paddingThatKeepsSize(kernelSize: $0, dilation: $1) },
    wrong: [
      WrongAnswer(
        "1 is not added", withSize { $0.size - $0.kernelSize },
        fails: "it is right for a window that moves by 1",
        saying: "the window fits once before it has moved"),
      WrongAnswer(
        "1 is added before the division",
        withSize { ($0.size + 2 * $0.padding - $0.kernelSize + 1) / $0.stride },
        fails: "it is right for larger strides", saying: "add it after the division"),
      WrongAnswer(
        "the last move is rounded up",
        withSize {
          Int((Double($0.size + 2 * $0.padding - $0.kernelSize) / Double($0.stride)).rounded(.up))
            + 1
        }, fails: "it is right for larger strides", saying: "round down"),
      WrongAnswer(
        "the stride is forgotten", withSize { $0.size + 2 * $0.padding - $0.kernelSize + 1 },
        fails: "it is right for larger strides", saying: "The stride is not used yet."),
      WrongAnswer(
        "padding at one end", withSize { ($0.size + $0.padding - $0.kernelSize) / $0.stride + 1 },
        fails: "it is right with padding", saying: "The zeros are put at both ends."),
      WrongAnswer(
        "0 where the window is larger than the image, whatever the padding",
        withSize { $0.kernelSize > $0.size ? 0 : solvedSize($0) },
        fails: "it is right with padding", saying: "with the zeros at both ends"),
      WrongAnswer(
        "the formula of the page",
        withSize { ($0.size + 2 * $0.padding - $0.kernelSize) / $0.stride + 1 },
        fails: "it is right with dilation", saying: "The dilation is not used yet."),
      WrongAnswer(
        "a window that is as many times as wide",
        withSize { ($0.size + 2 * $0.padding - $0.dilation * $0.kernelSize) / $0.stride + 1 },
        fails: "it is right with dilation", saying: "none after the last"),
      WrongAnswer(
        "division below 0",
        withSize {
          ($0.size + 2 * $0.padding - $0.dilation * ($0.kernelSize - 1) - 1) / $0.stride + 1
        }, fails: "the result is 0 for a window that does not fit",
        saying: "The window is larger than the image."),
      WrongAnswer(
        "half the kernel", withPadding { kernelSize, _ in kernelSize / 2 },
        fails: "the padding that keeps the size",
        saying: "The dilation makes the window span more pixels."),
      WrongAnswer(
        "half of what is lost, rounded down",
        withPadding { kernelSize, dilation in dilation * (kernelSize - 1) / 2 },
        fails: "the padding that keeps the size", saying: "and not the half rounded down"),
      WrongAnswer(
        "a window as long as its gaps",
        withSize {
          let room = $0.size + 2 * $0.padding - ($0.dilation - 1) * ($0.kernelSize - 1) - 1
          return room < 0 ? 0 : room / $0.stride + 1
        }, fails: "it is right for a window that moves by 1", saying: "That is size itself"),
      WrongAnswer(
        "1 where the window does not fit", withSize { max(1, solvedSize($0)) },
        fails: "the result is 0 for a window that does not fit",
        saying: "fits 0 times, not once"),
      WrongAnswer(
        "a layer is asked",
        withSize { window in
          solvedSize(window) == 0
            ? 0
            : Conv2d(
              1, 1, kernelSize: window.kernelSize, stride: window.stride, padding: window.padding,
              dilation: window.dilation)(Tensor.zeros([1, 1, window.size, window.size])).size(3)
        }, fails: "both are computed without a layer", saying: "makes a layer, and asks it"),
    ])
}
