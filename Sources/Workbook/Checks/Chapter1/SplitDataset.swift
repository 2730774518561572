import Chapter1Data
import Datasets
import Exercises
import Tensors

extension Exercise {
  typealias Split =
    @Sendable (any Dataset, _ share: Double, _ seed: UInt64) -> (
      training: Subset, validation: Subset
    )

  /// Exercise 1.3.
  static func splitDataset(
    _ answer: @escaping Split = { Chapter1Data.splitDataset($0, validationShare: $1, seed: $2) }
  ) -> Exercise {
    // If it draws from the current generator, it draws from this one, whatever else the program does.
    let current = Generator(seed: 1)
    /// The numbers of the samples in each part.
    @Sendable func split(
      _ dataset: any Dataset, _ share: Double, _ seed: UInt64
    ) -> (training: [Int], validation: [Int]) {
      Generator.withCurrent(current) {
        let (training, validation) = answer(dataset, share, seed)
        return (training.sampleNumbers, validation.sampleNumbers)
      }
    }

    return Exercise(
      .chapter1, 3, "Split off a validation set", file: "SplitDataset",
      checks: [
        Check(
          "every sample is in exactly one part",
          hint: """
            Draw one order of all samples, and cut it in two. The second part begins where the \
            first ends.
            """,
          """
          If order is a list of all indices and n the size of one part, order.prefix(n) and \
          order.dropFirst(n) are the two parts. Both may be empty.
          """
        ) {
          for (count, share) in [(10, 0.5), (25, 0.2), (11, 0.25), (10, 0), (10, 1), (1, 0.5)] {
            let (training, validation) = split(NumberedSamples(count), share, 0)
            try expectEachOnce(
              in: training, and: validation, of: count, "\(count) samples, share \(share)")
          }
        },
        Check(
          "the validation part has its share",
          hint: "How many are they? A share times a count is a fraction; Int(…) rounds it down.",
          "Double(dataset.count) * validationShare is 2.75 for a quarter of 11. Int(2.75) is 2."
        ) {
          // No two of the ways below agree on all of them.
          let cases: [(count: Int, share: Double)] = [
            (4000, 0.125), (11, 0.25), (13, 0.25), (7, 0.5), (10, 0), (10, 1),
            (1, 0.5), (12, 0.75),
          ]
          let got = cases.map { split(NumberedSamples($0.count), $0.share, 0).validation.count }
          func all(_ way: (_ count: Double, _ share: Double) -> Double) -> [Int] {
            cases.map { Int(way(Double($0.count), $0.share)) }
          }
          let mistakes = [
            Mistake(
              all { $0 - ($0 * $1).rounded(.down) }, "The two parts have been swapped."),
            Mistake(
              all { ($0 * (1 - $1)).rounded(.down) }, "The two parts have been swapped."),
            Mistake(
              all { ($0 * $1).rounded() },
              "One too many: the share is rounded down, not to the nearest."),
            Mistake(
              all { ($0 * $1).rounded(.up) },
              "One too many: the share is rounded down, not up, and the training part has the rest."
            ),
            Mistake(
              all { max(1, ($0 * $1).rounded(.down)) },
              "A share of 0, or of less than one sample, leaves the validation part empty."),
            Mistake(
              all { max(0, ($0 * $1).rounded(.down) - 1) },
              "One is missing, at the border or at the end."),
            Mistake(all { ($0 * $1).rounded(.down) + 1 }, "One too many, at the border."),
            Mistake(
              all { ($0 * $1 / (1 + $1)).rounded(.down) },
              "The share is that of all samples, not of those that are trained on."),
            Mistake(
              all { ($0 * 0.1 + 0 * $1).rounded(.down) }, "That is a tenth. Use validationShare."),
            Mistake(
              all { ($0 * 0.5 + 0 * $1).rounded(.down) }, "That is a half. Use validationShare."),
            Mistake(
              all { ($0 * $1 / 100).rounded(.down) },
              "validationShare is no percentage: 0.125 is an eighth already."),
            Mistake(all { $1 * 4000 + 0 * $0 }, "The data set need not have 4,000 samples."),
            Mistake(
              all { $1 == 0 ? 0 : ($0 / (1 / $1).rounded(.down)).rounded(.down) },
              "1 / share is rounded before it is used. Multiply the count by the share instead."),
          ]
          let isChance =
            split(NumberedSamples(4000), 0.125, 1).validation.count
            != split(NumberedSamples(4000), 0.125, 2).validation.count
          try explaining(
            isChance
              ? "With another seed it is another number. Draw an order, and cut it: no coin for each."
              : mistakes.first { $0.value == got }?.diagnosis
          ) {
            for ((count, share), got) in zip(cases, got) {
              try expect(
                "the number of validation samples, share \(share) of \(count),", got,
                is: Int(Double(count) * share))
            }
          }
        },
        Check(
          "the validation part is drawn at random",
          hint: """
            Files are often in order, all the zeros first. Generator has a function for a random \
            order.
            """,
          """
          Generator(seed: seed).randomPermutation(dataset.count) has all indices in random order. \
          Cut that, not the range of the indices.
          """
        ) {
          for seed: UInt64 in 0..<3 {
            let chosen = split(NumberedSamples(200), 0.25, seed).validation.sorted()
            try expect("the number of validation samples, share 0.25 of 200,", chosen.count, is: 50)
            // Of a random part a quarter are 1 apart, and fewer are any other distance apart.
            let steps = zip(chosen, chosen.dropFirst()).map { $1 - $0 }
            let commonest = Dictionary(grouping: steps, by: \.self).max {
              $0.value.count < $1.value.count
            }!
            guard commonest.value.count > 36 else { continue }
            if commonest.key == 1 {
              let start = zip(chosen, steps).first { $1 != 1 }
              throw CheckFailure(
                start == nil
                  ? "the validation part is a run of neighbours, \(chosen[0]) to \(chosen.last!)"
                  : "the validation part is made of runs of neighbours, the first from \(chosen[0]) on",
                diagnosis: """
                  In a file that begins with all the zeros, the two parts would hold
                  different digits. Shuffle before you cut.
                  """)
            }
            throw CheckFailure(
              "the validation part is every sample number \(commonest.key), from \(chosen[0]) on",
              diagnosis: "That is not random; draw a random order and cut that.")
          }
        },
        Check(
          "a seed gives the same parts each time, another seed gives other parts",
          hint: "A Generator of your own that starts at the seed always draws the same order.",
          "Make the generator inside of the function, new at each call: Generator(seed: seed)."
        ) {
          func chosen(_ seed: UInt64, currentSeed: UInt64? = nil) -> [Int] {
            if let currentSeed { current.manualSeed(currentSeed) }
            return split(NumberedSamples(200), 0.25, seed).validation.sorted()
          }
          let (first, again) = (chosen(3), chosen(3))
          let isFromCurrent = chosen(3, currentSeed: 9) == chosen(3, currentSeed: 9)
          try expect(
            first == again, "the same seed gave two different validation parts",
            diagnosis: isFromCurrent
              ? """
              randperm and Generator.current go on from wherever they are. Make a Generator
              that starts at the seed.
              """
              : """
              shuffled() does not know the seed, and a generator that is kept goes on from
              wherever it is. Make a Generator that starts at the seed.
              """)
          try expect(
            first != chosen(4), "the seeds 3 and 4 gave the same validation part",
            diagnosis: "The seed that was asked for is not used.")
          var known: [[Int]: UInt64] = [first: 3]
          for seed: UInt64 in [0, 1, 2, 4, 5, 11, 13, 19, 103, 259, 1003, 65_539] {
            let part = chosen(seed)
            if let other = known[part] {
              throw CheckFailure(
                "the seeds \(other) and \(seed) gave the same validation part",
                diagnosis: "Only a part of the seed is used: hand it on as it is.")
            }
            known[part] = seed
          }
        },
        Check(
          "other random numbers are left alone",
          hint: "manualSeed starts the generator that everything draws from. You need another.",
          "randperm draws from the generator of all, and a Generator(seed: seed) from its own."
        ) {
          func next(splitting: Bool) -> UInt32 {
            Generator.withCurrent(Generator(seed: 5)) {
              if splitting { _ = answer(NumberedSamples(20), 0.25, 0) }
              return Generator.current.random()
            }
          }
          try expect(
            next(splitting: true) == next(splitting: false),
            "after the split, Generator.current draws different numbers than without it",
            diagnosis: """
              Then a split changes the initial weights of every network. Draw from a
              Generator of your own instead of manualSeed and Generator.current.
              """)
        },
        Check(
          "a part of a data set can be split again",
          hint: "A Subset is a data set, too. The indices count from 0 in whatever comes in.",
          "Make both parts with Subset(dataset, indices: …), from the dataset that came in."
        ) {
          let part = Subset(NumberedSamples(40), indices: 15..<35)
          let (training, validation) = split(part, 0.3, 7)
          try expect(
            "the samples of both parts of samples 15 to 34", (training + validation).sorted(),
            is: Array(15..<35))
          try expect("the number of validation samples, share 0.3 of 20,", validation.count, is: 6)
        },
      ])
  }
}

extension Subset {
  /// The numbers of its samples, in a subset of numbered samples: they are the labels.
  fileprivate var sampleNumbers: [Int] { (0..<count).map { self[$0].label } }
}

/// Fails if a sample is missing or is there twice, and names the first such sample.
private func expectEachOnce(
  in training: [Int], and validation: [Int], of count: Int, _ what: String
) throws(CheckFailure) {
  let (inTraining, inValidation) = (Set(training), Set(validation))
  if let part = [("training", training, inTraining), ("validation", validation, inValidation)]
    .first(where: { $0.1.count != $0.2.count })
  {
    throw CheckFailure(
      "\(what): of \(part.1.count) \(part.0) samples only \(part.2.count) are different",
      diagnosis: "Draw each sample once: use a random order, not random numbers.")
  }
  let both = inTraining.intersection(inValidation).sorted()
  if let first = both.first {
    throw CheckFailure(
      "\(what): \(both.count == 1 ? "sample \(first) is" : "\(both.count) samples are") in both parts",
      diagnosis: training.count == count && count > 1
        ? "The training part has all samples. Leave those of the validation part out of it."
        : both.count == 1
          ? "The parts share the sample at their border: 0..<n and n..<count do not."
          : "Cut one order in two instead of drawing two of them.")
  }
  let missing = (0..<count).filter { !inTraining.contains($0) && !inValidation.contains($0) }
  if let first = missing.first {
    throw CheckFailure(
      "\(what): \(missing.count == 1 ? "sample \(first) is" : "\(missing.count) samples are") in "
        + "neither part",
      diagnosis: """
        What is not in one part belongs in the other: round once, and let the
        other part have all the rest.
        """)
  }
}
