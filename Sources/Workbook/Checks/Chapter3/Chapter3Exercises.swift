import Exercises
import Notebook

extension ChapterModule {
  package static let chapter3: ChapterModule = "Chapter3LossAndOptimizer"
}

extension Exercise {
  /// Chapter 3: its own code, and its exercises.
  package static let chapter3: [Exercise] = [
    chapter3Code(), softmaxByHand(), crossEntropyByHand(), finiteDifferences(),
    crossEntropyGradient(), mySGD(), myReLU(), myLinear(),
  ]
}
