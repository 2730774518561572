extension Exercise {
  /// Chapter 2: its own code, and its exercises.
  static let chapter2: [Exercise] = [
    chapter2Code(), convolutionSize(), parameterCount(), largerKernels(), smallModel(),
  ]
}
