import Chapter6Curves
import Exercises
import Tensors

extension Exercise {
  /// Exercise 6.1.
  static func movingAverage(
    _ answer: @escaping @Sendable ([Double], Int) -> [Double] = {
      Chapter6Curves.movingAverage($0, window: $1)
    }
  ) -> Exercise {
    let values: [Double] = [3, 9, 0, 6, 12, 3]

    /// The mean over the part of the window around or before each place that is there.
    @Sendable func means(_ window: (Int) -> ClosedRange<Int>) -> [Double] {
      values.indices.map { index in
        let part = window(index).clamped(to: 0...values.count - 1).map { values[$0] }
        return part.reduce(0, +) / Double(part.count)
      }
    }

    /// The average, as long as the values.
    @Sendable func average(_ values: [Double], _ window: Int) throws -> Tensor {
      let result = answer(values, window)
      let inner = values.count - window + 1
      try expect(
        "the number of averages of \(values.count) values", result.count, is: values.count,
        mistakes: [
          Mistake(
            inner, "Only whole windows are there. The first values have averages, too: of fewer."),
          Mistake(values.count + 1, "There is one too many."),
        ])
      return Tensor(result.map { Float($0) })
    }

    return Exercise(
      .chapter6, 1, "A moving average", file: "MovingAverage",
      checks: [
        Check(
          "there are as many averages as values",
          hint: "Each value has an average of its own. Begin with values.indices.map."
        ) {
          _ = try average(values, 3)
        },
        Check(
          "a window of 1 changes nothing",
          hint: "The mean of the last one value, itself included, is the value."
        ) {
          let expected = Tensor(values.map { Float($0) })
          try expect(
            "the average of \(values) over 1", average(values, 1), isCloseTo: expected,
            mistakes: [
              Mistake(
                Tensor(means { $0 - 1...$0 }.map { Float($0) }),
                "The window is one too long: from index − window to index are window + 1 places.")
            ])
        },
        Check(
          "each is the mean of a value and the ones before it",
          hint:
            "With a window of 3 the last average is over the last three values. Where does the "
            + "window of place number index begin?"
        ) {
          func inner(_ values: [Double]) -> Tensor { Tensor(values.dropFirst(2).map { Float($0) }) }
          let got = try average(values, 3)
          try expect(
            "the average of \(values) over 3, from the third on", got[2..<6],
            isCloseTo: inner(means { $0 - 2...$0 }),
            mistakes: [
              Mistake(inner(means { $0 - 1...$0 + 1 }), "The window is around the value."),
              Mistake(inner(means { $0...$0 + 2 }), "The window comes after the value."),
              Mistake(
                inner(means { $0 - 3...$0 }),
                "The window is one too long: from index − window to index are window + 1 places."),
              Mistake(
                inner(means { max(0, $0 - 3)...max(0, $0 - 1) }),
                "The value itself is not in its window."),
              Mistake(
                inner(means { max(0, $0 - 2)...$0 }.map { $0 * 3 }),
                "Those are sums. They are not divided yet."),
            ])
        },
        Check(
          "the first are means of as many values as there are",
          hint: "What must a sum be divided by while there are fewer than window values?"
        ) {
          let got = try average(values, 3)
          try expect(
            "the beginning of the average of \(values) over 3", got[0..<2],
            isCloseTo: Tensor([3, 6]),
            mistakes: [
              Mistake(
                Tensor([1, 4]),
                "They are divided by 3, though there are only one and two values in them: the curve would "
                  + "begin near 0."),
              Mistake(
                Tensor([3, 9]), "They are the values themselves. The second has one before it."),
              Mistake(
                Tensor([4, 4]), "They repeat the first whole window, and so look into the future."),
            ])
        },
        Check(
          "a window may be longer than the curve, and the curve may be empty",
          hint: "A range may begin at 0 at the earliest."
        ) {
          try expect(
            "the average of [2, 4] over 10", average([2, 4], 10), isCloseTo: Tensor([2, 3]))
          try expect("the average of nothing", answer([], 3), is: [])
        },
      ])
  }
}
