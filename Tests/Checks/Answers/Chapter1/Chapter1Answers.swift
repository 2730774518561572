extension Answers {
  /// Of chapter 1.
  static let chapter1: [Answers] = [
    .chapter1Code, .normalize, .countLabels, .splitDataset, .batches,
  ]
}
