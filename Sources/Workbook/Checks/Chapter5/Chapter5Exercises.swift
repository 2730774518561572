import Exercises
import Notebook

extension ChapterModule {
  package static let chapter5: ChapterModule = "Chapter5TrainingLoop"
}

extension Exercise {
  /// Chapter 5: its own code, and its exercises.
  package static let chapter5: [Exercise] = [
    chapter5Code(), earlyStopping(), stepLR(), handmadeDropout(), recipe(),
  ]
}
