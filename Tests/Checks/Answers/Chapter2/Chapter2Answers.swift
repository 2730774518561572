extension Answers {
  /// Of chapter 2.
  static let chapter2: [Answers] = []
}
