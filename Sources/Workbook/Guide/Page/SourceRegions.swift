/// The named parts of a source file: what stands between `// #region name` and
/// `// #endregion name`.
///
/// Regions may lie in one another, or overlap; the lines with the markers belong to none.
struct SourceRegions {
  struct Region: Equatable {
    let name: String
    /// The line of the opening marker.
    let line: Int
    /// Without markers, common indentation, and blank lines at either end.
    let code: [String]
    /// Where each line of the code stands in the file, counted from 1.
    let lineNumbers: [Int]

    /// Where a line of the code is in the file; behind the last one, the line that follows it.
    func sourceLine(of index: Int) -> Int {
      index < lineNumbers.count ? lineNumbers[index] : (lineNumbers.last ?? line) + 1
    }
  }

  /// In the order in which they begin; the first where a name is used twice.
  let regions: [Region]
  let faults: [GuideFault]

  init(text: String, file: String) {
    var regions: [Region] = []
    var faults: [GuideFault] = []
    var openings: [String: Int] = [:]
    var seen: [String: Int] = [:]
    let lines = textLines(text)
    let markers = lines.map(Marker.init)

    func report(_ problem: Problem, line: Int) {
      faults.append(GuideFault(file: file, line: line, problem: problem))
    }

    for (index, marker) in markers.enumerated() {
      guard let marker else { continue }
      let line = index + 1
      switch marker {
      case .unnamed: report(.regionUnnamed, line: line)
      case .begin(let name):
        if let firstLine = seen[name] {
          report(.regionDuplicated(name, firstLine: firstLine), line: line)
        } else {
          seen[name] = line
        }
        openings[name] = line
      case .end(let name):
        guard let opening = openings.removeValue(forKey: name) else {
          report(.regionNotOpen(name), line: line)
          continue
        }
        let inner = Self.trimmed((opening..<index).filter { markers[$0] == nil }, of: lines)
        if inner.isEmpty { report(.regionEmpty(name), line: opening) }
        if seen[name] == opening {
          regions.append(
            Region(
              name: name, line: opening, code: Self.withoutIndentation(inner.map { lines[$0] }),
              lineNumbers: inner.map { $0 + 1 }))
        }
      }
    }
    for (name, line) in openings.sorted(by: { $0.value < $1.value }) {
      report(.regionUnclosed(name), line: line)
    }
    self.regions = regions.sorted { $0.line < $1.line }
    self.faults = faults.inReadingOrder
  }

  func region(_ name: String) -> Region? {
    regions.first { $0.name == name }
  }

  /// Without the blank lines at either end.
  private static func trimmed(_ indices: [Int], of lines: [String]) -> [Int] {
    var range = indices[...]
    while let first = range.first, lines[first].isBlank { range.removeFirst() }
    while let last = range.last, lines[last].isBlank { range.removeLast() }
    return Array(range)
  }

  private static func withoutIndentation(_ lines: [String]) -> [String] {
    let common = lines.filter { !$0.isBlank }.map(\.indentation).min() ?? 0
    return lines.map { String($0.dropFirst(common)).withoutTrailingSpace }
  }

  /// A line that is a marker and nothing else.
  private enum Marker {
    case begin(String)
    case end(String)
    case unnamed

    init?(_ line: String) {
      let words = line.split(separator: " ")
      guard words.count >= 2, words[0] == "//",
        words[1] == "#region" || words[1] == "#endregion"
      else { return nil }
      guard words.count == 3 else {
        self = .unnamed
        return
      }
      self = words[1] == "#region" ? .begin(String(words[2])) : .end(String(words[2]))
    }
  }
}
