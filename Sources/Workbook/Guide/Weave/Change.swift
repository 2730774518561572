import Notebook

/// One thing in which a page differs from the package, and what would put it right.
package struct Change: Sendable {
  /// What differs, and where.
  package let fault: GuideFault
  package let recorded: Recorded
  let edit: Edit
  /// Where the lines stand that differ: the guide's, and those of now. Figures have none.
  var places: (guide: TextPlace, now: TextPlace)?

  enum Edit: Sendable {
    /// What is to stand in a fence, with the fence's lines.
    case fence(lines: ClosedRange<Int>, content: [String])
    /// What is to be in the file of a figure.
    case figure(file: String, drawing: String)
  }
}

extension TextFile {
  /// A page with other content in some fences, whose lines are those of the page as it was.
  func rewriting(fences: [(lines: ClosedRange<Int>, content: [String])]) -> TextFile {
    let lines = textLines(text)
    return replacing(
      fences.map { range, content in
        let opening = lines[range.lowerBound - 1]
        let information = opening.drop { $0 == "`" }
        let written = opening.count - information.count
        let marks = String(repeating: "`", count: max(written, marksNeeded(around: content)))
        return (range, [marks + information] + content + [marks])
      })
  }
}

/// Three, or one more than any line of the content begins with.
private func marksNeeded(around content: [String]) -> Int {
  let longest = content.map { line in
    line.dropFirst(line.indentation).prefix { $0 == "`" }.count
  }.max()
  return max(3, (longest ?? 0) + 1)
}
