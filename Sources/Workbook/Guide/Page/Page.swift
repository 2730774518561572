import Notebook

/// A page of the guide: Markdown, in which some fences and images say where they come from.
///
/// - The fence `swift Sources/Chapters/Chapter2Model/Model.swift#model` is the code of that region.
/// - The fence `diff Sources/…/A.swift#a Sources/…/B.swift#b` is how the one region becomes the other.
/// - The fence `text cell=shape-walk` is what that cell of the page's chapter printed when it was recorded.
///   Behind it, `mask=machine` names what is not compared, and `claim="loss < 1"` says what has to hold;
///   `python=Tests/PyTorch/values/guide.txt#shape-walk`, that PyTorch printed the same, in that region.
/// - The fences `python Tests/PyTorch/guide/chapter2.py#model` and `text python=Tests/PyTorch/…` are a
///   region of a Python program, and one of what it printed.
/// - `![what is to be seen](figures/2-shape-walk.svg)`, alone in a paragraph, is the figure that the cell
///   `shape-walk` of chapter 2 returned.
///
/// Other fences are `text` and `sh`, and stand for themselves.
package struct Page: Sendable {
  /// One piece of a page, in the order in which a reader meets it.
  package enum Piece: Equatable, Sendable {
    case prose(Block)
    case code(CodeFence)
    case difference(DifferenceFence)
    case cell(CellFence)
    case figure(FigureReference)
    /// From here to the end of the folded part a reader sees these words alone, at first.
    case foldBegins(String)
    case foldEnds

    /// The cell that it shows, or nil for what shows none.
    var cell: String? {
      switch self {
      case .cell(let fence): fence.name
      case .figure(let figure): figure.cell
      case .prose, .code, .difference, .foldBegins, .foldEnds: nil
      }
    }

    fileprivate var block: Block? {
      if case .prose(let block) = self { block } else { nil }
    }

    /// The regions of the sources, of Python, and of what Python printed that it shows.
    var codeFences: [CodeFence] {
      switch self {
      case .code(let fence): [fence]
      case .difference(let fence): [fence.old, fence.new]
      case .cell(let fence): fence.python.map { [$0] } ?? []
      case .prose, .figure, .foldBegins, .foldEnds: []
      }
    }
  }

  /// Relative to the package: `Guide/02-model.md`.
  package let file: String
  /// The chapter's number; nil for a page that belongs to none.
  package let chapter: Int?
  package let pieces: [Piece]
  let document: MarkdownDocument
}

extension Page {
  /// Reads a page's text. Knows which cells the chapter has, but not what they or the regions hold:
  /// that is ``Weave``'s to compare.
  package init(parsing text: String, file: String, chapter: Chapter?) throws(GuideFaults) {
    let (page, faults) = Self.recovering(text, file: file, chapter: chapter)
    if let faults = GuideFaults(faults) { throw faults }
    self = page
  }

  /// Reads the page of a chapter from the package.
  package init(of chapter: Chapter, in root: PackageRoot) throws(GuideFaults) {
    let file = "Guide/\(chapter.page)"
    try self.init(parsing: try root.page(file).text, file: file, chapter: chapter)
  }

  /// The page as far as it can be made out, and what is wrong with it.
  static func recovering(
    _ text: String, file: String, chapter: Chapter?
  ) -> (Page, [GuideFault]) {
    let (document, markdownFaults) = MarkdownDocument.recovering(text, file: file)
    var reader = PageReader(file: file, chapter: chapter)
    let pieces = document.blocks.flatMap { reader.pieces($0) }
    reader.reportUnusedCells()
    reader.reportImagesWithoutWords(in: document)
    let page = Page(file: file, chapter: chapter?.number, pieces: pieces, document: document)
    return (page, (markdownFaults + reader.faults).inReadingOrder)
  }

  /// The words of its first heading; nil where there is none.
  package var title: String? { pieces.lazy.compactMap { $0.block?.heading }.first }

  /// The names of the cells that the page shows, each once, in the order of their first appearance.
  package var cells: [String] { Self.cells(of: pieces) }

  /// The same without those in folded parts.
  package var cellsInSight: [String] {
    var isFolded = false
    return Self.cells(
      of: pieces.filter { piece in
        if case .foldBegins = piece { isFolded = true }
        if piece == .foldEnds { isFolded = false }
        return !isFolded
      })
  }

  private static func cells(of pieces: [Piece]) -> [String] {
    var names: [String] = []
    for name in pieces.compactMap(\.cell) where !names.contains(name) { names.append(name) }
    return names
  }

  /// The part of the page that one cell is: the code that stands before it, behind the cell before,
  /// and what it prints and draws.
  package func excerpt(of cell: String) -> Page {
    var kept: [Piece] = []
    var code: [Piece] = []
    for piece in pieces {
      if piece.codeFences.contains(where: { $0.language == .swift }) { code.append(piece) }
      guard let shown = piece.cell else { continue }
      if shown == cell { kept += code + [piece] }
      code = []
    }
    return Page(file: file, chapter: chapter, pieces: kept, document: document)
  }

  /// The part of the page from a heading of the second level that begins so, to the next; nil where
  /// there is none.
  package func section(_ beginning: String) -> Page? {
    func heading(_ piece: Piece) -> String? { piece.block?.heading(ofLevel: 2) }
    guard let start = pieces.firstIndex(where: { heading($0)?.hasPrefix(beginning) ?? false })
    else { return nil }
    let rest = pieces[(start + 1)...].prefix { heading($0) == nil }
    return Page(file: file, chapter: chapter, pieces: [pieces[start]] + rest, document: document)
  }

  /// The part of the page from the first heading of these words to its end; nil where there is none.
  package func rest(from heading: String) -> Page? {
    guard let start = pieces.firstIndex(where: { $0.block?.heading == heading }) else { return nil }
    return Page(
      file: file, chapter: chapter, pieces: Array(pieces[start...]), document: document)
  }
}

extension Block {
  /// The words of a heading; nil for all else.
  var heading: String? { heading(ofLevel: nil) }

  fileprivate func heading(ofLevel wanted: Int?) -> String? {
    guard case .heading(let level, let inlines) = content, level == wanted ?? level else {
      return nil
    }
    return inlines.plainText
  }
}

/// A fence whose code is a region of the package's sources, or of a Python program beside its tests, or
/// of what that printed.
package struct CodeFence: Equatable, Sendable {
  package enum Language: String, Sendable {
    case swift, python
    /// What a Python program printed.
    case text
  }

  /// Relative to the package: `Sources/Chapters/Chapter2Model/Model.swift`.
  package let source: String
  package let region: String
  /// As it stands in the page.
  package let code: [String]
  /// From the opening to the closing marks.
  package let lines: ClosedRange<Int>
  package var language = Language.swift
}

/// A fence whose text is what a cell printed.
package struct CellFence: Equatable, Sendable {
  /// The cell's name in the page's chapter.
  package let name: String
  /// How it is compared with what the cell prints now.
  package let rules: OutputRules
  /// As it stands in the page.
  package let output: [String]
  /// From the opening to the closing marks.
  package let lines: ClosedRange<Int>
  /// What PyTorch printed, where the page says that it is the same.
  package var python: CodeFence?
}

/// An image that a cell drew.
package struct FigureReference: Equatable, Sendable {
  /// The cell's name in the page's chapter.
  package let cell: String
  /// What is to be seen, in words.
  package let alternative: String
  /// Relative to the page: `figures/2-shape-walk.svg`.
  package let source: String
  package let line: Int
}
