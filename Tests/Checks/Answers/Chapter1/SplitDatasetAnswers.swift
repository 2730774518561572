import Datasets
import Exercises
import Solutions
import Tensors

@testable import Checks

final class SplitDatasetAnswers: KnownAnswers {
  /// A split that cuts the order which `order` draws.
  private static func cutting(
    _ order: @escaping @Sendable (_ count: Int, _ seed: UInt64) -> [Int]
  ) -> Exercise {
    .splitDataset { dataset, share, seed in
      let order = order(dataset.count, seed)
      let count = Int(Double(dataset.count) * share)
      return (
        Subset(dataset, indices: order.dropFirst(count)),
        Subset(dataset, indices: order.prefix(count))
      )
    }
  }

  /// A split whose parts are two ranges of one random order.
  private static func ranges(
    _ ranges: @escaping @Sendable (_ count: Int, _ share: Double) -> (Range<Int>, Range<Int>)
  ) -> Exercise {
    .splitDataset { dataset, share, seed in
      let order = Generator(seed: seed).randomPermutation(dataset.count)
      let (training, validation) = ranges(dataset.count, share)
      return (
        Subset(dataset, indices: order[training]), Subset(dataset, indices: order[validation])
      )
    }
  }

  static let answers = Answers(
    solution: .splitDataset { Solutions.splitDataset($0, validationShare: $1, seed: $2) },
    others: [
      OtherAnswer(
        "the parts are cut from a shuffled part",
        .splitDataset { dataset, share, seed in
          let order = Generator(seed: seed).randomPermutation(dataset.count)
          let shuffled = Subset(dataset, indices: order)
          let count = Int(Double(dataset.count) * share)
          return (
            Subset(shuffled, indices: count..<dataset.count), Subset(shuffled, indices: 0..<count)
          )
        })
    ],
    wrong: [
      WrongAnswer(
        "the parts share a sample",
        ranges { count, share in
          let border = count - Int(Double(count) * share)
          return (0..<border, max(0, border - 1)..<count)
        }, fails: "every sample is in exactly one part",
        saying: "The parts share the sample at their border"),
      WrongAnswer(
        "the last sample is lost",
        ranges { count, share in
          let border = count - Int(Double(count) * share)
          return (0..<border, border..<max(border, count - 1))
        }, fails: "every sample is in exactly one part", saying: "in neither part"),
      WrongAnswer(
        "both counts are rounded down",
        ranges { count, share in
          let training = Int(Double(count) * (1 - share))
          return (0..<training, training..<training + Int(Double(count) * share))
        }, fails: "every sample is in exactly one part",
        saying: "round once, and let the"),
      WrongAnswer(
        "two orders are drawn",
        .splitDataset { dataset, share, seed in
          let generator = Generator(seed: seed)
          let count = Int(Double(dataset.count) * share)
          return (
            Subset(dataset, indices: generator.randomPermutation(dataset.count).dropFirst(count)),
            Subset(dataset, indices: generator.randomPermutation(dataset.count).prefix(count))
          )
        }, fails: "every sample is in exactly one part",
        saying: "Cut one order in two"),
      WrongAnswer(
        "numbers are drawn instead of an order",
        .splitDataset { dataset, share, seed in
          let generator = Generator(seed: seed)
          let count = Int(Double(dataset.count) * share)
          let chosen = (0..<count).map { _ in Int(generator.random()) % dataset.count }
          let rest = (0..<dataset.count).filter { !chosen.contains($0) }
          return (Subset(dataset, indices: rest), Subset(dataset, indices: chosen))
        }, fails: "every sample is in exactly one part",
        saying: "a random order, not random numbers"),
      WrongAnswer(
        "the parts have changed places",
        .splitDataset {
          let (training, validation) = Solutions.splitDataset($0, validationShare: $1, seed: $2)
          return (validation, training)
        }, fails: "the validation part has its share", saying: "The two parts have been swapped."
      ),
      WrongAnswer(
        "the share is rounded to the nearest",
        ranges { count, share in
          let border = count - Int((Double(count) * share).rounded())
          return (0..<border, border..<count)
        }, fails: "the validation part has its share", saying: "the share is rounded down"),
      WrongAnswer(
        "nothing is shuffled", cutting { count, _ in Array(0..<count) },
        fails: "the validation part is drawn at random", saying: "Shuffle before you cut."),
      WrongAnswer(
        "every so many samples one",
        .splitDataset { dataset, share, _ in
          let count = Int(Double(dataset.count) * share)
          let chosen = (0..<count).map { $0 * dataset.count / count }
          let rest = (0..<dataset.count).filter { !chosen.contains($0) }
          return (Subset(dataset, indices: rest), Subset(dataset, indices: chosen))
        }, fails: "the validation part is drawn at random", saying: "That is not random"),
      WrongAnswer(
        "shuffled by Swift's own", cutting { count, _ in (0..<count).shuffled() },
        fails: "a seed gives the same parts each time, another seed gives other parts",
        saying: "Generator that starts at the seed"),
      WrongAnswer(
        "the seed is always 0",
        cutting { count, _ in Generator(seed: 0).randomPermutation(count) },
        fails: "a seed gives the same parts each time, another seed gives other parts",
        saying: "The seed that was asked for is not used."),
      WrongAnswer(
        "the generator of all is seeded",
        cutting { count, seed in
          manualSeed(seed)
          return Generator.current.randomPermutation(count)
        }, fails: "other random numbers are left alone",
        saying: "instead of manualSeed and Generator.current"),
      WrongAnswer(
        "the training part is everything",
        .splitDataset { dataset, share, seed in
          let order = Generator(seed: seed).randomPermutation(dataset.count)
          let count = Int(Double(dataset.count) * share)
          return (Subset(dataset, indices: order), Subset(dataset, indices: order.prefix(count)))
        }, fails: "every sample is in exactly one part",
        saying: "The training part has all samples."),
      WrongAnswer(
        "at least one sample",
        ranges { count, share in
          let border = count - max(1, Int(Double(count) * share))
          return (0..<border, border..<count)
        }, fails: "the validation part has its share",
        saying: "leaves the validation part empty"),
      WrongAnswer(
        "a coin is tossed for each sample",
        .splitDataset { dataset, share, seed in
          let coins = Generator(seed: seed).uniform(0, 1, count: dataset.count)
          return (
            Subset(dataset, indices: coins.indices.filter { Double(coins[$0]) >= share }),
            Subset(dataset, indices: coins.indices.filter { Double(coins[$0]) < share })
          )
        }, fails: "the validation part has its share",
        saying: "With another seed it is another number."),
      WrongAnswer(
        "neighbours from a random place on",
        cutting { count, seed in
          let start = count == 0 ? 0 : Generator(seed: seed).randomPermutation(count)[0]
          return (0..<count).map { (start + $0) % count }
        }, fails: "the validation part is drawn at random",
        saying: "the validation part is a run of neighbours, 44 to 93"),
      WrongAnswer(
        "ten seeds are told apart",
        cutting { count, seed in Generator(seed: seed % 10).randomPermutation(count) },
        fails: "a seed gives the same parts each time, another seed gives other parts",
        saying: "Only a part of the seed is used"),
    ])
}
