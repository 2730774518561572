import Chapter1Data
import Datasets

@testable import Checks

extension Answers {
  static let chapter1Code = Answers(
    solution: .chapter1Code(),
    wrong: [
      WrongAnswer(
        "the last batch is left out",
        .chapter1Code {
          let (train, test) = try loadDatasets()
          return (
            DataLoader(train, batchSize: 30, shuffle: true, dropLast: true),
            DataLoader(test, batchSize: 30)
          )
        }, fails: "a pass hands out every digit once", saying: "3990")
    ])
}
