import Datasets
import Exercises
import Solutions
import Tensors

@testable import Checks

final class CountLabelsAnswers: KnownAnswers {
  private static func withCount(
    _ count: @escaping @Sendable (DataLoader) -> [Int]
  ) -> Exercise {
    .countLabels(count) { Solutions.accuracyOfAlwaysTheSame($0) }
  }

  private static func withAccuracy(_ accuracy: @escaping @Sendable ([Int]) -> Float) -> Exercise {
    .countLabels({ Solutions.countLabels(in: $0) }, accuracy: accuracy)
  }

  static let answers = Answers(
    solution: .countLabels(
      { Solutions.countLabels(in: $0) }, accuracy: { Solutions.accuracyOfAlwaysTheSame($0) }),
    wrong: [
      WrongAnswer(
        "a dictionary of the digits that there are",
        withCount { loader in
          var counts: [Int: Int] = [:]
          for (_, labels) in loader {
            for label in labels.values { counts[label, default: 0] += 1 }
          }
          return counts.sorted { $0.key < $1.key }.map(\.value)
        }, fails: "there are ten counts, even for digits that are missing",
        saying: "A digit that is missing has a count, too"),
      WrongAnswer(
        "as many counts as the largest digit needs",
        withCount { loader in
          let labels = loader.flatMap(\.labels.values)
          return (0...labels.max()!).map { digit in labels.count { $0 == digit } }
        }, fails: "there are ten counts, even for digits that are missing",
        saying: "It ends at the largest digit that comes."),
      WrongAnswer(
        "counts are set rather than added to",
        withCount { loader in
          var counts = [Int](repeating: 0, count: 10)
          for (_, labels) in loader { for label in labels.values { counts[label] = 1 } }
          return counts
        }, fails: "there are ten counts, even for digits that are missing",
        saying: "A 7 that comes twice counts twice"),
      WrongAnswer(
        "the digits count from 1",
        withCount { loader in
          var counts = [Int](repeating: 0, count: 10)
          for (_, labels) in loader { for label in labels.values { counts[label - 1] += 1 } }
          return counts
        }, fails: "there are ten counts, even for digits that are missing",
        saying: "Index out of range", traps: true),
      WrongAnswer(
        "each batch begins at 0 again",
        withCount { loader in
          var counts: [Int] = []
          for (_, labels) in loader {
            counts = [Int](repeating: 0, count: 10)
            for label in labels.values { counts[label] += 1 }
          }
          return counts
        }, fails: "all batches count", saying: "the last batch alone"),
      WrongAnswer(
        "only the first batch is looked at",
        withCount { loader in
          var batches = loader.makeIterator()
          let (_, labels) = batches.next()!
          return (0...9).map { digit in labels.values.count { $0 == digit } }
        }, fails: "all batches count", saying: "the first batch alone"),
      WrongAnswer(
        "batches of 4 are taken for granted",
        withCount { loader in
          var counts = [Int](repeating: 0, count: 10)
          for (_, labels) in loader where labels.count >= 4 {
            for i in 0..<4 { counts[labels[i].item()] += 1 }
          }
          return counts
        }, fails: "all batches count", saying: "The last batch, which is shorter, is left out."),
      WrongAnswer(
        "whole numbers are divided", withAccuracy { Float($0.max()! / $0.reduce(0, +)) },
        fails: "always the same answer: it is right for the most common digit",
        saying: "Int divided by Int leaves the fraction out"),
      WrongAnswer(
        "all digits are taken to be equally common", withAccuracy { 1 / Float($0.count) },
        fails: "always the same answer: it is right for the most common digit",
        saying: "only if all digits are equally common"),
      WrongAnswer(
        "divided by the number of counts",
        withAccuracy { Float($0.max()!) / Float($0.count) },
        fails: "always the same answer: it is right for the most common digit",
        saying: "That divides by the number of digits"),
      WrongAnswer(
        "a percentage", withAccuracy { 100 * Float($0.max()!) / Float($0.reduce(0, +)) },
        fails: "always the same answer: it is right for the most common digit",
        saying: "That is a percentage"),
      WrongAnswer(
        "the data set is counted, not what the loader hands out",
        withCount { loader in
          var counts = [Int](repeating: 0, count: 10)
          for index in 0..<loader.dataset.count { counts[loader.dataset[index].label] += 1 }
          return counts
        }, fails: "what the loader hands out is counted", saying: "go through the"),
      WrongAnswer(
        "the least common digit", withAccuracy { Float($0.min()!) / Float($0.reduce(0, +)) },
        fails: "always the same answer: it is right for the most common digit",
        saying: "That is the least common digit."),
      WrongAnswer(
        "the digit 0", withAccuracy { Float($0[0]) / Float($0.reduce(0, +)) },
        fails: "always the same answer: it is right for the most common digit",
        saying: "That is the digit 0."),
      WrongAnswer(
        "rounded to hundredths",
        withAccuracy { (100 * Float($0.max()!) / Float($0.reduce(0, +))).rounded() / 100 },
        fails: "always the same answer: it is right for the most common digit",
        saying: "That is rounded."),
    ])
}
