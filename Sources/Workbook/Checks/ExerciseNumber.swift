/// Which exercise: `3.2` is the second of chapter 3. `3.0` is that chapter's own code, which a
/// reader edits, too.
public struct ExerciseNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 1 to 6.
  public let chapter: Int
  /// Counts from 1; 0 for the chapter's own code.
  public let index: Int

  public init(_ chapter: Int, _ index: Int) {
    self.chapter = chapter
    self.index = index
  }

  /// Reads `3.2`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let chapter = Int(parts[0]), let index = Int(parts[1]),
      "\(chapter).\(index)" == text
    else { return nil }
    self.init(chapter, index)
  }

  public var description: String { "\(chapter).\(index)" }

  public static func < (left: ExerciseNumber, right: ExerciseNumber) -> Bool {
    (left.chapter, left.index) < (right.chapter, right.index)
  }
}
