import Notebook
import Plots

/// What shows a page piece by piece: it takes what ``PageRenderer`` has set, runs cells, and shows
/// figures.
package protocol PagePresenter {
  /// Takes the next piece of the page as it is to appear: whole lines, with a blank one before them
  /// where one is needed. Called once for each piece of prose and code, and once before each cell
  /// or figure with the blank line that sets it off.
  mutating func write(_ text: String) throws

  /// The same for a presenter that sets text anew where its terminal becomes wider or narrower; others
  /// get it set.
  mutating func write(_ piece: SetPiece, for renderer: PageRenderer) throws

  /// The lines to show for a fence of Swift: the region's present code, or what the page has.
  mutating func code(for fence: CodeFence) throws -> [String]

  /// Runs a cell, and prints what it prints, each line as ``PageRenderer/output(_:)`` sets it.
  /// Gives whether anything was printed: if not, no further blank line is needed.
  mutating func run(_ fence: CellFence) throws -> Bool

  /// Shows the figure that a cell drew, running the cell if it has not yet run. Gives whether
  /// anything was printed.
  mutating func show(_ figure: FigureReference) throws -> Bool

  /// What is said in the place of a folded part, instead of showing it.
  func words(inPlaceOf summary: String) -> String

  /// Called when a cell has been shown, with its figure if that comes right behind it. Gives whether
  /// the page is to go on.
  mutating func goesOn(after cell: String) throws -> Bool
}

extension PagePresenter {
  package mutating func write(_ piece: SetPiece, for renderer: PageRenderer) throws {
    try write(piece.text(renderer))
  }

  package func words(inPlaceOf summary: String) -> String { "\(summary): folded on the page." }
}

/// A piece of a page that can be set for terminals of any width.
package struct SetPiece: Sendable {
  /// The words of a heading; nil for all else.
  package let heading: String?
  package let text: @Sendable (PageRenderer) -> String

  package init(
    heading: String? = nil, _ text: @escaping @Sendable (PageRenderer) -> String
  ) {
    self.heading = heading
    self.text = text
  }
}

/// Sets a page for a terminal, one piece after the other.
///
/// Prose wraps, code stands behind a thin bar, and output is indented. Cells are left to a
/// ``PagePresenter``, so that what they print appears while they run.
package struct PageRenderer: Sendable {
  package let options: TerminalOptions
  /// The commands that show the chapters that links may lead to, by their pages.
  private let chapters: [String: String]

  /// `chapters` are those that links may lead to: such a link shows the command that opens the
  /// chapter.
  package init(options: TerminalOptions, chapters: [Chapter] = []) {
    self.options = options
    let pages = chapters.map { ("Guide/\($0.page)", $0.command) }
    self.chapters = Dictionary(pages) { first, _ in first }
  }

  /// The same for a terminal of another width.
  package func with(width: Int) -> PageRenderer {
    PageRenderer(
      options: TerminalOptions(
        palette: options.palette, width: width, unicode: options.unicode), chapters: chapters)
  }

  private init(options: TerminalOptions, chapters: [String: String]) {
    self.options = options
    self.chapters = chapters
  }

  /// Walks through the page in its order, and gives whether it came to the end.
  @discardableResult
  package func render(_ page: Page, for presenter: inout some PagePresenter) throws -> Bool {
    var needsGap = false
    var isFolded = false
    for (index, piece) in page.pieces.enumerated() where !isFolded || piece == .foldEnds {
      let gap = needsGap ? "\n" : ""
      needsGap = true
      func write(
        heading: String? = nil, _ text: @escaping @Sendable (PageRenderer) -> String
      ) throws {
        try presenter.write(SetPiece(heading: heading, text), for: self)
      }
      switch piece {
      case .foldBegins(let summary):
        let words = presenter.words(inPlaceOf: summary)
        try write {
          gap + $0.written([Span(words, .faint)].broken(width: $0.options.width))
        }
        isFolded = true
      case .foldEnds:
        isFolded = false
      case .prose(let block):
        try write(heading: block.heading) {
          let styler = PageStyler(options: $0.options, chapters: $0.chapters, page: page.file)
          return gap + $0.written(styler.lines(of: block, width: $0.options.width))
        }
      case .code(let fence):
        let code = fence.language == .swift ? try presenter.code(for: fence) : fence.code
        try write {
          gap
            + (fence.language == .text
              ? $0.written($0.options.output(code))
              : $0.code(code, language: fence.language.rawValue))
        }
      case .difference(let fence):
        let difference = LineDifference(
          from: try presenter.code(for: fence.old), to: try presenter.code(for: fence.new))
        try write { gap + $0.written($0.options.behindBar(difference.lines.styled)) }
      case .cell(let fence):
        try presenter.write(gap)
        needsGap = try presenter.run(fence)
      case .figure(let figure):
        try presenter.write(gap)
        needsGap = try presenter.show(figure)
      }
      if let cell = piece.cell, page.pieces.dropFirst(index + 1).first?.cell != cell {
        guard try presenter.goesOn(after: cell) else { return false }
      }
    }
    return true
  }

  /// The end of a page: a rule, and below it commands, each with a word that says what it is for.
  package func ending(_ commands: [(purpose: String, command: String)]) -> String {
    let rule = String(repeating: options.rules[1], count: options.width)
    let width = commands.map(\.purpose.displayWidth).max() ?? 0
    let lines: [StyledLine] = commands.map { purpose, command in
      let padding = String(repeating: " ", count: width - purpose.displayWidth + 2)
      return [Span(purpose + padding), Span(command, .code)]
    }
    return "\n" + written([[Span(rule, .faint)]] + lines)
  }

  /// Code as it stands in a page: highlighted, behind a bar, each line with its end.
  package func code(_ lines: [String], language: String) -> String {
    written(options.code(lines, language: language))
  }

  /// Output as it stands in a page: indented, without a bar, each line with its end.
  package func output(_ text: String) -> String {
    written(options.output(textLines(text)))
  }

  /// Lines as they are written, each with its end.
  func written(_ lines: [StyledLine]) -> String {
    lines.map { $0.written(in: options.palette) + "\n" }.joined()
  }
}
