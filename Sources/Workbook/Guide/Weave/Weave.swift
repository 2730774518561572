import Notebook

/// What running a cell gave.
public struct CellRecording: Equatable, Sendable {
  /// What it printed.
  public let output: String
  /// The figure that it returned, as SVG; nil where it returned none.
  public let drawing: String?

  public init(output: String, drawing: String? = nil) {
    self.output = output
    self.drawing = drawing
  }
}

/// Keeps the guide's pages and the package's code in agreement.
///
/// ``compare(page:_:)`` finds what differs between a page and what its fences name: regions of the
/// sources, the output of cells, and the cells' figures as files beside it. A ``PageRecorder``
/// writes it. ``check(_:)`` writes nothing and lists everything that is wrong with the guide.
public struct Weave {
  /// How much of a page is checked.
  public enum Depth: Sendable {
    /// Everything, which runs every cell of the page once.
    case everything
    /// What needs no running: Markdown, fences, code, links, and whether every cell is shown.
    case withoutRunning
  }

  /// How closely recorded numbers have to be what they are now.
  public enum Precision: Sendable {
    /// To the last digit.
    case exact
    /// As ``OutputRules/approximate()`` says, and figures have to be there: for machines whose
    /// floats are rounded otherwise than where the guide was recorded.
    case approximate
  }

  let root: PackageRoot
  let precision: Precision
  let chapters: [Chapter]
  let run: (Chapter, Cell) throws -> CellRecording

  /// `run` runs a cell, catches what it prints, and turns its figure into SVG.
  public init(
    root: PackageRoot, chapters: [Chapter], precision: Precision = .exact,
    run: @escaping (Chapter, Cell) throws -> CellRecording
  ) {
    self.root = root
    self.precision = precision
    self.chapters = chapters
    self.run = run
  }

  /// The pages of the guide, as file names in its folder: the chapters' in their order, then all
  /// others.
  public var pages: [String] {
    let ofChapters = chapters.map(\.page)
    let all = root.files(under: "Guide", ending: ".md").map { String($0.dropFirst(6)) }
    return ofChapters + all.filter { !ofChapters.contains($0) }
  }

  /// A page beside the code and output of now: what differs, and what can be recorded.
  public func compare(page name: String, _ depth: Depth = .everything) -> PagePlan {
    PagePlan(weave: self, page: name, depth)
  }

  /// Everything that is wrong with the guide: each page, then regions and figures that no page
  /// shows.
  public func check(_ depth: Depth) -> [GuideFault] {
    var faults = pages.flatMap { compare(page: $0, depth).faults }
    faults.addUnknown(unusedRegions() + unusedFigures())
    return faults.inReadingOrder
  }

  private func shownPieces() -> [Page.Piece] {
    pages.flatMap { name -> [Page.Piece] in
      let file = "Guide/\(name)"
      guard let text = try? root.text(of: file) else { return [] }
      let chapter = chapters.first { $0.page == name }
      return Page.recovering(text, file: file, chapter: chapter).0.pieces
    }
  }

  private func unusedRegions() -> [GuideFault] {
    var shown: Set<String> = []
    for piece in shownPieces() {
      let fences: [CodeFence] =
        switch piece {
        case .code(let fence): [fence]
        case .difference(let fence): [fence.old, fence.new]
        case .prose, .cell, .figure: []
        }
      shown.formUnion(fences.map { "\($0.source)#\($0.region)" })
    }
    var library = SourceLibrary(root: root)
    var faults: [GuideFault] = []
    for path in root.files(under: "Sources/Chapters", ending: ".swift") {
      do throws(GuideFault) {
        guard let found = try library.regions(of: path) else { continue }
        faults += found.faults
        for region in found.regions where !shown.contains("\(path)#\(region.name)") {
          faults.append(
            GuideFault(file: path, line: region.line, problem: .regionUnused(region.name)))
        }
      } catch {
        faults.append(error)
      }
    }
    return faults
  }

  private func unusedFigures() -> [GuideFault] {
    var shown: Set<String> = []
    for piece in shownPieces() {
      switch piece {
      case .figure(let figure): shown.insert("Guide/\(figure.source)")
      case .prose(let block):
        for case .image(_, let source, _) in MarkdownDocument.inlines(of: block) {
          shown.insert("Guide/\(source)")
        }
      case .code, .difference, .cell: break
      }
    }
    return root.files(under: "Guide/figures", ending: ".svg").filter { !shown.contains($0) }.map {
      GuideFault(file: $0, line: 1, problem: .figureUnused)
    }
  }
}
