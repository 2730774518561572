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
    Generator.withCurrent(Generator(seed: 0)) {
      let layer = Conv2d(
        1, 1, kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation)
      return noGrad { layer(Tensor.zeros([1, 1, size, size])) }.shape[3]
    }
  }

  /// How many pixels there are beyond those of a window, if it spans that many.
  fileprivate func room(span: Int) -> Int { size + 2 * padding - span }

  fileprivate var span: Int { dilation * (kernelSize - 1) + 1 }
}

extension Window: CustomStringConvertible {
  var description: String {
    "size \(size), kernelSize \(kernelSize), stride \(stride)"
      + (padding == 0 ? "" : ", padding \(padding)")
      + (dilation == 1 ? "" : ", dilation \(dilation)")
  }
}

/// A wrong way to compute something, and what to say about it.
private typealias Way<Input, Output> = (diagnosis: String, way: (Input) -> Output)

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
    Exercise(
      .chapter2, 1, "The size after a convolution", file: "ConvolutionSize",
      checks: sizeChecks(answer) + [
        paddingCheck(padding),
        Check(
          "both are computed without a layer",
          hint: "A formula needs no weights.",
          "Leave Conv2d out. What does the page's outputSize compute, and what is missing in it?"
        ) {
          try expectNoLayer(
            { _ = answer(Window(size: 9, kernelSize: 3)) }, "sizeAfterConvolution")
          try expectNoLayer({ _ = padding(3, 1) }, "paddingThatKeepsSize")
        },
      ])
  }

  private static func sizeChecks(_ answer: @escaping @Sendable (Window) -> Int) -> [Check] {
    /// Fails if the answer differs from the layer's. There is a diagnosis if one wrong formula
    /// explains the answers for all of the windows.
    @Sendable func compare(_ windows: [Window], mistakes: [Way<Window, Int>]) throws {
      let answers = windows.map(answer)
      try explaining(mistakes.first { windows.map($0.way) == answers }?.diagnosis) {
        for (window, got) in zip(windows, answers) {
          try expect("the result for \(window)", got, is: window.sizeAfterLayer)
        }
      }
    }

    return [
      Check(
        "it is right for a window that moves by 1",
        hint: "Draw a row of five pixels, and slide a window of three over it. How many places?",
        """
        The window begins at one place, and can move on as often as there are pixels to the right \
        of it.
        """
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
            ("That is size itself: a window of 3 fits less often into it.", \.size),
            (
              "A window that just fits, fits once.",
              { $0.kernelSize >= $0.size ? 0 : $0.size - $0.kernelSize + 1 }
            ),
            (
              """
              With dilation 1 the pixels of a window are neighbours: a window of 3 spans
              three pixels, with none between.
              """,
              { max(0, $0.size - (2 * $0.kernelSize - 1) + 1) }
            ),
            ("It is 28 only for some images: use size.", { 28 - $0.kernelSize + 1 }),
            (
              "One too many: of three pixels, a window of 3 leaves one place.",
              {
                $0.size - $0.kernelSize + 2
              }
            ),
          ])
      },
      Check(
        "it is right for larger strides",
        hint: """
          How often can the window move by the stride from the first place before it would \
          reach past the end?
          """,
        """
        Divide what is left over after the first place by the stride. Integer division rounds \
        down, which is right here, and the first place comes on top.
        """
      ) {
        let windows = [(26, 2, 2), (11, 2, 2), (13, 3, 2), (28, 5, 3), (28, 3, 4), (29, 3, 5)].map {
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
              "No window fits into what is left over at the end: round down, not to the nearest.",
              {
                let moves = Double($0.size - $0.kernelSize) / Double($0.stride)
                return Int(moves.rounded()) + 1
              }
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
            (
              "Only a part of it is divided: parentheses are missing around the difference.",
              { $0.size - $0.kernelSize / $0.stride + 1 }
            ),
            (
              "Only a part of it is divided: parentheses are missing around the difference.",
              { $0.size - ($0.kernelSize - 1) - 1 / $0.stride + 1 }
            ),
            (
              "The size is divided before the window is subtracted. Subtract first.",
              { $0.size / $0.stride - $0.kernelSize + 1 }
            ),
            ("The window needs room at the last place, too.", { $0.size / $0.stride }),
            (
              "It moves by the stride, not by the window's size.",
              { ($0.size - $0.kernelSize) / $0.kernelSize + 1 }
            ),
          ])
      },
      Check(
        "it is right with padding",
        hint: "A row has two ends.",
        "The window slides over size + 2 * padding numbers. That is the row that it has to fit in."
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
            (
              "The padding is not used yet.",
              { max(0, ($0.size - $0.kernelSize) / $0.stride + 1) }
            ),
            (
              "The padding is not used yet.",
              { $0.size < $0.kernelSize ? 0 : ($0.size - $0.kernelSize) / $0.stride + 1 }
            ),
            (
              "A window that is larger than the image may fit, with the zeros at both ends.",
              {
                $0.kernelSize > $0.size
                  ? 0 : ($0.size + 2 * $0.padding - $0.kernelSize) / $0.stride + 1
              }
            ),
            (
              "The padding makes the row longer, and is not taken away from it.",
              { ($0.size - 2 * $0.padding - $0.kernelSize) / $0.stride + 1 }
            ),
            (
              "The zeros are a part of the row: add them before the division.",
              { ($0.size - $0.kernelSize) / $0.stride + 1 + 2 * $0.padding }
            ),
          ])
      },
      Check(
        "it is right with dilation",
        hint: "With dilation 2, a window of 3 looks at pixels 0, 2 and 4. How many does it span?",
        """
        From its first pixel to its last there are kernelSize - 1 steps, each of dilation pixels. \
        It spans one pixel more than that.
        """
      ) {
        let windows = [
          (28, 3, 1, 0, 2), (28, 3, 1, 2, 2), (28, 5, 2, 1, 3), (28, 1, 1, 0, 4), (28, 2, 1, 0, 3),
          (4, 3, 1, 1, 2),
        ].map {
          Window(size: $0, kernelSize: $1, stride: $2, padding: $3, dilation: $4)
        }
        func spanning(_ span: @escaping (Window) -> Int) -> (Window) -> Int {
          {
            let room = $0.room(span: span($0))
            return room < 0 ? 0 : room / $0.stride + 1
          }
        }
        try compare(
          windows,
          mistakes: [
            ("The dilation is not used yet.", spanning(\.kernelSize)),
            (
              """
              A window of 3 with dilation 2 spans 5 pixels, not 6: there are gaps
              between its pixels, and none after the last.
              """, spanning { $0.dilation * $0.kernelSize }
            ),
            (
              """
              A window of 3 with dilation 2 has two gaps: there is one between any two
              of its pixels, not one in all.
              """, spanning { $0.kernelSize + $0.dilation - 1 }
            ),
            (
              """
              With dilation 2 one pixel is skipped between two, not two: each step is
              dilation pixels long.
              """, spanning { $0.kernelSize + ($0.kernelSize - 1) * $0.dilation }
            ),
            (
              """
              A window of 3 has two gaps, not three: there are gaps between its pixels,
              and none after the last.
              """, spanning { $0.kernelSize + $0.kernelSize * ($0.dilation - 1) }
            ),
            (
              "One pixel is missing: the steps lead from the first pixel to the last.",
              spanning { ($0.kernelSize - 1) * $0.dilation }
            ),
            (
              "The dilation spreads the pixels of the window, not those of the image.",
              { $0.room(span: $0.kernelSize) / ($0.stride * $0.dilation) + 1 }
            ),
            (
              "A window that is larger than the image may fit, with the zeros at both ends.",
              { $0.span > $0.size ? 0 : $0.room(span: $0.span) / $0.stride + 1 }
            ),
          ])
      },
      Check(
        "the result is 0 for a window that does not fit",
        hint: "What is (2 - 3) / 2 in Swift? Division of integers rounds towards 0.",
        """
        Compare first: if what the window spans is more than the row with its zeros, return 0. \
        Divide only if not.
        """
      ) {
        let windows = [
          Window(size: 2, kernelSize: 3, stride: 2), Window(size: 2, kernelSize: 5),
          Window(size: 4, kernelSize: 3, stride: 3, dilation: 2),
          Window(size: 3, kernelSize: 9, stride: 2, padding: 1),
          Window(size: 6, kernelSize: 8, stride: 1),
        ]
        let answers = windows.map(answer)
        let ways: [Way<Window, Int>] = [
          (
            """
            The window is larger than the image. Integer division rounds towards 0, so
            -1 / 2 is 0, and 1 is added to that.
            """, { $0.room(span: $0.span) / $0.stride + 1 }
          ),
          (
            """
            The window is larger than the image. Integer division rounds towards 0, so
            -1 / 2 is 0, and 1 is added to that: max(0, …) comes too late.
            """, { max(0, $0.room(span: $0.span) / $0.stride + 1) }
          ),
          (
            "No window fits fewer than 0 times.",
            {
              let moves = Double($0.room(span: $0.span)) / Double($0.stride)
              return Int(moves.rounded(.down)) + 1
            }
          ),
          (
            """
            With its gaps the window may be larger than the row, even if kernelSize is
            not: compare what it spans.
            """,
            {
              $0.kernelSize > $0.size + 2 * $0.padding
                ? 0 : $0.room(span: $0.span) / $0.stride + 1
            }
          ),
          ("A window that does not fit, fits 0 times, not once.", { _ in 1 }),
          (
            "The image is made smaller than nothing: the sign has been dropped.",
            { abs($0.room(span: $0.span)) / $0.stride + 1 }
          ),
        ]
        let cause = ways.first { windows.map($0.way) == answers }?.diagnosis
        for (window, got) in zip(windows, answers) {
          try explaining(cause ?? (got < 0 ? "No window fits fewer than 0 times." : nil)) {
            try expect("the result for \(window)", got, is: 0)
          }
        }
      },
      Check(
        "it agrees with the layer everywhere",
        hint: "Which of the checks above is nearest to this one? Work it out on paper.",
        "The row has size + 2 * padding numbers, and the window spans dilation * (kernelSize - 1) + 1."
      ) {
        for size in [1, 2, 5, 8, 17] {
          for kernelSize in 1...4 {
            for (stride, padding, dilation) in [
              (1, 0, 1), (2, 0, 1), (3, 1, 1), (1, 2, 2), (2, 1, 3), (4, 0, 2),
            ] {
              let window = Window(
                size: size, kernelSize: kernelSize, stride: stride, padding: padding,
                dilation: dilation)
              let fits = window.room(span: window.span) >= 0
              try expect(
                "the result for \(window)", answer(window), is: fits ? window.sizeAfterLayer : 0)
            }
          }
        }
      },
    ]
  }
}

/// Fails where a layer is made: it draws its weights.
func expectNoLayer(_ body: () -> Void, _ function: String) throws(CheckFailure) {
  func next(_ body: () -> Void) -> UInt32 {
    Generator.withCurrent(Generator(seed: 0)) {
      body()
      return Generator.current.random()
    }
  }
  let (next, called) = CalledFunctions.during { next(body) }
  try expect(
    next == Generator(seed: 0).random() && !called.contains("conv2d"),
    "\(function) makes a layer, and asks it",
    diagnosis: "Compute the number from the sizes alone, as you would on paper.")
}
