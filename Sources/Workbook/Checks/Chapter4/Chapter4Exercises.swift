extension Exercise {
  /// Chapter 4: its own code, and its exercises.
  static let chapter4: [Exercise] = [
    chapter4Code(), accuracyOverBatches(), confusionMatrix(), mendedTrain(), examine(),
  ]
}
