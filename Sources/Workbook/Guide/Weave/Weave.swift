import Notebook

/// Keeps the guide's pages and the package's code in agreement.
///
/// ``compare(page:)`` finds what differs between a page and what its fences name: regions of the
/// sources, the output of cells, and the cells' figures as files beside it. A ``ComparedPage``
/// writes it. ``check()`` writes nothing and lists everything that is wrong with the guide.
package struct Weave {
  /// How closely recorded numbers have to be what they are now.
  package enum Precision: Sendable {
    /// To the last digit.
    case exact
    /// As ``OutputRules/approximate()`` says, and figures have to be there: for machines whose
    /// floats are rounded otherwise than where the guide was recorded.
    case approximate
  }

  let root: PackageRoot
  let precision: Precision
  let chapters: [Chapter]
  let run: ((Chapter, Cell) throws -> CellResult)?

  /// `run` runs a cell, catches what it prints, and turns its figure into SVG. Without it, only that
  /// is compared which needs no running: Markdown, fences, code, links, and whether every cell is
  /// shown.
  package init(
    root: PackageRoot, chapters: [Chapter], precision: Precision = .exact,
    run: ((Chapter, Cell) throws -> CellResult)? = nil
  ) {
    self.root = root
    self.precision = precision
    self.chapters = chapters
    self.run = run
  }

  /// The pages of the guide, as file names in its folder: the chapters' in their order, then all
  /// others.
  package var pages: [String] {
    let ofChapters = chapters.map(\.page)
    let all = root.files(under: "Guide", ending: ".md").map { String($0.dropFirst(6)) }
    return ofChapters + all.filter { !ofChapters.contains($0) }
  }

  /// A page beside the code and output of now: what differs, and what can be recorded.
  package func compare(page name: String) -> ComparedPage {
    let file = "Guide/\(name)"
    do {
      return compare(page: name, try root.page(file), SourceLibrary(root: root))
    } catch {
      return ComparedPage(file, in: root, error)
    }
  }

  /// Compares a page that has been read already, with sources of which some may have been, too.
  func compare(page name: String, _ text: TextFile, _ library: SourceLibrary) -> ComparedPage {
    let chapter = chapters.first { $0.page == name }
    let (page, faults) = Page.recovering(text.text, file: "Guide/\(name)", chapter: chapter)
    let result = run.map { run in
      { (name: String) -> CellResult in
        guard let chapter, let cell = chapter.cell(named: name) else {
          fatalError("Weave: \(page.file) shows the cell \(name), which no chapter has")
        }
        do {
          return try run(chapter, cell)
        } catch {
          return CellResult(failure: "\(error)")
        }
      }
    }
    return ComparedPage(page, faults, text: text, library, precision, run: result)
  }

  /// Everything that is wrong with the guide: each page, then regions and figures that no page
  /// shows.
  package func check() -> [GuideFault] {
    let compared = pages.map(compare)
    let read = compared.compactMap(\.page)
    let anchors = Dictionary(
      read.map { ($0.file, $0.document.headingAnchors) }, uniquingKeysWith: { first, _ in first })
    var sources = NumberSources(root: root, pages: read)
    var faults = compared.flatMap { $0.faults(knowing: anchors, &sources) }
    faults.addUnknown(unusedRegions(read) + unusedFigures(read))
    return faults.inReadingOrder
  }

  private func unusedRegions(_ pages: [Page]) -> [GuideFault] {
    let fences = pages.flatMap(\.pieces).flatMap(\.codeFences)
    let shown = Set(fences.map { "\($0.source)#\($0.region)" })
    var library = SourceLibrary(root: root)
    var faults: [GuideFault] = []
    let sources = [
      ("Sources/Chapters", ".swift"), ("Tests/PyTorch", ".py"), ("Tests/PyTorch", ".txt"),
    ]
    for path in sources.flatMap({ root.files(under: $0, ending: $1) }) {
      do {
        guard let found = try library.regions(of: path) else { continue }
        faults += found.faults
        for region in found.regions where !shown.contains("\(path)#\(region.name)") {
          faults.append(
            GuideFault(file: path, line: region.line, problem: .regionUnused(region.name)))
        }
      } catch {
        faults += error.faults
      }
    }
    return faults
  }

  private func unusedFigures(_ pages: [Page]) -> [GuideFault] {
    let shown = Set(
      pages.flatMap(\.document.allInlines).compactMap { inline in
        if case .image(_, let source, _) = inline { "Guide/\(source)" } else { nil }
      })
    return root.files(under: "Guide/figures", ending: ".svg").filter { !shown.contains($0) }.map {
      GuideFault(file: $0, line: 1, problem: .figureUnused)
    }
  }
}
