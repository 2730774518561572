import Chapter1Data
import Datasets
import Tensors

extension Exercise {
  /// Checks of chapter 1's own code.
  static func chapter1Code(
    loaders: @escaping @Sendable () throws -> (train: DataLoader, test: DataLoader) = {
      try makeLoaders()
    }
  ) -> Exercise {
    Exercise(
      codeOf: 1,
      checks: [
        Check("a pass hands out every digit once", hint: "Look at makeLoaders in LoadDigits.swift.")
        {
          let (train, _) = try loaders()
          var count = 0
          for (images, _) in train { count += images.shape[0] }
          try expect("the number of digits in one pass", count, is: train.dataset.count)
        }
      ])
  }
}
