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
    let values: [Double] = [4, 9.5, 0.5, 6, 12.25, 3, 7.5]

    /// The average, as long as the values.
    @Sendable func average(_ values: [Double], _ window: Int) throws -> [Double] {
      let result = answer(values, window)
      let inner = values.count - window + 1
      try expect(
        "the number of averages of \(values.count) values over \(window)", result.count,
        is: values.count,
        mistakes: [
          Mistake(
            inner, "Only whole windows are there. The first values have averages, too: of fewer."),
          Mistake(
            values.count - window,
            "Only whole windows are there, and one is missing. The first values have averages, too."
          ),
          Mistake(values.count + 1, "There is one too many."),
          Mistake(values.count - 1, "There is one too few."),
          Mistake(
            values.count + window - 1, "The window goes on beyond the end. It ends at each value."),
          Mistake(
            (values.count + window - 1) / window,
            "There is one for each block of \(window). Each value has one: the windows overlap."),
          Mistake(1, "That is one mean of all. Each value has one of its own."),
        ])
      return result
    }

    /// Compares the part of the average that is asked for.
    @Sendable func expectAverage(
      _ what: String, _ values: [Double], _ window: Int, at places: Range<Int>? = nil
    ) throws {
      let places = places ?? 0..<values.count
      func part(_ all: [Double]) -> Tensor { Tensor(all[places].map { Float($0) }) }
      let got = try average(values, window)
      try explaining(
        got.contains(where: \.isNaN)
          ? "nan is no number: 0 was divided by 0, or a place was left open." : nil
      ) {
        try expect(
          what, part(got), isCloseTo: part(means(values, window)),
          mistakes: otherAverages(values, window).map { Mistake(part($0.value), $0.diagnosis) })
      }
    }

    return Exercise(
      .chapter6, 1, "A moving average", file: "MovingAverage",
      checks: [
        Check(
          "there are as many averages as values",
          hint: "Each value has an average of its own. Begin with values.indices.map.",
          "values.indices are 0, 1, 2 and so on. Of each of them the window ends there."
        ) {
          for window in [3, 2, 5] { _ = try average(values, window) }
        },
        Check(
          "a window of 1 changes nothing",
          hint: "The mean of the last one value, itself included, is the value.",
          "Print, for index 3 and a window of 1, where the window begins and ends: at 3, both."
        ) {
          try expectAverage("the average of \(values) over 1", values, 1)
        },
        Check(
          "each is the mean of a value and the ones before it",
          hint:
            "With a window of 3 the last average is over the last three values. Where does the "
            + "window of place number index begin?",
          "Of place 4 and a window of 3 the places are 2, 3 and 4. From index − window it would be "
            + "four of them."
        ) {
          try expectAverage(
            "the average of \(values) over 3, from the third on,", values, 3, at: 2..<7)
          try expectAverage(
            "the average of \(values) over 4, from the fourth on,", values, 4, at: 3..<7)
        },
        Check(
          "the first are means of as many values as there are",
          hint: "What must a sum be divided by while there are fewer than window values?",
          "Of place 1 and a window of 3 there are two places, 0 and 1: half of their sum."
        ) {
          try expectAverage(
            "the beginning of the average of \(values) over 3", values, 3, at: 0..<2)
          try expectAverage(
            "the beginning of the average of \(values) over 5", values, 5, at: 0..<4)
        },
        Check(
          "it is so for any values and any window",
          hint: "Values may be below 0, may have a fraction, and may be equal.",
          "If the other checks pass and this one does not, look for a number that stands in the code, "
            + "for Int where Double belongs, and for what is kept from one call to the next."
        ) {
          let draws = Generator(seed: 61)
          for (count, window) in [(9, 2), (8, 6), (5, 5), (1, 1), (12, 7), (6, 5), (2, 1)] {
            let values = draws.uniform(-5, 5, count: count).map { Double($0) }
            try expectAverage("the average of \(count) values over \(window)", values, window)
          }
          try expectAverage("the average of [1, 1, 4, 1, 1] over 3", [1, 1, 4, 1, 1], 3)
        },
        Check(
          "a window may be longer than the curve",
          hint: "A range may begin at 0 at the earliest, and end with the last value.",
          "max(0, …) keeps the beginning of a window from lying before the first value."
        ) {
          try expectAverage("the average of [2, 4] over 10", [2, 4], 10)
          try expectAverage("the average of [7] over 3", [7], 3)
          try expectAverage("the average of [3, 1, 8] over 4", [3, 1, 8], 4)
        },
        Check(
          "a curve may be empty",
          hint:
            "Before the first batch there is no loss to draw. values[0] stops the program then.",
          "values.indices of an empty list is empty, and a map over it gives an empty list. 1..<0 is "
            + "no range, and stops the program."
        ) {
          for window in [1, 3] {
            try expect("the average of nothing over \(window)", answer([], window), is: [])
          }
        },
      ])
  }
}

/// The mean of the values in each place's window.
private func means(_ values: [Double], _ window: Int) -> [Double] {
  means(values) { max(0, $0 - window + 1)...$0 }
}

/// The mean over the part of each place's window that is there; the value where none is.
private func means(_ values: [Double], _ window: (Int) -> ClosedRange<Int>) -> [Double] {
  values.indices.map { index in
    let part = window(index).filter(values.indices.contains).map { values[$0] }
    return part.isEmpty ? values[index] : part.reduce(0, +) / Double(part.count)
  }
}

/// What others make of the values, and how that comes about.
private func otherAverages(_ values: [Double], _ window: Int) -> [Mistake<[Double]>] {
  guard let first = values.first else { return [] }
  let right = means(values, window)
  func each(_ body: (_ index: Int, _ part: [Double]) -> Double) -> [Double] {
    values.indices.map { body($0, Array(values[max(0, $0 - window + 1)...$0])) }
  }
  func padded(_ value: Double) -> [Double] {
    each { index, part in
      let missing = window - part.count
      return (part.reduce(0, +) + Double(missing) * value) / Double(window)
    }
  }
  var sums: [Double] = []
  for value in values { sums.append((sums.last ?? 0) + value) }
  var fedBack = values
  for index in values.indices {
    let part = fedBack[max(0, index - window + 1)...index]
    fedBack[index] = part.reduce(0, +) / Double(part.count)
  }
  func exponential(_ share: Double) -> [Double] {
    var mean = first
    return values.map { value in
      mean += share * (value - mean)
      return mean
    }
  }
  // Running sums from which something else is taken than what leaves the window.
  func running(leaving place: (Int) -> Int?) -> [Double] {
    var sum = 0.0
    return values.indices.map { index in
      sum += values[index]
      if let place = place(index), values.indices.contains(place) { sum -= values[place] }
      return sum / Double(min(index + 1, window))
    }
  }
  func rounded(_ factor: Double) -> [Double] { right.map { ($0 * factor).rounded() / factor } }
  func weighted(_ part: [Double]) -> Double {
    let sum = part.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
    return sum / Double(part.count * (part.count + 1) / 2)
  }
  func median(_ part: [Double]) -> Double {
    let (sorted, middle) = (part.sorted(), part.count / 2)
    return part.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
  let half = window / 2
  let whole = each { index, _ in index + 1 < window ? 0 : right[index] }
  let others: [Mistake<[Double]>] = [
    Mistake(
      padded(0),
      "The first are divided by the window, though fewer values are in them: the curve would begin "
        + "near 0."),
    Mistake(
      each { index, _ in index + 1 < window ? values[index] : right[index] },
      "The first are the values themselves. The second has one before it."),
    Mistake(
      each { index, _ in index + 1 < window ? right[min(window, values.count) - 1] : right[index] },
      "The first repeat the first whole window, and so look into the future."),
    Mistake(whole, "The first are 0. Each is the mean of as many values as there are."),
    Mistake(padded(first), "The first value is in there several times. It counts once."),
    Mistake(
      means(values) { $0 - window...$0 },
      "The window is one too long: from index − window to index are window + 1 places."),
    Mistake(
      means(values) { max($0 - window + 2, 0)...max($0, $0 - window + 2) },
      "The window is one too short: from index − window + 2 to index are window − 1 places."),
    Mistake(
      means(values) { $0 - window...max($0 - 1, $0 - window) },
      "The value itself is not in its window."),
    Mistake(
      means(values) { $0 - window + 1...max($0 - 1, $0 - window + 1) },
      "The value itself is not in its window."),
    Mistake(
      means(values) { $0 - half...$0 + half }, "The window is around the value. It ends with it."),
    Mistake(
      means(values) { $0 - half...$0 - half + window - 1 },
      "The window is around the value. It ends with it."),
    Mistake(
      means(values) { $0...$0 + window - 1 }, "The window comes after the value. It ends with it."),
    Mistake(
      values.indices.map { sums[$0] / Double($0 + 1) },
      "Each is the mean of all values up to there. The window is not used."),
    Mistake(sums, "Those are sums of all values up to there, which nothing was taken from."),
    Mistake(each { $1.reduce(0, +) }, "Those are sums. They are not divided yet."),
    Mistake(
      each { $1.reduce(0, +) / Double(values.count) },
      "It is divided by the number of values, and not by that in the window."),
    Mistake(
      running { _ in nil }, "The sum goes on growing: the value that leaves the window stays in it."
    ),
    Mistake(
      running { $0 >= window ? $0 - window + 1 : nil },
      "The wrong value leaves the sum: it is the one at index − window that is no longer inside."),
    Mistake(
      running { $0 >= window ? $0 - window - 1 : nil },
      "The wrong value leaves the sum: it is the one at index − window that is no longer inside."),
    Mistake(
      means(values) { $0 / window * window...$0 },
      "Those are blocks: the window begins anew every \(window) places. It moves on by one."),
    Mistake(
      means(values) { $0 / window * window...$0 / window * window + window - 1 },
      "Those are blocks: all \(window) places of one have the same mean. The window moves on by one."
    ),
    Mistake(means(values, 3), "The window is always 3 there."),
    Mistake(means(values, 5), "The window is always 5 there."),
    Mistake(
      each { median($1) },
      "Those are medians: the middle one of the values. The mean is asked for."),
    Mistake(
      fedBack,
      "Averages went into the averages behind them: read from the values, and write somewhere else."
    ),
    Mistake(
      exponential(2 / Double(window + 1)), "That is an exponential average. No value leaves it."),
    Mistake(exponential(1 / Double(window)), "That is an exponential average. No value leaves it."),
    Mistake(each { weighted($1) }, "Later values count more. In a mean all count the same."),
    Mistake(
      each { ($1.first! + $1.last!) / 2 },
      "That is the mean of the first and the last of the window, without those in between."),
    Mistake(
      each { Double(Int($1.reduce(0, +)) / $1.count) },
      "The fraction is lost: whole numbers were divided."),
    Mistake(rounded(1), "It is rounded. The fraction counts."),
    Mistake(rounded(10), "It is rounded. All digits count."),
    Mistake(rounded(100), "It is rounded. All digits count."),
    Mistake(each { $1.max()! }, "That is the largest of each window."),
    Mistake(each { $1.min()! }, "That is the smallest of each window."),
    Mistake(
      values.map { _ in values.reduce(0, +) / Double(values.count) },
      "That is one mean, of all values. Each value has one of its own."),
    Mistake(means(values.map { max($0, 0) }, window), "Values below 0 were taken for 0."),
    Mistake(values, "Those are the values themselves."),
    Mistake(right.reversed(), "The averages are in the wrong order: from the last to the first."),
  ]
  return others.filter { $0.value != right }
}
