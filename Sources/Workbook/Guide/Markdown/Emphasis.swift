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
  case inline(Inline)
  case run(DelimiterRun)
  /// `[`, or `![`; one that is not active cannot begin a link any more.
  case bracket(isImage: Bool, isActive: Bool)

  var isBracket: Bool {
    if case .bracket = self { true } else { false }
  }

  /// The piece as it is shown if it turns out to mean nothing.
  var literal: Inline {
    switch self {
    case .inline(let inline): inline
    case .run(let run): .text(String(repeating: run.mark, count: run.count))
    case .bracket(let isImage, _): .text(isImage ? "![" : "[")
    }
  }
}

extension Character {
  /// Unicode's punctuation and symbols.
  var isSign: Bool { isPunctuation || isSymbol }
}

extension Sequence<InlinePiece> {
  /// The inlines, with runs of `*` and `_` paired into emphasis and strong emphasis.
  var inlines: [Inline] {
    var pieces = Array(self)
    var position = 0
    while position < pieces.count {
      guard case .run(var closing) = pieces[position], closing.canClose,
        let start = pieces[..<position].lastIndex(where: { piece in
          if case .run(let opening) = piece { closing.closes(opening) } else { false }
        }), case .run(var opening) = pieces[start]
      else {
        position += 1
        continue
      }
      let content = pieces[(start + 1)..<position].map(\.literal).mergingText
      let isStrong = opening.count >= 2 && closing.count >= 2
      opening.count -= isStrong ? 2 : 1
      closing.count -= isStrong ? 2 : 1
      var replacement: [InlinePiece] = opening.count > 0 ? [.run(opening)] : []
      replacement.append(.inline(isStrong ? .strong(content) : .emphasis(content)))
      let next = start + replacement.count
      if closing.count > 0 { replacement.append(.run(closing)) }
      pieces.replaceSubrange(start...position, with: replacement)
      position = next
    }
    return pieces.map(\.literal).mergingText
  }
}
