import Notebook

/// The package's source files, each read once, and the regions in them.
package struct SourceLibrary {
  package let root: PackageRoot
  private var files: [String: SourceRegions?] = [:]

  package init(root: PackageRoot) {
    self.root = root
  }

  /// The regions of a file; nil where there is no such file.
  mutating func regions(of path: String) throws(GuideFaults) -> SourceRegions? {
    if let known = files[path] { return known }
    let read = try root.text(of: path).map { SourceRegions(text: $0, file: path) }
    files.updateValue(read, forKey: path)
    return read
  }

  /// The present code of the region that a fence names.
  package mutating func code(
    for fence: CodeFence, in page: String
  ) throws(GuideFaults) -> [String] {
    try region(for: fence, in: page).code
  }

  /// The region that a fence names, as it is now. What is missing is a fault of the page, at the
  /// fence; a region that is not closed, or there twice, or empty, is one of the source file.
  mutating func region(
    for fence: CodeFence, in page: String
  ) throws(GuideFaults) -> SourceRegions.Region {
    let place = Place(file: page, line: fence.lines.lowerBound)
    func missing(_ problem: GuideProblem, in source: Place?) -> GuideFaults {
      GuideFaults(
        GuideFault(file: place.file, line: place.line, problem: problem, counterpart: source))
    }
    guard let found = try regions(of: fence.source) else {
      throw missing(.fileMissing(fence.source), in: nil)
    }
    let broken = found.faults.filter { $0.problem.region == fence.region }.map {
      GuideFault(file: $0.file, line: $0.line, problem: $0.problem, counterpart: place)
    }
    if let faults = GuideFaults(broken) { throw faults }
    guard let region = found.region(fence.region) else {
      throw missing(
        .regionMissing(fence.region, file: fence.source), in: Place(file: fence.source, line: 1))
    }
    return region
  }
}

extension GuideProblem {
  /// The region whose markers are at fault.
  fileprivate var region: String? {
    switch self {
    case .regionDuplicated(let name, _), .regionUnclosed(let name, _), .regionEmpty(let name),
      .regionNotOpen(let name, _), .regionTooLarge(let name):
      name
    default: nil
    }
  }
}
