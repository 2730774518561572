import Notebook

/// The named parts of a source file: what stands between `// #region name` and
/// `// #endregion name`, and in Python and what it printed, between `# #region name` and
/// `# #endregion name`.
///
/// Regions may lie in one another, or overlap; the lines with the markers belong to none.
struct SourceRegions {
  struct Region: Equatable {
    let name: String
    /// The line of the opening marker.
    let line: Int
    /// Without markers, common indentation, and blank lines at either end.
    let code: [String]
    /// Where the code stands.
    let place: TextPlace
  }

  /// In the order in which they begin; the first where a name is used twice.
  private(set) var regions: [Region] = []
  private(set) var faults: [GuideFault] = []

  init(text: String, file: String) {
    var openings: [String: Int] = [:]
    var taken = 0
    var seen: [String: Int] = [:]
    let lines = textLines(text)
    let comment = Self.comment(in: file)
    let markers = lines.map { Self.marker($0, comment) }

    func report(_ problem: GuideProblem, line: Int) {
      faults.append(GuideFault(file: file, line: line, problem: problem))
    }

    for (index, marker) in markers.enumerated() {
      guard let marker else { continue }
      let line = index + 1
      guard let name = marker.name else {
        report(.regionUnnamed(comment: comment), line: line)
        continue
      }
      if marker.isEnd {
        guard let opening = openings.removeValue(forKey: name) else {
          report(.regionNotOpen(name, comment: comment), line: line)
          continue
        }
        // Regions that lie in one another have their lines more than once.
        taken += index - opening
        guard taken <= Self.mostLines else {
          report(.regionTooLarge(name), line: opening)
          continue
        }
        let inner = (opening..<index).filter { markers[$0] == nil }
        guard let first = inner.first(where: { !lines[$0].isBlank }),
          let last = inner.last(where: { !lines[$0].isBlank })
        else {
          report(.regionEmpty(name), line: opening)
          continue
        }
        if seen[name] == opening {
          let code = inner.filter { (first...last).contains($0) }
          let place = TextPlace(file: file, lineNumbers: code.map { $0 + 1 }, end: last + 2)
          regions.append(
            Region(
              name: name, line: opening, code: Self.withoutIndentation(code.map { lines[$0] }),
              place: place))
        }
      } else {
        if let firstLine = seen[name] {
          report(.regionDuplicated(name, firstLine: firstLine), line: line)
        }
        seen[name] = seen[name] ?? line
        openings[name] = line
      }
    }
    for (name, line) in openings {
      report(.regionUnclosed(name, comment: comment), line: line)
    }
    regions.sort { $0.line < $1.line }
    faults = faults.inReadingOrder
  }

  /// How many lines all regions of a file may have.
  static let mostLines = 100_000

  func region(_ name: String) -> Region? {
    regions.first { $0.name == name }
  }

  private static func withoutIndentation(_ lines: [String]) -> [String] {
    let common = lines.filter { !$0.isBlank }.map(\.indentation).min() ?? 0
    return lines.map { String($0.dropFirst(common)).withoutTrailingSpace }
  }

  /// What a comment begins with, in which a marker stands.
  static func comment(in file: String) -> String { file.hasSuffix(".swift") ? "//" : "#" }

  /// Of a line that is a marker and nothing else, whether it ends a region, and the name; nil for any
  /// other line.
  private static func marker(_ line: String, _ comment: String) -> (isEnd: Bool, name: String?)? {
    let words = line.split(separator: " ")
    guard words.count >= 2, words[0] == comment, words[1] == "#region" || words[1] == "#endregion"
    else { return nil }
    return (words[1] == "#endregion", words.count == 3 ? String(words[2]) : nil)
  }
}
