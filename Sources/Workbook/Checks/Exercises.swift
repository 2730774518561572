extension Exercise {
  /// Everything that can be checked, in its order: for each chapter its own code, and then its
  /// exercises.
  public static let all: [Exercise] =
    chapter1 + chapter2 + chapter3 + chapter4 + chapter5 + chapter6

  /// Those of one chapter.
  public static func all(ofChapter chapter: Int) -> [Exercise] {
    all.filter { $0.number.chapter == chapter }
  }
}
