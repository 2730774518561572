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
/// ``update(page:)`` writes into a page what its fences name: regions of the sources, the output of
/// cells, and the cells' figures as files beside it. ``check(page:_:)`` writes nothing and lists
/// everything in which the page and the package differ.
public struct Weave {
  /// How much of a page is checked.
  public enum Depth: Sendable {
    /// Everything, which runs every cell of the page once.
    case everything
    /// What needs no running: Markdown, fences, code, links, and whether every cell is shown.
    case withoutRunning
  }

  let root: PackageRoot
  let chapters: [Chapter]
  let run: (Chapter, Cell) throws -> CellRecording

  /// `run` runs a cell, catches what it prints, and turns its figure into SVG.
  public init(
    root: PackageRoot, chapters: [Chapter],
    run: @escaping (Chapter, Cell) throws -> CellRecording
  ) {
    self.root = root
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

  /// Writes the present code, output and figures into a page, and gives the files that it changed.
  ///
  /// Output that varies is recorded only where the fence is empty, so that a second update changes
  /// nothing; empty the fence to record it anew. Where anything cannot be recorded, nothing is
  /// written.
  public func update(page name: String) throws(GuideFaults) -> [String] {
    var plan = PagePlan(weave: self, page: name)
    plan.compare(.everything)
    if !plan.obstacles.isEmpty { throw GuideFaults(plan.obstacles) }
    do {
      for (file, drawing) in plan.drawings { try root.write(drawing, to: file) }
      if let text = plan.newText { try root.write(text, to: plan.file) }
    } catch {
      throw GuideFaults([error])
    }
    return plan.drawings.map(\.file) + (plan.newText == nil ? [] : [plan.file])
  }

  /// Everything that is wrong with a page, in the order of its lines.
  public func check(page name: String, _ depth: Depth) -> [GuideFault] {
    var plan = PagePlan(weave: self, page: name)
    plan.compare(depth)
    let links = plan.page.map { LinkChecker(root: root).faults(in: $0) } ?? []
    return (plan.obstacles + plan.differences + links).inReadingOrder
  }

  /// Everything that is wrong with the guide: each page, then regions and figures that no page
  /// shows.
  public func check(_ depth: Depth) -> [GuideFault] {
    var faults = pages.flatMap { check(page: $0, depth) }
    let leftovers = unusedRegions() + unusedFigures()
    faults += leftovers.filter { !faults.contains($0) }
    return faults
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
