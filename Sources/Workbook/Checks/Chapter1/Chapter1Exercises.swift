extension Exercise {
  /// Chapter 1: its own code, and its exercises.
  static let chapter1: [Exercise] = [
    chapter1Code(), normalize(), countLabels(), splitDataset(), batches(),
  ]
}
