/// One thing that is wrong with the guide, where it is, and what to do about it.
///
/// Reads as one line, `Guide/02-model.md:14: the page has no … ; …`, and, indented below it, the
/// other place that is concerned and what differs between the two.
public struct GuideFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// Relative to the package's folder: `Guide/02-model.md`.
  public let file: String
  /// Counted from 1.
  public let line: Int
  public let problem: Problem
  /// The other side: the code that a page shows, or the page that shows the code; nil where there
  /// is none.
  public let counterpart: Place?
  /// What the page has, and what is so now.
  public let difference: LineDifference?

  public init(
    file: String, line: Int, problem: Problem, counterpart: Place? = nil,
    difference: LineDifference? = nil
  ) {
    self.file = file
    self.line = line
    self.problem = problem
    self.counterpart = counterpart
    self.difference = difference
  }

  public var place: Place { Place(file: file, line: line) }

  /// What is wrong and where, and what to do, in one line.
  public var summary: String { "\(place): \(problem)" }

  /// The other place and what differs, in lines of their own, not indented.
  public var details: [String] {
    guard let difference else { return counterpart.map { ["see \($0)"] } ?? [] }
    var heads = ["--- \(place)"] + (counterpart.map { ["+++ \($0)"] } ?? [])
    if case .figureDiffers(let figure, _) = problem {
      // What differs is the figure's file, not the page.
      heads[0] = "--- Guide/\(figure):\(difference.firstChange + 1)"
    }
    return heads + DifferenceText().lines(of: difference)
  }

  public var description: String {
    ([summary] + details.map { "  \($0)".withoutTrailingSpace }).joined(separator: "\n")
  }

  /// Whether it is the same thing at the same place, found from wherever.
  func isSame(as other: GuideFault) -> Bool {
    place == other.place && problem == other.problem
  }
}

/// Everything found wrong in one go, in the order of files and lines.
public struct GuideFaults: Error, Equatable, Sendable, CustomStringConvertible {
  /// Never empty.
  public let faults: [GuideFault]

  public init(_ faults: [GuideFault]) {
    self.faults = faults.inReadingOrder
  }

  /// Each fault in lines of its own.
  public var description: String {
    faults.map(\.description).joined(separator: "\n")
  }
}

extension [GuideFault] {
  /// By line within each file; files, and faults of one line, stay in the order in which they came.
  var inReadingOrder: [GuideFault] {
    var files: [String: Int] = [:]
    for fault in self where files[fault.file] == nil {
      files[fault.file] = files.count
    }
    return enumerated().sorted { first, second in
      let left = (files[first.element.file] ?? 0, first.element.line, first.offset)
      let right = (files[second.element.file] ?? 0, second.element.line, second.offset)
      return left < right
    }.map(\.element)
  }

  /// Adds those that are not yet among them.
  mutating func addUnknown(_ others: [GuideFault]) {
    for other in others where !contains(where: { $0.isSame(as: other) }) { append(other) }
  }
}
