import Chapter2Model
import Exercises
import NN
import Tensors

/// A convolution along one side of an image.
struct Window: Sendable {
  var size: Int
  var kernelSize: Int
  var stride = 1
  var padding = 0
  var dilation = 1

  /// The size that the layer itself computes.
  var sizeAfterLayer: Int {
    let layer = Conv2d(
      1, 1, kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation)
    return noGrad { layer(Tensor.zeros([1, 1, size, size])) }.shape[3]
  }
}

extension Window: CustomStringConvertible {
  var description: String {
    "size \(size), kernelSize \(kernelSize), stride \(stride)"
      + (padding == 0 ? "" : ", padding \(padding)")
      + (dilation == 1 ? "" : ", dilation \(dilation)")
  }
}

extension Exercise {
  typealias KeepingPadding = @Sendable (_ kernelSize: Int, _ dilation: Int) -> Int?

  /// Exercise 2.1.
  static func convolutionSize(
    _ answer: @escaping @Sendable (Window) -> Int = {
      sizeAfterConvolution(
        $0.size, kernelSize: $0.kernelSize, stride: $0.stride, padding: $0.padding,
        dilation: $0.dilation)
    },
    padding: @escaping KeepingPadding = { paddingThatKeepsSize(kernelSize: $0, dilation: $1) }
  ) -> Exercise {
    /// Fails if the answer differs from the layer's. There is a diagnosis if one wrong formula
    /// explains the answers for all of the windows.
    @Sendable func compare(
      _ windows: [Window], mistakes: [(diagnosis: String, way: (Window) -> Int)]
    ) throws(CheckFailure) {
      let answers = windows.map(answer)
      for (window, got) in zip(windows, answers) {
        let cause = mistakes.first { windows.map($0.way) == answers }?.diagnosis
        try expect(
          "the result for \(window)", got, is: window.sizeAfterLayer,
          mistakes: cause.map { [Mistake(got, $0)] } ?? [])
      }
    }

    return Exercise(
      .chapter2, 1, "The size after a convolution", file: "ConvolutionSize",
      checks: [
        Check(
          "it is right for a window that moves by 1",
          hint: "Draw a row of five pixels, and slide a window of three over it. How many places?"
        ) {
          let windows = [(28, 3), (28, 5), (13, 3), (28, 1), (4, 4)].map {
            Window(size: $0, kernelSize: $1)
          }
          try compare(
            windows,
            mistakes: [
              (
                "One too few: the window fits once before it has moved.",
                { $0.size - $0.kernelSize }
              ),
              ("The size stays only with a padding.", \.size),
            ])
        },
        Check(
          "it is right for larger strides",
          hint: """
            How often can the window move by the stride from the first place before it would \
            reach past the end?
            """
        ) {
          let windows = [(26, 2, 2), (11, 2, 2), (13, 3, 2), (28, 5, 3), (28, 3, 4)].map {
            Window(size: $0, kernelSize: $1, stride: $2)
          }
          try compare(
            windows,
            mistakes: [
              (
                "No window fits into what is left over at the end: round down.",
                { ($0.size - $0.kernelSize + $0.stride - 1) / $0.stride + 1 }
              ),
              (
                "The 1 is for the place where the window begins: add it after the division.",
                { ($0.size - $0.kernelSize + 1) / $0.stride }
              ),
              ("The stride is not used yet.", { $0.size - $0.kernelSize + 1 }),
              (
                "A window that fits once has moved 0 times: add 1 to the number of moves.",
                { ($0.size - $0.kernelSize) / $0.stride }
              ),
            ])
        },
        Check(
          "it is right with padding",
          hint: "A row has two ends."
        ) {
          let windows = [(28, 3, 1, 1), (28, 5, 1, 2), (28, 7, 2, 3), (9, 4, 3, 2), (2, 3, 1, 1)]
            .map { Window(size: $0, kernelSize: $1, stride: $2, padding: $3) }
          try compare(
            windows,
            mistakes: [
              (
                "The zeros are put at both ends.",
                { ($0.size + $0.padding - $0.kernelSize) / $0.stride + 1 }
              ),
              ("The padding is not used yet.", { ($0.size - $0.kernelSize) / $0.stride + 1 }),
              (
                "A window that is larger than the image may fit, with the zeros at both ends.",
                {
                  $0.kernelSize > $0.size
                    ? 0 : ($0.size + 2 * $0.padding - $0.kernelSize) / $0.stride + 1
                }
              ),
            ])
        },
        Check(
          "it is right with dilation",
          hint: "With dilation 2, a window of 3 looks at pixels 0, 2 and 4. How many does it span?"
        ) {
          let windows = [(28, 3, 1, 0, 2), (28, 3, 1, 2, 2), (28, 5, 2, 1, 3), (28, 1, 1, 0, 4)].map
          {
            Window(size: $0, kernelSize: $1, stride: $2, padding: $3, dilation: $4)
          }
          try compare(
            windows,
            mistakes: [
              (
                "The dilation is not used yet.",
                { ($0.size + 2 * $0.padding - $0.kernelSize) / $0.stride + 1 }
              ),
              (
                """
                A window of 3 with dilation 2 spans 5 pixels, not 6: there are gaps
                between its pixels, and none after the last.
                """,
                { ($0.size + 2 * $0.padding - $0.dilation * $0.kernelSize) / $0.stride + 1 }
              ),
            ])
        },
        Check(
          "the result is 0 for a window that does not fit",
          hint: "What is (2 - 3) / 2 in Swift? Division of integers rounds towards 0."
        ) {
          for window in [
            Window(size: 2, kernelSize: 3, stride: 2), Window(size: 2, kernelSize: 5),
            Window(size: 4, kernelSize: 3, stride: 3, dilation: 2),
          ] {
            let got = answer(window)
            try expect(
              "the result for \(window)", got, is: 0,
              mistakes: [
                Mistake(
                  1,
                  """
                  The window is larger than the image. Integer division rounds towards 0, so
                  -1 / 2 is 0, and 1 is added to that.
                  """)
              ] + (got < 0 ? [Mistake(got, "No window fits fewer than 0 times.")] : []))
          }
        },
        Check(
          "the padding that keeps the size",
          hint: """
            How many pixels are lost without padding? Half of them have to be added at each end.
            """
        ) {
          for (kernelSize, dilation, expected) in [
            (3, 1, 1), (5, 1, 2), (1, 1, 0), (3, 2, 2), (7, 3, 9), (2, 2, 1), (2, 1, nil),
            (4, 1, nil),
            (4, 3, nil),
          ] {
            let got = padding(kernelSize, dilation)
            guard got != expected else { continue }
            var diagnosis: String?
            if expected == nil {
              diagnosis = """
                A window of \(kernelSize) takes away an odd number of pixels, and two equal ends
                cannot add up to that: nil.
                """
            } else if got == kernelSize / 2, dilation > 1 {
              diagnosis = "The dilation makes the window span more pixels."
            }
            throw CheckFailure(
              "the padding for kernelSize \(kernelSize), dilation \(dilation) is wrong",
              expected: expected.map { "\($0)" } ?? "nil", got: got.map { "\($0)" } ?? "nil",
              diagnosis: diagnosis)
          }
        },
      ])
  }
}
