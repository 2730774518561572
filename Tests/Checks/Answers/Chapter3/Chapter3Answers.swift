extension Answers {
  /// Of chapter 3.
  static let chapter3: [Answers] = []
}
