/// What a reader searches a page for: capital or not, and also where a line ends in its middle.
struct SearchText: Equatable {
  private let letters: [String]

  /// Nil for nothing.
  init?(_ text: String) {
    guard !text.isEmpty else { return nil }
    letters = text.map { $0.lowercased() }
  }

  /// The first line in which it begins.
  func firstLine(of lines: some Collection<String>) -> Int? {
    let lines = Array(lines)
    return lines.indices.first {
      isIn(lines[$0], before: $0 + 1 < lines.count ? lines[$0 + 1] : "")
    }
  }

  /// Whether it is in a line, or begins in it and ends in the next one.
  func isIn(_ line: String, before next: String) -> Bool {
    let (line, next) = (line.visible, next.visible.drop { $0 == " " || "│|▌>".contains($0) })
    if !ranges(in: line).isEmpty { return true }
    let both = ranges(in: line + [" "] + next)
    return both.contains { $0.lowerBound < line.count }
  }

  /// The line with what was found in reverse.
  func highlighted(_ line: String) -> String {
    let ranges = ranges(in: line.visible)
    guard !ranges.isEmpty else { return line }
    var (text, index) = ("", 0)
    for sign in line.signs {
      switch sign {
      case .code(let code):
        text += code
        // A code may end all that is not as usual.
        if ranges.contains(where: { $0.dropFirst().contains(index) }) { text += "\u{1B}[7m" }
      case .character(let character):
        if ranges.contains(where: { $0.lowerBound == index }) { text += "\u{1B}[7m" }
        text.append(character)
        index += 1
        if ranges.contains(where: { $0.upperBound == index }) { text += "\u{1B}[27m" }
      }
    }
    return text
  }

  /// Where it is among the characters; no two places overlap.
  private func ranges(in characters: [Character]) -> [Range<Int>] {
    guard characters.count >= letters.count else { return [] }
    let text = characters.map { $0.lowercased() }
    var ranges: [Range<Int>] = []
    var start = 0
    while start + letters.count <= text.count {
      let range = start..<(start + letters.count)
      let isThere = text[range].elementsEqual(letters)
      if isThere { ranges.append(range) }
      start = isThere ? range.upperBound : start + 1
    }
    return ranges
  }
}
