import Exercises
import Notebook

extension ChapterModule {
  package static let chapter6: ChapterModule = "Chapter6Curves"
}

extension Exercise {
  /// Chapter 6: its own code, and its exercises.
  package static let chapter6: [Exercise] = [
    chapter6Code(), movingAverage(), epochOfOverfitting(), runOfYourOwn(), saliency(),
  ]
}
