extension Exercise {
  /// Chapter 6: its own code, and its exercises.
  static let chapter6: [Exercise] = [
    chapter6Code(), movingAverage(), epochOfOverfitting(), runOfYourOwn(), saliency(),
  ]
}
