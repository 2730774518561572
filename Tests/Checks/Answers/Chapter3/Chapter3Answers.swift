extension Answers {
  /// Of chapter 3.
  static let chapter3: [Answers] = [
    .chapter3Code, .softmaxByHand, .crossEntropyByHand, .finiteDifferences, .crossEntropyGradient,
    .mySGD, .myReLU, .myLinear,
  ]
}
