extension Answers {
  /// Of chapter 6.
  static let chapter6: [Answers] = [
    .chapter6Code, .movingAverage, .epochOfOverfitting, .runOfYourOwn, .saliency,
  ]
}
