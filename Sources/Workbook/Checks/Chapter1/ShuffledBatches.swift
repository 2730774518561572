import Exercises
import Tensors

extension Exercise {
  /// What exercise 1.4 asks of a shuffled pass.
  static func shuffledChecks(_ answer: @escaping MakeBatches) -> [Check] {
    /// The samples of one pass or more, each in the order in which they come, and what the current
    /// generator gives afterwards.
    @Sendable func passes(seed: UInt64, number: Int = 1) throws -> (orders: [[Int]], next: UInt32) {
      try Generator.withCurrent(Generator(seed: seed)) {
        let batches = answer(NumberedSamples(40), 8, true)
        let orders = try (0..<number).map { _ in
          let pass = Array(batches.prefix(50))
          try expectTogether(pass)
          return pass.flatMap(\.labels.values)
        }
        return (orders, Generator.current.random())
      }
    }

    return [
      Check(
        "shuffled, each pass has every sample once, in an order of its own",
        hint: "Draw one random order for each pass, when it begins, and cut that into batches.",
        """
        In the initializer of Iterator: randperm(dataset.count).values if shuffle is true, and \
        Array(0..<dataset.count) if not.
        """
      ) {
        let (got, _) = try passes(seed: 1, number: 2)
        for (name, samples) in zip(["first", "second"], got) {
          let comesAgain = cut(samples, 8).contains { Set($0).count < $0.count }
          try expect(
            samples.sorted() == Array(0..<40),
            "the \(name) shuffled pass over 40 samples has \(samples.count), "
              + "\(Set(samples).count) of them different",
            diagnosis: comesAgain
              ? """
              Random numbers come again. Draw an order of all samples, as randperm does,
              when the pass begins.
              """
              : "Draw one order of all samples when the pass begins, not one a batch.")
          try expect(
            samples != Array(0..<40), "with shuffle: true the samples came in order",
            diagnosis: "Look at shuffle, and draw a random order for the pass.")
          try expectMixed(samples)
        }
        try expect(
          got[0] != got[1], "both passes had the same order",
          diagnosis: try passes(seed: 2, number: 2).orders == got
            ? """
            It does not depend on the seed either: it is kept from an earlier pass, or comes
            from a generator that always starts the same. Call randperm where a pass begins.
            """
            : "The order is drawn once for all passes. Draw it where a pass begins.")
      },
      Check(
        "a seed makes the order repeatable",
        hint: "Repeatable random numbers come from the generator that manualSeed starts.",
        "randperm draws from it. shuffled() of Swift does not, and nothing else may be seeded."
      ) {
        let (first, again, other) = (
          try passes(seed: 1), try passes(seed: 1), try passes(seed: 2)
        )
        try expect(
          first.orders != [Array(0..<40)], "with shuffle: true the samples came in order")
        try expect(
          first.orders == again.orders,
          "after manualSeed(1), two runs of the program had different orders",
          diagnosis:
            "shuffled() does not know about manualSeed. Draw the order with randperm.")
        try expect(
          first.next != other.next,
          "after a pass, everything else draws the same numbers, whatever the seed was",
          diagnosis: "Whoever writes the program calls manualSeed, and a pass does not.")
        try expect(
          first.orders != other.orders,
          "the seeds 1 and 2 gave the same order",
          diagnosis: """
            Draw from the current generator, as randperm does, not from a Generator
            that always starts the same.
            """
        )
      },
    ]
  }
}

/// Fails where an order of 40 samples, cut into batches of 8, is not a random one.
private func expectMixed(_ order: [Int]) throws(CheckFailure) {
  let batches = cut(order, 8)
  try expect(
    batches.map { $0.sorted() } != cut(Array(0..<40), 8),
    "the first batch has the first 8 samples in another order, and so on",
    diagnosis: "Shuffle all samples before they are cut into batches, not each batch.")
  let isRun = { (samples: [Int]) in samples.max()! - samples.min()! == samples.count - 1 }
  try expect(
    !batches.allSatisfy(isRun) || order == (0..<40).reversed(),
    "each shuffled batch has neighbours, as \(batches[0].min()!) to \(batches[0].max()!)",
    diagnosis: "The batches are shuffled, not the samples. Shuffle first, and cut then.")
  // Of a random order about two pairs are neighbours.
  let pairs = zip(order, order.dropFirst())
  let neighbours = pairs.count { abs($0 - $1) == 1 }
  try expect(
    neighbours < 20, "of 39 pairs in the shuffled order, \(neighbours) are still neighbours",
    diagnosis: order == (0..<40).reversed()
      ? "That is the order turned round. Draw a random one, with randperm."
      : "Every sample has to find a place at random: draw the order with randperm.")
}
