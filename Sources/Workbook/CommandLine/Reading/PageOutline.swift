import Guide
import Notebook

/// The pieces of a page as they stand in the guide, before any of its cells is run: what is to come, for
/// a reader who searches it or asks for the next heading.
///
/// There is a piece for each call of a `PagePresenter` that shows something.
struct PageOutline {
  struct Piece {
    /// The words of a heading; nil for all else.
    let heading: String?
    let lines: [String]
  }

  let pieces: [Piece]
  /// How many lines there are before each piece, and at the end.
  private let lines: [Int]

  init(_ pieces: [Piece] = []) {
    self.pieces = pieces
    lines = pieces.reduce(into: [0]) { $0.append($0.last! + $1.lines.count) }
  }

  init(of page: Page, by renderer: PageRenderer) {
    var presenter = Presenter()
    // It throws nothing, and so the renderer has nothing to throw.
    _ = try? renderer.render(page, for: &presenter)
    self.init(presenter.pieces)
  }

  /// How much of the page there is before a piece, in percent.
  func percent(before piece: Int) -> Int {
    guard let all = lines.last, all > 0 else { return 100 }
    return 100 * lines[min(max(piece, 0), lines.count - 1)] / all
  }

  func hasHeading(behind piece: Int) -> Bool {
    pieces.dropFirst(piece + 1).contains { $0.heading != nil }
  }

  /// The first piece behind another that holds a text.
  func piece(holding text: SearchText, behind piece: Int) -> Int? {
    pieces.indices.dropFirst(piece + 1).first { text.firstLine(of: pieces[$0].lines) != nil }
  }

  /// Takes the output and the code from the page, so that nothing is run and nothing is missing.
  private struct Presenter: PagePresenter {
    var pieces: [Piece] = []

    mutating func write(_ text: String) { add(textLines(text)) }

    mutating func write(_ piece: SetPiece, for renderer: PageRenderer) {
      add(textLines(piece.text(renderer)), heading: piece.heading)
    }

    func code(for fence: CodeFence) -> [String] { fence.code }

    mutating func run(_ fence: CellFence) -> Bool {
      add(fence.output)
      return true
    }

    mutating func show(_ figure: FigureReference) -> Bool {
      add([])
      return true
    }

    func goesOn(after cell: String) -> Bool { true }

    private mutating func add(_ lines: [String], heading: String? = nil) {
      pieces.append(Piece(heading: heading, lines: lines))
    }
  }
}
