extension Exercise {
  /// Chapter 3: its own code, and its exercises.
  static let chapter3: [Exercise] = [
    chapter3Code(), softmaxByHand(), crossEntropyByHand(), finiteDifferences(),
    crossEntropyGradient(), mySGD(), myReLU(), myLinear(),
  ]
}
