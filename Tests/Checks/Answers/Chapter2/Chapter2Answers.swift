extension Answers {
  /// Of chapter 2.
  static let chapter2: [Answers] = [
    .chapter2Code, .convolutionSize, .parameterCount, .largerKernels, .smallModel,
  ]
}
