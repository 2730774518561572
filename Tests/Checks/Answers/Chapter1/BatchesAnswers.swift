import Datasets
import Exercises
import Solutions
import Tensors

@testable import Checks

final class BatchesAnswers: KnownAnswers {
  /// Batches whose passes are these samples; `indices` is called when a pass begins.
  private static func passes(
    _ indices: @escaping @Sendable (_ count: Int, _ batchSize: Int, _ shuffle: Bool) -> [[Int]]
  ) -> Exercise {
    .batches { dataset, batchSize, shuffle in
      AnySequence<Exercise.Batch> {
        var rest = indices(dataset.count, batchSize, shuffle)[...]
        return AnyIterator<Exercise.Batch> { rest.popFirst().map { dataset.batch($0) } }
      }
    }
  }

  /// The order, or the samples one after the other, cut into batches.
  private static func cut(_ order: [Int], _ batchSize: Int) -> [[Int]] {
    stride(from: 0, to: order.count, by: batchSize).map { start in
      Array(order[start..<min(start + batchSize, order.count)])
    }
  }

  static let answers = Answers(
    solution: .batches { AnySequence(Solutions.Batches($0, batchSize: $1, shuffle: $2)) },
    wrong: [
      WrongAnswer(
        "single samples", passes { count, _, _ in cut(Array(0..<count), 1) },
        fails: "the batches follow one another, and then come to an end",
        saying: "[[0], [1], [2]"),
      WrongAnswer(
        "the last batch is dropped",
        passes { count, size, _ in cut(Array(0..<count), size).filter { $0.count == size } },
        fails: "the last batch is shorter where the samples run out",
        saying: "The last batch counts, too."),
      WrongAnswer(
        "an empty batch comes last",
        passes { count, size, _ in
          (0...count / size).map { Array($0 * size..<min(($0 + 1) * size, count)) }
        }, fails: "the batches follow one another, and then come to an end",
        saying: "not an empty batch"),
      WrongAnswer(
        "always the first batch",
        .batches { dataset, batchSize, _ in
          AnySequence<Exercise.Batch> { AnyIterator { dataset.batch(Array(0..<batchSize)) } }
        }, fails: "the batches follow one another, and then come to an end",
        saying: "next() has to remember where the last"),
      WrongAnswer(
        "it begins again at the end",
        .batches { dataset, batchSize, _ in
          AnySequence<Exercise.Batch> {
            var start = 0
            return AnyIterator<Exercise.Batch> {
              let end = min(start + batchSize, dataset.count)
              defer { start = end == dataset.count ? 0 : end }
              return dataset.batch(Array(start..<end))
            }
          }
        }, fails: "the batches follow one another, and then come to an end",
        saying: "next() has to return nil"),
      WrongAnswer(
        "batches overlap by one",
        passes { count, size, _ in
          stride(from: 0, to: count, by: size - 1).map {
            Array($0..<min($0 + size, count))
          }
        }, fails: "the batches follow one another, and then come to an end",
        saying: "begins with the last sample of the one before"),
      WrongAnswer(
        "the last batch reaches past the end",
        .batches { dataset, batchSize, _ in
          AnySequence<Exercise.Batch> {
            var start = 0
            return AnyIterator<Exercise.Batch> {
              guard start < dataset.count else { return nil }
              defer { start += batchSize }
              return dataset.batch(Array(start..<start + batchSize))
            }
          }
        }, fails: "the last batch is shorter where the samples run out",
        saying: "index 10 is out of range for 10 samples", traps: true),
      WrongAnswer(
        "all passes share where they stand",
        .batches { dataset, batchSize, _ in
          var rest = cut(Array(0..<dataset.count), batchSize)[...]
          let shared = AnyIterator<Exercise.Batch> { rest.popFirst().map { dataset.batch($0) } }
          return AnySequence { shared }
        }, fails: "a second pass begins at the start",
        saying: "the first pass had used everything up"),
      WrongAnswer(
        "shuffle is not looked at", passes { count, size, _ in cut(Array(0..<count), size) },
        fails: "shuffled, each pass has every sample once, in an order of its own",
        saying: "Look at shuffle"),
      WrongAnswer(
        "each batch is drawn anew",
        passes { count, size, shuffle in
          guard shuffle else { return cut(Array(0..<count), size) }
          return (0..<(count + size - 1) / size).map { _ in
            Array(Generator.current.randomPermutation(count).prefix(size))
          }
        }, fails: "shuffled, each pass has every sample once, in an order of its own",
        saying: "not one a batch"),
      WrongAnswer(
        "each batch is shuffled by itself",
        passes { count, size, shuffle in
          let batches = cut(Array(0..<count), size)
          guard shuffle else { return batches }
          return batches.map { batch in
            Generator.current.randomPermutation(batch.count).map { batch[$0] }
          }
        }, fails: "shuffled, each pass has every sample once, in an order of its own",
        saying: "before they are cut into batches"),
      WrongAnswer(
        "one order for all passes",
        .batches { dataset, batchSize, shuffle in
          let count = dataset.count
          let order =
            shuffle ? Generator.current.randomPermutation(count) : Array(0..<count)
          return AnySequence(cut(order, batchSize).lazy.map { dataset.batch($0) })
        }, fails: "shuffled, each pass has every sample once, in an order of its own",
        saying: "The order is drawn once for all passes."),
      WrongAnswer(
        "shuffled by Swift's own",
        passes { count, size, shuffle in
          cut(shuffle ? (0..<count).shuffled() : Array(0..<count), size)
        }, fails: "a seed makes the order repeatable",
        saying: "shuffled() does not know about manualSeed"),
      WrongAnswer(
        "the labels are not shuffled",
        .batches { dataset, batchSize, shuffle in
          AnySequence<Exercise.Batch> {
            let count = dataset.count
            let order = shuffle ? Generator.current.randomPermutation(count) : Array(0..<count)
            var rest = zip(cut(order, batchSize), cut(Array(0..<count), batchSize)).makeIterator()
            return AnyIterator<Exercise.Batch> {
              rest.next().map { (dataset.batch($0).images, dataset.batch($1).labels) }
            }
          }
        }, fails: "shuffled, each pass has every sample once, in an order of its own",
        saying: "An image and its label belong to one sample."),
      WrongAnswer(
        "the batches are shuffled, not the samples",
        passes { count, size, shuffle in
          let batches = cut(Array(0..<count), size)
          guard shuffle else { return batches }
          return Generator.current.randomPermutation(batches.count).map { batches[$0] }
        }, fails: "shuffled, each pass has every sample once, in an order of its own",
        saying: "The batches are shuffled, not the samples."),
      WrongAnswer(
        "the order is turned round",
        passes { count, size, shuffle in
          cut(shuffle ? (0..<count).reversed() : Array(0..<count), size)
        }, fails: "shuffled, each pass has every sample once, in an order of its own",
        saying: "That is the order turned round."),
      WrongAnswer(
        "numbers are drawn instead of an order",
        passes { count, size, shuffle in
          guard shuffle else { return cut(Array(0..<count), size) }
          let numbers = (0..<count).map { _ in Int(Generator.current.random()) % count }
          return cut(numbers, size)
        }, fails: "shuffled, each pass has every sample once, in an order of its own",
        saying: "Random numbers come again."),
      WrongAnswer(
        "a generator that always starts the same",
        passes { count, size, shuffle in
          cut(shuffle ? Generator(seed: 0).randomPermutation(count) : Array(0..<count), size)
        }, fails: "shuffled, each pass has every sample once, in an order of its own",
        saying: "It does not depend on the seed either"),
      WrongAnswer(
        "it begins again after nil",
        .batches { dataset, batchSize, shuffle in
          AnySequence<Exercise.Batch> {
            let count = dataset.count
            let order = shuffle ? Generator.current.randomPermutation(count) : Array(0..<count)
            var rest = cut(order, batchSize)[...]
            return AnyIterator<Exercise.Batch> {
              defer { if rest.isEmpty { rest = cut(order, batchSize)[...] + [[]] } }
              guard let batch = rest.popFirst(), !batch.isEmpty else { return nil }
              if rest.isEmpty { rest = [[]] }
              return dataset.batch(batch)
            }
          }
        }, fails: "after the end there is nothing more",
        saying: "This one stays at its end."),
      WrongAnswer(
        "a data set without samples has a batch",
        passes { count, size, shuffle in
          let order = shuffle ? Generator.current.randomPermutation(count) : Array(0..<count)
          return count == 0 ? [[]] : cut(order, size)
        }, fails: "after the end there is nothing more", saying: "No samples make no batch"),
      WrongAnswer(
        "a DataLoader does it",
        .batches { AnySequence(DataLoader($0, batchSize: $1, shuffle: $2)) },
        fails: "it is your own", saying: "the batches come from a DataLoader"),
    ])
}
