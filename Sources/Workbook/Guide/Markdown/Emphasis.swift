/// A run of `*` or `_`, and whether emphasis may begin or end there.
struct DelimiterRun {
  let mark: Character
  /// How many marks are left of it.
  var count: Int
  /// How many it had at first.
  let length: Int
  let canOpen: Bool
  let canClose: Bool

  /// `before` and `after` are its neighbours; nil at the ends of the text.
  init(_ mark: Character, count: Int, before: Character?, after: Character?) {
    let spaceBefore = before?.isWhitespace ?? true
    let spaceAfter = after?.isWhitespace ?? true
    let signBefore = before?.isSign ?? false
    let signAfter = after?.isSign ?? false
    let leansRight = !spaceAfter && (!signAfter || spaceBefore || signBefore)
    let leansLeft = !spaceBefore && (!signBefore || spaceAfter || signAfter)
    self.mark = mark
    self.count = count
    length = count
    // Marks like snake_case have no meaning inside a word.
    canOpen = leansRight && (mark == "*" || !leansLeft || signBefore)
    canClose = leansLeft && (mark == "*" || !leansRight || signAfter)
  }

  /// CommonMark's rule of three: a run that could do both does not pair with one that makes the sum
  /// of their lengths a multiple of three, unless both are.
  func closes(_ opening: DelimiterRun) -> Bool {
    guard mark == opening.mark, opening.canOpen, canClose else { return false }
    guard canOpen || opening.canClose else { return true }
    return (length + opening.length) % 3 != 0 || (length % 3 == 0 && opening.length % 3 == 0)
  }
}

/// What the inline parser has made out so far: finished inlines, and marks whose meaning is still
/// open.
enum InlinePiece {
  /// `depth` is how many emphases, links and images stand in one another in it.
  case inline(Inline, depth: Int)
  case run(DelimiterRun)
  /// `[`, or `![`.
  case bracket(isImage: Bool)

  static func text(_ text: some StringProtocol) -> InlinePiece {
    .inline(.text(String(text)), depth: 0)
  }

  var depth: Int {
    if case .inline(_, let depth) = self { depth } else { 0 }
  }

  /// The piece as it is shown if it turns out to mean nothing.
  var literal: Inline {
    switch self {
    case .inline(let inline, _): inline
    case .run(let run): .text(String(repeating: run.mark, count: run.count))
    case .bracket(let isImage): .text(isImage ? "![" : "[")
    }
  }
}

extension Character {
  /// Unicode's punctuation and symbols.
  var isSign: Bool { isPunctuation || isSymbol }
}

/// Pairs runs of `*` and `_` into emphasis and strong emphasis.
///
/// Every piece is put down once and taken up once, and no run is compared a second time with runs
/// that one of its kind did not fit: the time is in proportion to the text.
struct EmphasisParser {
  private var pieces: [InlinePiece] = []
  /// Where the runs stand among the pieces that may begin something.
  private var openings: [Int] = []
  /// How many of the openings, from the first on, a closing run of a kind has not fitted.
  private var unfitting: [[Int]: Int] = [:]
  /// Whether something was left out because it was nested too deep.
  private(set) var isTooDeep = false

  /// How many emphases, links and images may stand in one another.
  static let mostNested = 16

  init(_ pieces: some Sequence<InlinePiece>) {
    for piece in pieces {
      if case .run(let run) = piece { add(run) } else { self.pieces.append(piece) }
    }
  }

  /// All of it, and how deep it is.
  var inlines: (inlines: [Inline], depth: Int) { Self.inlines(of: pieces[...]) }

  private static func inlines(of pieces: ArraySlice<InlinePiece>) -> ([Inline], depth: Int) {
    (pieces.map(\.literal).mergingText, pieces.map(\.depth).max() ?? 0)
  }

  private mutating func add(_ run: DelimiterRun) {
    var run = run
    while run.count > 0, let position = lastOpening(for: run) { pair(&run, withOpening: position) }
    if run.count == 0 { return }
    if run.canOpen { openings.append(pieces.count) }
    pieces.append(.run(run))
  }

  private mutating func lastOpening(for closing: DelimiterRun) -> Int? {
    guard closing.canClose else { return nil }
    // All that ``DelimiterRun/closes(_:)`` looks at.
    let kind = [closing.mark == "*" ? 1 : 0, closing.canOpen ? 1 : 0, closing.length % 3]
    for position in openings.indices[min(unfitting[kind, default: 0], openings.count)...].reversed()
    {
      if case .run(let opening) = pieces[openings[position]], closing.closes(opening) {
        return position
      }
    }
    unfitting[kind] = openings.count
    return nil
  }

  private mutating func pair(_ closing: inout DelimiterRun, withOpening position: Int) {
    let start = openings[position]
    guard case .run(var opening) = pieces[start] else { return }
    var (content, depth) = Self.inlines(of: pieces[(start + 1)...])
    if depth == Self.mostNested {
      isTooDeep = true
      (content, depth) = ([], 0)
    }
    pieces.removeSubrange(start...)
    openings.removeSubrange(position...)
    for (kind, count) in unfitting { unfitting[kind] = min(count, position) }
    let isStrong = opening.count >= 2 && closing.count >= 2
    opening.count -= isStrong ? 2 : 1
    closing.count -= isStrong ? 2 : 1
    if opening.count > 0 {
      openings.append(pieces.count)
      pieces.append(.run(opening))
    }
    pieces.append(.inline(isStrong ? .strong(content) : .emphasis(content), depth: depth + 1))
  }
}
