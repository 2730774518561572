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
    @Sendable func split(
      _ dataset: any Dataset, _ share: Double, _ seed: UInt64
    ) -> (training: Subset, validation: Subset) {
      Generator.withCurrent(current) { answer(dataset, share, seed) }
    }

    return Exercise(
      .chapter1, 3, "Split off a validation set", file: "SplitDataset",
      checks: [
        Check(
          "every sample is in exactly one part",
          hint: """
            Draw one order of all samples, and cut it in two. The second part begins where the \
            first ends.
            """
        ) {
          for (count, share) in [(10, 0.5), (25, 0.2), (11, 0.25), (10, 0), (10, 1)] {
            let (training, validation) = split(NumberedSamples(count), share, 0)
            try expectEachOnce(
              in: training, and: validation, of: count, "\(count) samples, share \(share)")
          }
        },
        Check(
          "the validation part has its share",
          hint: "How many are they? A share times a count is a fraction; Int(…) rounds it down."
        ) {
          for (count, share, expected) in [(4000, 0.125, 500), (11, 0.25, 2), (7, 0.5, 3)] {
            let (_, validation) = split(NumberedSamples(count), share, 0)
            try expect(
              "the number of validation samples, share \(share) of \(count),",
              validation.count, is: expected,
              mistakes: [
                Mistake(count - expected, "The two parts have been swapped."),
                Mistake(
                  expected + 1, "One too many: the share is rounded down, not up or to the nearest."
                ),
                Mistake(expected - 1, "One is missing, at the border or at the end."),
              ])
          }
        },
        Check(
          "the validation part is drawn at random",
          hint: """
            Files are often in order, all the zeros first. Generator has a function for a random \
            order.
            """
        ) {
          let chosen = split(NumberedSamples(200), 0.25, 0).validation.indices.sorted()
          try expect("the number of validation samples, share 0.25 of 200,", chosen.count, is: 50)
          let steps = Set(zip(chosen, chosen.dropFirst()).map { $1 - $0 })
          try expect(
            steps != [1],
            "the validation part is a run of neighbours, \(chosen[0]) to \(chosen.last!)",
            diagnosis: """
              In a file that begins with all the zeros, the two parts would hold
              different digits. Shuffle before you cut.
              """)
          try expect(
            steps.count > 1,
            "the validation part is every sample number \(steps.first!), from \(chosen[0]) on",
            diagnosis: "That is not random; draw a random order and cut that.")
        },
        Check(
          "a seed gives the same parts each time, another seed gives other parts",
          hint: "A Generator of your own that starts at the seed always draws the same order."
        ) {
          func chosen(_ seed: UInt64) -> [Int] {
            split(NumberedSamples(200), 0.25, seed).validation.indices.sorted()
          }
          let (first, again) = (chosen(3), chosen(3))
          try expect(
            first == again, "the same seed gave two different validation parts",
            diagnosis: """
              shuffled() and Generator.current go on from wherever they are. Make a
              Generator that starts at the seed.
              """)
          try expect(
            first != chosen(4), "the seeds 3 and 4 gave the same validation part",
            diagnosis: "The seed that was asked for is not used.")
        },
        Check(
          "other random numbers are left alone",
          hint: "manualSeed starts the generator that everything draws from. You need another."
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
      ])
  }
}

/// Fails if a sample is missing or is there twice, and names the first such sample.
private func expectEachOnce(
  in training: Subset, and validation: Subset, of count: Int, _ what: String
) throws(CheckFailure) {
  let (inTraining, inValidation) = (Set(training.indices), Set(validation.indices))
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
      diagnosis: both.count == 1
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
