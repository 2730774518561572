/// Code or output of a reader's that is no longer the guide's.
public struct TextFinding: Equatable, Sendable {
  public enum Subject: Equatable, Sendable {
    case code(region: String)
    case output(cell: String)
  }

  /// One of the two texts, and where it stands.
  public struct Side: Equatable, Sendable {
    /// Relative to the package; nil for what was only printed.
    let file: String?
    let text: [String]
    /// Where each line stands in the file; empty to count from 1.
    let lineNumbers: [Int]

    /// The line of the file in which the text's line of this index stands; behind the end, the one
    /// after the last.
    func line(at index: Int) -> Int {
      if index < lineNumbers.count { return lineNumbers[index] }
      return (lineNumbers.last ?? 0) + index - lineNumbers.count + 1
    }
  }

  public let subject: Subject
  let guide: Side
  let yours: Side
  let difference: LineDifference

  /// Nil where the texts are the same.
  init?(_ subject: Subject, guide: Side, yours: Side, masks: [Mask] = []) {
    difference = LineDifference(from: guide.text, to: yours.text) { Mask.masked($0, masks) }
    if difference.isEmpty { return nil }
    self.subject = subject
    self.guide = guide
    self.yours = yours
  }

  /// How many lines both texts begin with.
  var firstChange: Int { difference.firstChange }
}
