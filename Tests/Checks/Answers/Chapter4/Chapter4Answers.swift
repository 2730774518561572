extension Answers {
  /// Of chapter 4.
  static let chapter4: [Answers] = [
    .chapter4Code, .accuracyOverBatches, .confusionMatrix, .mendedTrain, .examine,
  ]
}
