extension Answers {
  /// Of chapter 5.
  static let chapter5: [Answers] = []
}
