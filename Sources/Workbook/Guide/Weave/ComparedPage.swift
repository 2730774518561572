import Notebook

/// A page that was compared: what is pending on it, and what keeps that from being recorded.
package struct ComparedPage {
  /// What is wrong with the page, the sources, or the running of a cell, and has to be corrected by
  /// hand.
  package private(set) var obstacles: [GuideFault]
  /// What can be recorded, in the order of the page.
  package private(set) var changes: [Change] = []
  /// Nil where the page cannot be read.
  let page: Page?
  /// What writes the changes.
  package let recorder: PageRecorder
  private let root: PackageRoot

  /// A page that cannot be read.
  init(_ file: String, in root: PackageRoot, _ faults: GuideFaults) {
    page = nil
    self.root = root
    obstacles = faults.faults
    recorder = PageRecorder(root: root, file: file, text: "")
  }

  /// - Parameter run: see ``PageComparison/findings(in:run:)``.
  init(
    _ page: Page, _ faults: [GuideFault], text: String, _ library: SourceLibrary,
    _ precision: Weave.Precision, run: ((String) -> CellResult)?
  ) {
    self.page = page
    root = library.root
    obstacles = faults
    recorder = PageRecorder(root: library.root, file: page.file, text: text)
    var comparison = PageComparison(page, library, precision)
    for finding in page.pieces.flatMap({ comparison.findings(in: $0, run: run) }) {
      switch finding {
      case .change(let change): changes.append(change)
      case .fault(let fault): obstacles.addUnknown([fault])
      }
    }
  }

  /// Everything that is wrong with the page, in the order of its lines.
  var faults: [GuideFault] {
    let links = page.map { LinkChecker(root: root).faults(in: $0) } ?? []
    return (obstacles + changes.map(\.fault) + links).inReadingOrder
  }

  /// Writes all changes, and gives the files that it wrote. Where there are obstacles, nothing is
  /// written.
  package func recordAll() throws(GuideFaults) -> [String] {
    if let faults = GuideFaults(obstacles) { throw faults }
    var recorder = recorder
    return try recorder.record(changes)
  }
}
