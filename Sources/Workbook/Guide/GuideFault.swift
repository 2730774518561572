/// One thing that is wrong with the guide, where it is, and what to do about it.
///
/// Reads as one line: `Guide/02-model.md:14: the page has no … ; …`.
public struct GuideFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// Relative to the package's folder: `Guide/02-model.md`.
  public let file: String
  /// Counted from 1.
  public let line: Int
  public let problem: Problem

  public init(file: String, line: Int, problem: Problem) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  public var description: String { "\(file):\(line): \(problem)" }
}

/// Everything found wrong in one go, in the order of files and lines.
public struct GuideFaults: Error, Equatable, Sendable, CustomStringConvertible {
  /// Never empty.
  public let faults: [GuideFault]

  public init(_ faults: [GuideFault]) {
    self.faults = faults.inReadingOrder
  }

  /// One line for each fault.
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
}
