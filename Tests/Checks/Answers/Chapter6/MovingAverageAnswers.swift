import Exercises
import Solutions

@testable import Checks

/// The mean of the values in a window around each place, as far as they are there.
private func means(
  _ values: [Double], _ window: (Int) -> ClosedRange<Int>
) -> [Double] {
  values.indices.map { index in
    let part = values[window(index).clamped(to: 0...values.count - 1)]
    return part.reduce(0, +) / Double(part.count)
  }
}

final class MovingAverageAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .movingAverage { Solutions.movingAverage($0, window: $1) },
    others: [
      OtherAnswer(
        "a running sum",
        .movingAverage { values, window in
          var sum = 0.0
          return values.indices.map { index in
            sum += values[index]
            if index >= window { sum -= values[index - window] }
            return sum / Double(min(index + 1, window))
          }
        })
    ],
    wrong: [
      WrongAnswer(
        "whole windows only",
        .movingAverage { values, window in
          (window - 1..<max(window - 1, values.count)).map { last in
            values[last - window + 1...last].reduce(0, +) / Double(window)
          }
        }, fails: "there are as many averages as values", saying: "Only whole windows are there."),
      WrongAnswer(
        "one place too many",
        .movingAverage { values, window in means(values) { $0 - window...$0 } },
        fails: "a window of 1 changes nothing", saying: "The window is one too long"),
      WrongAnswer(
        "the value is not in its window",
        .movingAverage { values, window in
          window == 1 ? values : means(values) { max(0, $0 - window)...max(0, $0 - 1) }
        }, fails: "each is the mean of a value and the ones before it",
        saying: "The value itself is not in its window."),
      WrongAnswer(
        "around the value",
        .movingAverage { values, window in means(values) { $0 - window / 2...$0 + window / 2 } },
        fails: "each is the mean of a value and the ones before it",
        saying: "The window is around the value."),
      WrongAnswer(
        "sums",
        .movingAverage { values, window in
          window == 1
            ? values
            : values.indices.map { values[max(0, $0 - window + 1)...$0].reduce(0, +) }
        }, fails: "each is the mean of a value and the ones before it",
        saying: "They are not divided yet."),
      WrongAnswer(
        "divided by the window at the beginning, too",
        .movingAverage { values, window in
          values.indices.map {
            values[max(0, $0 - window + 1)...$0].reduce(0, +) / Double(window)
          }
        }, fails: "the first are means of as many values as there are",
        saying: "though fewer values are in them"),
      WrongAnswer(
        "the first are left as they are",
        .movingAverage { values, window in
          values.indices.map { index in
            index < window - 1
              ? values[index]
              : values[index - window + 1...index].reduce(0, +) / Double(window)
          }
        }, fails: "the first are means of as many values as there are",
        saying: "The second has one before it."),
      WrongAnswer(
        "an empty curve is not thought of",
        .movingAverage { values, window in
          var result = [values[0]]
          for index in 1..<values.count {
            let last = values[max(0, index - window + 1)...index]
            result.append(last.reduce(0, +) / Double(last.count))
          }
          return result
        }, fails: "a curve may be empty",
        saying: "Index out of range", traps: true),
      WrongAnswer(
        "all so far",
        .movingAverage { values, _ in means(values) { 0...$0 } },
        fails: "a window of 1 changes nothing", saying: "The window is not used."),
      WrongAnswer(
        "a window of its own", .movingAverage { values, _ in means(values) { $0 - 2...$0 } },
        fails: "a window of 1 changes nothing", saying: "The window is always 3 there."),
      WrongAnswer(
        "whole numbers",
        .movingAverage { values, window in
          Solutions.movingAverage(values, window: window).map { $0.rounded(.towardZero) }
        }, fails: "a window of 1 changes nothing", saying: "The fraction is lost"),
      WrongAnswer(
        "nothing leaves the sum",
        .movingAverage { values, window in
          var sum = 0.0
          return values.indices.map { index in
            sum += values[index]
            return sum / Double(min(index + 1, window))
          }
        }, fails: "a window of 1 changes nothing", saying: "which nothing was taken from"),
      WrongAnswer(
        "one place too few",
        .movingAverage { values, window in
          window == 1 ? values : means(values) { max(0, $0 - window + 2)...$0 }
        }, fails: "each is the mean of a value and the ones before it",
        saying: "The window is one too short"),
      WrongAnswer(
        "blocks",
        .movingAverage { values, window in means(values) { $0 / window * window...$0 } },
        fails: "each is the mean of a value and the ones before it", saying: "Those are blocks"),
      WrongAnswer(
        "the first value again and again",
        .movingAverage { values, window in
          let longer = [Double](repeating: values.first ?? 0, count: window - 1) + values
          return values.indices.map { longer[$0..<$0 + window].reduce(0, +) / Double(window) }
        }, fails: "the first are means of as many values as there are",
        saying: "The first value is in there several times."),
    ])
}
