extension Exercise {
  /// Chapter 3: its own code, and its exercises.
  static let chapter3: [Exercise] = []
}
