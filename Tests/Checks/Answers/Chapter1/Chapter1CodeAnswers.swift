import Datasets
import Exercises
import Tensors

@testable import Checks

final class Chapter1CodeAnswers: KnownAnswers {
  /// Chapter 1 with other loaders.
  private static func withLoaders(
    _ make: @escaping @Sendable (_ train: MNIST, _ test: MNIST) -> (DataLoader, DataLoader)
  ) -> Exercise {
    .chapter1Code(loaders: {
      make(try MNIST(train: true), try MNIST(train: false))
    })
  }

  /// Images in one row.
  private struct Flat: Transform {
    func callAsFunction(_ image: Tensor) -> Tensor { image.flatten() }
  }

  static let answers = Answers(
    solution: .chapter1Code(),
    wrong: [
      WrongAnswer(
        "both parts are the training digits",
        .chapter1Code(datasets: { (try MNIST(train: true), try MNIST(train: true)) }),
        fails: "the training set and the test set are different",
        saying: "tested on the digits that it has learned from"),
      WrongAnswer(
        "the parts have changed places",
        .chapter1Code(datasets: { (try MNIST(train: false), try MNIST(train: true)) }),
        fails: "the training set and the test set are different",
        saying: "the second in\n\(sourcePlace(of: "try MNIST(root", in: .chapter1))"),
      WrongAnswer(
        "images are flat",
        .chapter1Code(loaders: {
          (
            DataLoader(try MNIST(train: true, transform: Flat()), batchSize: 32, shuffle: true),
            DataLoader(try MNIST(train: false), batchSize: 32)
          )
        }), fails: "a batch has images [batch, 1, 28, 28] and as many labels", saying: "[32, 784]"),
      WrongAnswer(
        "the last batch is left out",
        withLoaders { train, test in
          (
            DataLoader(train, batchSize: 30, shuffle: true, dropLast: true),
            DataLoader(test, batchSize: 30)
          )
        }, fails: "a pass hands out every digit once", saying: "The last batch is left out"),
      WrongAnswer(
        "the training set is not shuffled",
        withLoaders { train, test in
          (DataLoader(train, batchSize: 32), DataLoader(test, batchSize: 32))
        }, fails: "the training set is shuffled, and the test set is not",
        saying: "train data in\n\(sourcePlace(of: "trainLoader = DataLoader(", in: .chapter1))"),
      WrongAnswer(
        "the test set is shuffled",
        withLoaders { train, test in
          (
            DataLoader(train, batchSize: 32, shuffle: true),
            DataLoader(test, batchSize: 32, shuffle: true)
          )
        }, fails: "the training set is shuffled, and the test set is not",
        saying: "Remove shuffle: true"),
      WrongAnswer(
        "the seed is missing",
        .chapter1Code(firstBatch: {
          let train = DataLoader(try MNIST(train: true), batchSize: 32, shuffle: true)
          return train.first { _ in true }!
        }), fails: "the first batch is the same each time", saying: "Call manualSeed before"),
    ])
}
