import Notebook

/// The package's source files, each read once, and the regions in them.
struct SourceLibrary {
  let root: PackageRoot
  private var files: [String: Result<SourceRegions?, GuideFault>] = [:]

  init(root: PackageRoot) {
    self.root = root
  }

  /// The regions of a file; nil where there is no such file.
  mutating func regions(of path: String) throws(GuideFault) -> SourceRegions? {
    if let known = files[path] { return try known.get() }
    let read = Result { () throws(GuideFault) in
      try root.text(of: path).map { SourceRegions(text: $0, file: path) }
    }
    files[path] = read
    return try read.get()
  }

  /// The present code of the region that a fence names.
  mutating func code(
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
    func missing(_ problem: Problem, in source: Place?) -> GuideFaults {
      GuideFaults([
        GuideFault(file: place.file, line: place.line, problem: problem, counterpart: source)
      ])
    }
    let found: SourceRegions?
    do {
      found = try regions(of: fence.source)
    } catch {
      throw GuideFaults([error])
    }
    guard let found else { throw missing(.fileMissing(fence.source), in: nil) }
    let broken = found.faults.filter { $0.problem.region == fence.region }
    if !broken.isEmpty {
      throw GuideFaults(
        broken.map {
          GuideFault(file: $0.file, line: $0.line, problem: $0.problem, counterpart: place)
        })
    }
    guard let region = found.region(fence.region) else {
      throw missing(
        .regionMissing(fence.region, file: fence.source), in: Place(file: fence.source, line: 1))
    }
    return region
  }
}

extension Problem {
  /// The region whose markers are at fault.
  fileprivate var region: String? {
    switch self {
    case .regionDuplicated(let name, _), .regionUnclosed(let name), .regionEmpty(let name),
      .regionNotOpen(let name):
      name
    default: nil
    }
  }
}
