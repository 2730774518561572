import Chapter1Data
import Datasets
import Exercises
import Synchronization
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
    Exercise(
      .chapter1, 4, "A batch iterator of your own", file: "Batches",
      checks: orderedChecks(answer) + shuffledChecks(answer) + endChecks(answer))
  }

  private static func orderedChecks(_ answer: @escaping MakeBatches) -> [Check] {
    [
      Check(
        "the batches follow one another, and then come to an end",
        hint: """
          Where did the last batch end? The next begins there. dataset.batch takes the indices of \
          its samples: 0, 1, 2, 3, then 4, 5, 6, 7.
          """,
        """
        Keep the indices of all samples in the iterator, and where the next batch starts. next() \
        takes batchSize of them from there, moves the start, and returns nil at the end.
        """
      ) {
        let batches = Array(answer(NumberedSamples(8), 4, false).prefix(50))
        let got = batches.map(\.labels.values)
        try expect(
          got.count < 50, "a pass over 8 samples in batches of 4 did not end",
          diagnosis: got.first == got.last
            ? """
            It is the same batch each time: next() has to remember where the last
            one ended.
            """
            : "next() has to return nil when every sample has had its turn.")
        try expectTogether(batches)
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
            Mistake(
              [[0, 1, 2, 3, 4], [5, 6, 7]],
              "A batch has one sample too many: 0...batchSize has one more than 0..<batchSize."),
            Mistake([[0, 1, 2], [3, 4, 5], [6, 7]], "A batch has one sample too few."),
            Mistake(
              [[0, 1], [2, 3], [4, 5], [6, 7]],
              "4 is the number of samples in a batch, not the number of batches."),
            Mistake(
              [[1, 2, 3, 4], [5, 6, 7]], "The first sample is left out: it is number 0."),
            Mistake([[0, 1, 2, 3], [4, 5, 6]], "The very last sample is left out."),
            Mistake([[0, 1, 2], [4, 5, 6]], "The last sample of each batch is left out."),
            Mistake(
              [[4, 5, 6, 7]], "The first batch is left out: move on after it has been taken."),
            Mistake(
              [[0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5], [3, 4, 5, 6], [4, 5, 6, 7]],
              "It moves on by one sample each time. The next batch begins where this one ends."),
            Mistake(
              [
                [0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5], [3, 4, 5, 6], [4, 5, 6, 7], [5, 6, 7],
                [6, 7], [7],
              ],
              "It moves on by one sample each time. The next batch begins where this one ends."),
            Mistake([[0, 1, 2, 3, 4, 5, 6, 7]], "Look at batchSize: it is 4 here."),
            Mistake([[4, 5, 6, 7], [0, 1, 2, 3]], "The batches come in the wrong order."),
            Mistake((0..<8).map { [$0] }, "Those are single samples. Take batchSize at a time."),
          ]
            + (got != [[0, 1, 2, 3], [4, 5, 6, 7]] && got.joined().sorted() == Array(0..<8)
              && got.map(\.count) == [4, 4]
              ? [Mistake(got, "Without shuffle: true, the samples come in order.")] : []))
        for (images, _) in batches {
          try expect(
            "the shape of a batch's images", images.shape, is: [4, 1, 1, 2],
            mistakes: [
              Mistake(
                [4, 2], "An image keeps its dimensions, also those of length 1: [1, 1, 2] here."),
              Mistake([4, 1, 2], "The dimension of the channels is missing."),
              Mistake([4, 1, 1, 1, 2], "There is a dimension too many."),
            ])
        }
      },
      Check(
        "a second pass begins at the start",
        hint: "makeIterator makes an Iterator for each loop. What it changes must be its own.",
        """
        The variable that says where the next batch starts is a property of Iterator. It is no \
        global one, and none of an object that several iterators share.
        """
      ) {
        let batches = answer(NumberedSamples(12), 4, false)
        let (first, second) = (labels(of: batches), labels(of: batches))
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
        let iterators = [batches.makeIterator(), batches.makeIterator()]
        for number in 0..<2 {
          let got = iterators.map { $0.next()?.labels.values ?? [] }
          try expect(
            got[0] == got[1],
            "batch \(number) of two passes at once is \(got[0]) in one and \(got[1]) in the other",
            diagnosis: "They share how far they have got. That belongs in the Iterator.")
        }
      },
      Check(
        "the last batch is shorter where the samples run out", of: "next",
        hint: "Of 10 samples in batches of 4, how many are left for the third?",
        """
        A batch goes from start to start + batchSize, or to the number of samples, if that comes \
        first. Inside a Sequence, write Swift.min for the smaller of two numbers.
        """
      ) {
        for (count, batchSize) in [(10, 4), (3, 4), (9, 4), (7, 6), (5, 1), (1, 32)] {
          let expected = cut(Array(0..<count), batchSize)
          let (last, full) = (expected.last!, expected.dropLast())
          let missing = batchSize - last.count
          var mistakes = [
            Mistake(expected.filter { $0.count == batchSize }, "The last batch counts, too."),
            Mistake(
              full + [last + (0..<missing).map { $0 % count }],
              "The last batch is filled up with the first samples. It may be shorter."),
            Mistake(
              full + [last + [Int](repeating: last.last!, count: missing)],
              "The last batch is filled up with its last sample. It may be shorter."),
            Mistake(
              full + [Array(count - min(count, batchSize)..<count)],
              "The last batch begins too early: some samples have had their turn already."),
            Mistake(expected + [[]], "After the last sample comes nil, not an empty batch."),
          ]
          if let beforeLast = full.last {
            mistakes.append(
              Mistake(
                full.dropLast() + [beforeLast + last],
                "The samples left over are a batch of their own, not a part of the one before."))
          }
          try expect(
            "a pass over \(count) samples in batches of \(batchSize)",
            labels(of: answer(NumberedSamples(count), batchSize, false)), is: expected,
            mistakes: mistakes)
        }
      },
      Check(
        "it agrees with DataLoader on the digits", of: "next",
        hint:
          "Both take their samples from dataset.batch, so only which ones and how many can differ.",
        "Print images.shape and labels for each batch of both, and look for the first difference."
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
        try expect(batches.next() == nil, "it did not end after the last of the digits")
      },
    ]
  }

  private static func endChecks(_ answer: @escaping MakeBatches) -> [Check] {
    [
      Check(
        "after the end there is nothing more",
        hint: "What does next() return if it is called once more after nil?",
        "Where every sample has had its turn, return nil, and change nothing."
      ) {
        for shuffle in [false, true] {
          let batches = answer(NumberedSamples(5), 2, shuffle).makeIterator()
          var number = 0
          while number < 50, batches.next() != nil { number += 1 }
          try expect(number < 50, "a pass over 5 samples in batches of 2 did not end")
          if let batch = batches.next() {
            throw CheckFailure(
              "after nil, next() returned a batch, \(batch.labels.values)",
              diagnosis: "A new pass has an Iterator of its own. This one stays at its end.")
          }
        }
        let none = labels(of: answer(NumberedSamples(0), 4, false))
        try expect(
          "a pass over a data set without samples", none, is: [],
          mistakes: [Mistake([[]], "No samples make no batch: return nil at once.")])
      },
      Check(
        "it is your own",
        hint: "What does DataLoader do, that you can do yourself?",
        "Leave DataLoader out. dataset.batch(_:) makes a batch of the samples that you choose."
      ) {
        let wasUsed = Mutex(false)
        LoadingProgress.$listener.withValue({ _ in wasUsed.withLock { $0 = true } }) {
          for shuffle in [false, true] { _ = labels(of: answer(NumberedSamples(5), 2, shuffle)) }
        }
        try expect(
          !wasUsed.withLock(\.self), "the batches come from a DataLoader",
          diagnosis: "Here you write what it does. Choose the samples of each batch yourself.")
      },
    ]
  }
}

/// The labels of a pass over numbered samples: those say which samples they are. One that does not
/// end is cut off.
private func labels(of batches: AnySequence<Exercise.Batch>) -> [[Int]] {
  batches.prefix(50).map { $0.labels.values }
}

/// The samples one after the other, in batches.
func cut(_ order: [Int], _ batchSize: Int) -> [[Int]] {
  stride(from: 0, to: order.count, by: batchSize).map { start in
    Array(order[start..<min(start + batchSize, order.count)])
  }
}

/// Fails where an image of a numbered sample has another sample's label.
func expectTogether(_ batches: [Exercise.Batch]) throws(CheckFailure) {
  for (images, labels) in batches {
    let numbers = stride(from: 0, to: images.count, by: 2).map { Int(images.values[$0]) }
    guard numbers != labels.values else { continue }
    throw CheckFailure(
      "a batch has the images of the samples \(numbers), and the labels \(labels.values)",
      diagnosis: """
        An image and its label belong to one sample. Take both from the same call of
        dataset.batch(_:), or from the same index.
        """)
  }
}
