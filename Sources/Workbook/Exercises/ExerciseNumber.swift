/// Which exercise: `3.2` is the second of chapter 3. `3.0` is that chapter's own code, which a
/// reader edits, too.
package struct ExerciseNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let chapter: Int
  /// Counts from 1; 0 for the chapter's own code.
  package let index: Int

  package init(_ chapter: Int, _ index: Int) {
    self.chapter = chapter
    self.index = index
  }

  /// Reads `3.2`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let chapter = Int(parts[0]), let index = Int(parts[1]),
      "\(chapter).\(index)" == text
    else { return nil }
    self.init(chapter, index)
  }

  package var description: String { "\(chapter).\(index)" }

  package static func < (left: ExerciseNumber, right: ExerciseNumber) -> Bool {
    (left.chapter, left.index) < (right.chapter, right.index)
  }
}
