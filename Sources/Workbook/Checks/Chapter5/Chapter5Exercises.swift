extension Exercise {
  /// Chapter 5: its own code, and its exercises.
  static let chapter5: [Exercise] = [
    chapter5Code(), earlyStopping(), stepLR(), handmadeDropout(), recipe(),
  ]
}
