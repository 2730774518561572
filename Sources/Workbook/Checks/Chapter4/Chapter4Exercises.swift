import Exercises
import Notebook

extension ChapterModule {
  package static let chapter4: ChapterModule = "Chapter4TrainAndTest"
}

extension Exercise {
  /// Chapter 4: its own code, and its exercises.
  package static let chapter4: [Exercise] = [
    chapter4Code(), accuracyOverBatches(), confusionMatrix(), mendedTrain(), examine(),
  ]
}
