extension Answers {
  /// Of chapter 5.
  static let chapter5: [Answers] = [
    .chapter5Code, .earlyStopping, .stepLR, .handmadeDropout, .recipe,
  ]
}
