import Exercises
import Notebook

extension ChapterModule {
  package static let chapter1: ChapterModule = "Chapter1Data"
}

extension Exercise {
  /// Chapter 1: its own code, and its exercises.
  package static let chapter1: [Exercise] = [
    chapter1Code(), normalize(), countLabels(), splitDataset(), batches(),
  ]
}
