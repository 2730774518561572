import Exercises
import Notebook

extension ChapterModule {
  package static let chapter2: ChapterModule = "Chapter2Model"
}

extension Exercise {
  /// Chapter 2: its own code, and its exercises.
  package static let chapter2: [Exercise] = [
    chapter2Code(), convolutionSize(), parameterCount(), largerKernels(), smallModel(),
    convolution(),
  ]
}
