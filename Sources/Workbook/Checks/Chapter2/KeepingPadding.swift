import Exercises

extension Exercise {
  /// The second half of exercise 2.1.
  static func paddingCheck(_ padding: @escaping KeepingPadding) -> Check {
    Check(
      "the padding that keeps the size",
      hint: """
        How many pixels are lost without padding? Half of them have to be added at each end.
        """,
      """
      A window loses one pixel less than it spans. An even number of them has a half; of an odd \
      one return nil. Neither size nor parity of kernelSize alone decides.
      """,
      // Whoever looks for it among many paddings needs a while.
      timeLimit: .seconds(30)
    ) {
      let cases = [
        (3, 1, 1), (5, 1, 2), (1, 1, 0), (3, 2, 2), (7, 3, 9), (2, 2, 1), (2, 1, nil),
        (4, 1, nil), (4, 3, nil), (4, 2, 3), (1, 5, 0), (11, 1, 5),
      ]
      let answers = cases.map { padding($0.0, $0.1) }
      let ways: [(diagnosis: String, way: (Int, Int) -> Int?)] = [
        (
          "The number is that of one end. Those are the zeros of both ends together.",
          { kernel, dilation in dilation * (kernel - 1) % 2 == 0 ? dilation * (kernel - 1) : nil }
        ),
        (
          "The dilation makes the window span more pixels.",
          { kernel, dilation in kernel % 2 == 0 ? nil : (kernel - 1) / 2 }
        ),
        (
          "The dilation makes the window span more pixels.",
          { kernel, dilation in (kernel - 1) / 2 }
        ),
        ("The dilation makes the window span more pixels.", { kernel, dilation in kernel / 2 }),
        (
          """
          It does not depend on kernelSize alone: a window of 2 with dilation 2 spans 3
          pixels, and loses an even number.
          """, { kernel, dilation in kernel % 2 == 0 ? nil : dilation * (kernel - 1) / 2 }
        ),
        (
          "A window that loses nothing keeps the size with a padding of 0.",
          { kernel, dilation in
            dilation * (kernel - 1) % 2 == 0 && kernel > 1 ? dilation * (kernel - 1) / 2 : nil
          }
        ),
        (
          "Where there is no such padding, the result is nil. 0 is a padding, too.",
          { kernel, dilation in dilation * (kernel - 1) % 2 == 0 ? dilation * (kernel - 1) / 2 : 0 }
        ),
        (
          """
          Where an odd number of pixels is lost, two equal ends cannot add up to that:
          nil, and not the half rounded down.
          """, { kernel, dilation in dilation * (kernel - 1) / 2 }
        ),
        (
          """
          Where an odd number of pixels is lost, two equal ends cannot add up to that:
          nil, and not the half rounded up.
          """, { kernel, dilation in (dilation * (kernel - 1) + 1) / 2 }
        ),
        (
          "It is the other way round: an odd span loses an even number of pixels.",
          { kernel, dilation in kernel % 2 == 1 ? nil : dilation * (kernel - 1) / 2 }
        ),
        (
          "It is the other way round: an odd span loses an even number of pixels.",
          { kernel, dilation in dilation * (kernel - 1) % 2 == 1 ? dilation * (kernel - 1) / 2 : nil
          }
        ),
        (
          "kernelSize / 2 is the half only of odd windows without dilation.",
          { kernel, dilation in kernel / 2 * dilation }
        ),
        (
          "kernelSize / 2 is the half only of odd windows without dilation.",
          { kernel, dilation in kernel % 2 == 0 ? nil : kernel / 2 * dilation + dilation - 1 }
        ),
        (
          """
          With dilation 2 a window of 3 spans 5 pixels, not 6: there are gaps between its
          pixels, and none after the last.
          """,
          { kernel, dilation in kernel * dilation % 2 == 1 ? (kernel * dilation - 1) / 2 : nil }
        ),
        (
          "There is one gap between any two pixels of the window, not one in all.",
          { kernel, dilation in (kernel + dilation) % 2 == 0 ? (kernel + dilation - 2) / 2 : nil }
        ),
      ]
      let cause = ways.first { way in
        zip(cases, answers).allSatisfy { way.way($0.0, $0.1) == $1 }
      }?.diagnosis
      for ((kernelSize, dilation, expected), got) in zip(cases, answers) where got != expected {
        var diagnosis = cause
        if diagnosis == nil, expected == nil {
          diagnosis = """
            A window of \(kernelSize) takes away an odd number of pixels, and two equal ends
            cannot add up to that: nil.
            """
        } else if diagnosis == nil, got == nil {
          diagnosis = """
            \(expected!) at each end add up to the \(2 * expected!) pixels that are lost.
            """
        }
        throw CheckFailure(
          "the padding for kernelSize \(kernelSize), dilation \(dilation) is wrong",
          expected: expected.map { "\($0)" } ?? "nil", got: got.map { "\($0)" } ?? "nil",
          diagnosis: diagnosis)
      }
    }
  }
}
