import Chapter1Data
import Datasets
import Exercises
import Tensors

extension Exercise {
  typealias Batch = (images: Tensor, labels: IntTensor)
  typealias MakeBatches =
    @Sendable (any Dataset, _ batchSize: Int, _ shuffle: Bool) ->
    AnySequence<Batch>

  /// Exercise 1.4.
  static func batches(
    _ answer: @escaping MakeBatches = {
      AnySequence(Batches($0, batchSize: $1, shuffle: $2))
    }
  ) -> Exercise {
    /// The labels of a pass over numbered samples: those say which samples they are. One that does
    /// not end is cut off.
    @Sendable func pass(_ batches: AnySequence<Batch>) -> [[Int]] {
      batches.prefix(50).map { $0.labels.values }
    }
    @Sendable func passes(
      over count: Int, batchSize: Int, seed: UInt64, number: Int = 1
    ) -> [[Int]] {
      Generator.withCurrent(Generator(seed: seed)) {
        let batches = answer(NumberedSamples(count), batchSize, true)
        return (0..<number).map { _ in pass(batches).flatMap(\.self) }
      }
    }

    return Exercise(
      .chapter1, 4, "A batch iterator of your own", file: "Batches",
      checks: [
        Check(
          "the batches follow one another, and then come to an end",
          hint: """
            Where did the last batch end? The next begins there. dataset.batch takes the indices of \
            its samples: 0, 1, 2, 3, then 4, 5, 6, 7.
            """
        ) {
          let got = pass(answer(NumberedSamples(8), 4, false))
          try expect(
            got.count < 50, "a pass over 8 samples in batches of 4 did not end",
            diagnosis: got.first == got.last
              ? """
              It is the same batch each time: next() has to remember where the last
              one ended.
              """
              : "next() has to return nil when every sample has had its turn.")
          try expect(
            "a pass over 8 samples in batches of 4", got, is: [[0, 1, 2, 3], [4, 5, 6, 7]],
            mistakes: [
              Mistake(
                [[0, 1, 2, 3], [4, 5, 6, 7], []],
                "After the last sample comes nil, not an empty batch."),
              Mistake([[0, 1, 2, 3]], "It ends after the first batch."),
              Mistake(
                [[0, 1, 2, 3], [3, 4, 5, 6], [6, 7]],
                "Each batch begins with the last sample of the one before."),
            ])
          let first = answer(NumberedSamples(8), 4, false).first { _ in true }
          try expect(
            "the shape of a batch's images", first?.images.shape ?? [], is: [4, 1, 1, 2])
        },
        Check(
          "the last batch is shorter where the samples run out",
          hint: "Of 10 samples in batches of 4, how many are left for the third?"
        ) {
          for (count, expected) in [
            (10, [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]), (3, [[0, 1, 2]]),
          ] {
            try expect(
              "a pass over \(count) samples in batches of 4",
              pass(answer(NumberedSamples(count), 4, false)), is: expected,
              mistakes: [
                Mistake(expected.filter { $0.count == 4 }, "The last batch counts, too.")
              ])
          }
        },
        Check(
          "a second pass begins at the start",
          hint: "makeIterator makes an Iterator for each loop. What it changes must be its own."
        ) {
          let batches = answer(NumberedSamples(10), 4, false)
          let (first, second) = (pass(batches), pass(batches))
          try expect(
            "the second pass", second, is: first,
            mistakes: [
              Mistake(
                [],
                """
                It found nothing: the first pass had used everything up. How far a pass
                has got belongs in its Iterator.
                """)
            ])
        },
        Check(
          "it agrees with DataLoader on the digits",
          hint:
            "Both take their samples from dataset.batch, so only which ones and how many can differ."
        ) {
          let test = try MNIST(train: false)
          let batches = answer(test, 300, false).makeIterator()
          for (index, expected) in DataLoader(test, batchSize: 300).enumerated() {
            guard let got = batches.next() else {
              throw CheckFailure("it ended before batch \(index)")
            }
            try expect(
              "the labels of batch \(index)", got.labels.float(),
              isCloseTo: expected.labels.float())
            try expect("the images of batch \(index)", got.images, isCloseTo: expected.images)
          }
        },
        Check(
          "shuffled, each pass has every sample once, in an order of its own",
          hint: "Draw one random order for each pass, when it begins, and cut that into batches."
        ) {
          let got = passes(over: 40, batchSize: 8, seed: 1, number: 2)
          for (name, samples) in zip(["first", "second"], got) {
            try expect(
              samples.sorted() == Array(0..<40),
              "the \(name) shuffled pass over 40 samples has \(samples.count), "
                + "\(Set(samples).count) of them different",
              diagnosis: "Draw one order of all samples when the pass begins, not one a batch.")
            try expect(
              samples != Array(0..<40), "with shuffle: true the samples came in order",
              diagnosis: "Look at shuffle, and draw a random order for the pass.")
          }
          try expect(
            samples(got[0], in: 8) != samples(Array(0..<40), in: 8),
            "the first batch has the first 8 samples in another order, and so on",
            diagnosis: "Shuffle all samples before they are cut into batches, not each batch.")
          try expect(
            got[0] != got[1], "both passes had the same order",
            diagnosis: "The order is drawn once for all passes. Draw it where a pass begins.")
        },
        Check(
          "a seed makes the order repeatable",
          hint: "Repeatable random numbers come from the generator that manualSeed starts."
        ) {
          try expect(
            passes(over: 40, batchSize: 8, seed: 1) != [Array(0..<40)],
            "with shuffle: true the samples came in order")
          try expect(
            passes(over: 40, batchSize: 8, seed: 1) == passes(over: 40, batchSize: 8, seed: 1),
            "after manualSeed(1), two runs of the program had different orders",
            diagnosis:
              "shuffled() does not know about manualSeed. Draw the order with randperm.")
          try expect(
            passes(over: 40, batchSize: 8, seed: 1) != passes(over: 40, batchSize: 8, seed: 2),
            "the seeds 1 and 2 gave the same order",
            diagnosis: """
              Draw from the current generator, as randperm does, not from a Generator
              that always starts the same.
              """
          )
        },
      ])
  }
}

/// What is in each batch, in whatever order.
private func samples(_ pass: [Int], in batchSize: Int) -> [[Int]] {
  stride(from: 0, to: pass.count, by: batchSize).map { start in
    pass[start..<min(start + batchSize, pass.count)].sorted()
  }
}
