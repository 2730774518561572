/// One thing in which a page differs from the package, and what would put it right.
public struct Change: Sendable {
  /// What differs, and where.
  public let fault: GuideFault
  let edit: Edit

  enum Edit: Sendable {
    /// What is to stand in a fence, with the fence's lines.
    case fence(lines: ClosedRange<Int>, content: [String])
    /// What is to be in the file of a figure.
    case figure(file: String, drawing: String)
  }
}

/// The text of a page in which some fences get other content.
struct FenceEdits {
  let text: String

  /// The page's text with these fences rewritten. Their lines are those of the text as it was.
  func applying(_ edits: [(lines: ClosedRange<Int>, content: [String])]) -> String {
    var lines = textLines(text)
    for (range, content) in edits.sorted(by: { $0.lines.lowerBound > $1.lines.lowerBound }) {
      let opening = lines[range.lowerBound - 1]
      let written = opening.utf8.prefix { $0 == 0x60 }.count
      let marks = String(repeating: "`", count: max(written, Self.marksNeeded(around: content)))
      let information = opening.dropFirst(written)
      lines.replaceSubrange(
        (range.lowerBound - 1)...(range.upperBound - 1),
        with: ["\(marks)\(information)"] + content + [marks])
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Three, or one more than any line of the content begins with.
  private static func marksNeeded(around content: [String]) -> Int {
    let longest = content.map { line in
      line.utf8.dropFirst(line.indentation).prefix { $0 == 0x60 }.count
    }.max()
    return max(3, (longest ?? 0) + 1)
  }
}
