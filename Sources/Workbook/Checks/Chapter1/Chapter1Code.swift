import Chapter1Data
import Datasets
import Exercises
import Tensors

extension Exercise {
  /// Checks of chapter 1's own code.
  static func chapter1Code(
    datasets: @escaping @Sendable () throws -> (train: MNIST, test: MNIST) = {
      try loadDatasets()
    },
    loaders: @escaping @Sendable () throws -> (train: DataLoader, test: DataLoader) = {
      try makeLoaders()
    },
    firstBatch: @escaping @Sendable () throws -> (images: Tensor, labels: IntTensor) = {
      try Chapter1Data.firstBatch()
    }
  ) -> Exercise {
    /// With random numbers of its own, since loaders that shuffle draw some.
    @Sendable func seeded<Result>(_ body: () throws -> Result) rethrows -> Result {
      try Generator.withCurrent(Generator(seed: 0), body)
    }

    return Exercise(
      codeOf: .chapter1,
      checks: [
        Check(
          "the training set and the test set are different",
          hint: "Look at the two lines of loadDatasets in LoadDigits.swift.",
          "MNIST(root: root, train: …) is the training set with true, and the test set with false."
        ) {
          let (train, test) = try datasets()
          let place = sourcePlace(of: "try MNIST(root", in: .chapter1)
          try expect(
            train.train != test.train,
            "both are the \(train.train ? "training" : "test") set",
            diagnosis: """
              A network would be tested on the digits that it has learned from.
              Write train: true for one and train: false for the other in
              \(place)
              """)
          try expect(
            train.train, "the two sets have been swapped",
            diagnosis:
              "Write train: true for the first and train: false for the second in\n\(place)")
        },
        Check(
          "a batch has images [batch, 1, 28, 28] and as many labels",
          hint: "Print images.shape, and look at what the data set's transform returns.",
          """
          ToTensor() makes [1, 28, 28] of a picture. A transform of your own has to return that \
          shape, too: Tensor(…, shape: image.shape) keeps it.
          """
        ) {
          try seeded {
            let (train, test) = try loaders()
            for (name, loader) in [("training", train), ("test", test)] {
              guard let (images, labels) = loader.first(where: { _ in true }) else {
                throw CheckFailure("the loader of the \(name) set has no batch")
              }
              try expect(
                "the shape of the \(name) images", images.shape,
                is: [labels.count, 1, 28, 28])
            }
          }
        },
        Check(
          "a pass hands out every digit once",
          hint: "Look at what makeLoaders in LoadDigits.swift passes to its two DataLoaders.",
          """
          The first gets trainDataset and the second testDataset, whole. Without dropLast, the \
          samples left over are a batch, too.
          """
        ) {
          try seeded {
            let (train, test) = try loaders()
            for (name, loader) in [("training", train), ("test", test)] {
              let count = loader.map(\.labels.count).reduce(0, +)
              try expect(
                "the number of digits in one pass over the \(name) set", count,
                is: loader.dataset.count,
                mistakes: [
                  Mistake(
                    loader.dataset.count / loader.batchSize * loader.batchSize,
                    "The last batch is left out: remove dropLast in\n"
                      + sourcePlace(of: "dropLast", in: .chapter1))
                ])
            }
          }
        },
        Check(
          "the training set is shuffled, and the test set is not",
          hint: "shuffle: true belongs to the training set.",
          "Give it to the DataLoader of trainDataset in makeLoaders, and none to the other."
        ) {
          try seeded {
            let (train, test) = try loaders()
            func order(_ loader: DataLoader) -> [Int] { loader.flatMap(\.labels.values) }
            try expect(
              order(train) != order(train),
              "the training digits come in the same order on each pass",
              diagnosis: "Write shuffle: true for the DataLoader of the train data in\n"
                + sourcePlace(of: "trainLoader = DataLoader(", in: .chapter1))
            try expect(
              order(test) == order(test),
              "the test digits come in a different order on each pass",
              diagnosis: "It costs time and changes nothing. Remove shuffle: true in\n"
                + sourcePlace(of: "testLoader = DataLoader(", in: .chapter1))
          }
        },
        Check(
          "the first batch is the same each time",
          hint: "manualSeed makes chance repeatable if it comes before anything is drawn.",
          "In firstBatch, makeIterator() begins a pass and draws: call manualSeed(0) before it."
        ) {
          try seeded {
            let (first, second) = (try firstBatch(), try firstBatch())
            try expect(
              first.labels.values == second.labels.values
                && first.images.values == second.images.values,
              "firstBatch returned two different batches",
              diagnosis: "Call manualSeed before the iterator is made in\n"
                + sourcePlace(of: ".makeIterator()", in: .chapter1))
          }
        },
      ])
  }
}
