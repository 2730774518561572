import Notebook

/// One thing that is wrong with the guide, where it is, and what to do about it.
///
/// Reads as one line, `Guide/02-model.md:14: the page has no … ; …`, and, indented below it, the
/// other place that is concerned and what differs between the two.
package struct GuideFault: Equatable, Sendable, CustomStringConvertible {
  /// Relative to the package's folder: `Guide/02-model.md`.
  package let file: String
  /// Counted from 1.
  package let line: Int
  package let problem: GuideProblem
  /// The other side: the code that a page shows, or the page that shows the code; nil where there
  /// is none.
  package var counterpart: Place?
  /// What the page has, and what is so now.
  package var difference: LineDifference?

  package var place: Place { Place(file: file, line: line) }

  /// What is wrong and where, and what to do, in one line.
  package var summary: String { "\(place): \(problem)" }

  /// The other place and what differs, in lines of their own, not indented.
  package var details: [String] {
    guard let difference else { return counterpart.map { ["see \($0)"] } ?? [] }
    var heads = ["--- \(place)"] + (counterpart.map { ["+++ \($0)"] } ?? [])
    if case .outdated(.figure(let figure, _)) = problem {
      // What differs is the figure's file, not the page.
      heads[0] = "--- Guide/\(figure):\(difference.firstChange + 1)"
    }
    return heads + DifferenceText.lines(of: difference)
  }

  package var description: String {
    ([summary] + details.map { "  \($0)".withoutTrailingSpace }).joined(separator: "\n")
  }
}

/// Everything found wrong in one go, in the order of files and lines.
package struct GuideFaults: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was found first.
  package var first: GuideFault { faults[0] }
  /// Never empty.
  package let faults: [GuideFault]

  package init(_ fault: GuideFault) {
    faults = [fault]
  }

  /// Nil where nothing is wrong.
  package init?(_ faults: [GuideFault]) {
    if faults.isEmpty { return nil }
    self.faults = faults.inReadingOrder
  }

  /// So many faults are told of at once: who mends these runs it again.
  static let mostFaults = 100

  /// Each fault in lines of its own: the first of many.
  package var description: String {
    let told = faults.prefix(Self.mostFaults).map(\.description)
    let rest = faults.count - told.count
    return (told + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "\n")
  }
}

extension [GuideFault] {
  /// By line within each file; files, and faults of one line, stay in the order in which they came.
  var inReadingOrder: [GuideFault] {
    let files = Dictionary(zip(map(\.file), indices)) { first, _ in first }
    return sorted { (files[$0.file]!, $0.line) < (files[$1.file]!, $1.line) }
  }

  /// Adds those that are not yet among them, found from wherever.
  mutating func addUnknown(_ others: [GuideFault]) {
    // Those that could be the same are looked at, and not all: each line of a page may have a fault.
    var known = Dictionary(grouping: self, by: \.summary)
    for other in others {
      if known[other.summary]?.contains(where: { $0.problem == other.problem }) == true { continue }
      known[other.summary, default: []].append(other)
      append(other)
    }
  }
}
