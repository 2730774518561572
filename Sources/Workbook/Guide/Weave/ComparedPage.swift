import Notebook

/// A page that was compared: what is pending on it, and what keeps that from being recorded. Writes
/// the changes into the page and its figures, some at a time or all at once.
package struct ComparedPage {
  /// What is wrong with the page, the sources, or the running of a cell, and has to be corrected by
  /// hand.
  package private(set) var obstacles: [GuideFault]
  /// What can be recorded, in the order of the page.
  package private(set) var changes: [Change] = []
  /// Nil where the page cannot be read.
  private(set) var page: Page?
  let root: PackageRoot
  private let file: String
  /// The page as it was compared, whose lines the changes count.
  private var compared: TextFile?
  private var onDisk: TextFile?
  private var recorded: [Change] = []

  /// A page that cannot be read.
  init(_ file: String, in root: PackageRoot, _ faults: GuideFaults) {
    obstacles = faults.faults
    self.root = root
    self.file = file
  }

  /// - Parameter run: see ``PageComparison/findings(in:run:)``.
  init(
    _ page: Page, _ faults: [GuideFault], text: TextFile, _ library: SourceLibrary,
    _ precision: Weave.Precision, run: ((String) -> CellResult)?
  ) {
    self.page = page
    obstacles = faults
    root = library.root
    file = page.file
    compared = text
    onDisk = text
    var comparison = PageComparison(page, library, precision)
    var found: [GuideFault] = []
    for finding in page.pieces.flatMap({ comparison.findings(in: $0, run: run) }) {
      switch finding {
      case .change(let change): changes.append(change)
      case .fault(let fault): found.append(fault)
      }
    }
    obstacles.addUnknown(found)
  }

  /// Everything that is wrong with the page, in the order of its lines.
  ///
  /// - Parameters:
  ///   - anchors: those of the pages that have been read already.
  ///   - sources: where numbers of the page may come from.
  func faults(
    knowing anchors: [String: Set<String>], _ sources: inout NumberSources
  ) -> [GuideFault] {
    let faults = obstacles + changes.map(\.fault)
    guard let page, let compared else { return faults.inReadingOrder }
    return
      (faults + page.linkFaults(in: root, knowing: anchors)
      + page.numberFaults(in: &sources, text: compared.text)).inReadingOrder
  }

  /// Writes all changes, and gives the files that it wrote. Where there are obstacles, nothing is
  /// written.
  package func recordAll() throws(GuideFaults) -> [String] {
    if let faults = GuideFaults(obstacles) { throw faults }
    var page = self
    return try page.record(changes)
  }

  /// Writes the changes, besides those that were recorded before, and gives the files that it
  /// wrote.
  ///
  /// Each call leaves whole files: a page is replaced as a whole, and never over what somebody has
  /// written into it meanwhile.
  package mutating func record(_ changes: [Change]) throws(GuideFaults) -> [String] {
    var files: [String] = []
    for case .figure(let file, let drawing) in changes.map(\.edit) where !files.contains(file) {
      let earlier = try? root.file(file)
      try root.write(earlier?.replacing(with: drawing).written ?? drawing, to: file)
      files.append(file)
    }
    let edits = (recorded + changes).compactMap { change in
      if case .fence(let lines, let content) = change.edit { (lines, content) } else { nil }
    }
    if let text = compared?.rewriting(fences: edits), text != onDisk {
      guard try root.file(file) == onDisk else {
        throw GuideFaults(GuideFault(file: file, line: 1, problem: .changedMeanwhile))
      }
      try root.write(text.written, to: file)
      onDisk = text
      files.append(file)
    }
    recorded += changes
    return files
  }
}
