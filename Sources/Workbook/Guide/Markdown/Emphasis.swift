/// A run of `*` or `_`, and whether emphasis may begin or end there.
struct DelimiterRun {
  let scalar: Unicode.Scalar
  /// How many marks are left of it.
  var count: Int
  /// How many it had at first.
  let length: Int
  let canOpen: Bool
  let canClose: Bool

  /// `before` and `after` are its neighbours; nil at the ends of the text.
  init(scalar: Unicode.Scalar, count: Int, before: Unicode.Scalar?, after: Unicode.Scalar?) {
    let spaceBefore = before?.properties.isWhitespace ?? true
    let spaceAfter = after?.properties.isWhitespace ?? true
    let signBefore = before?.isPunctuation ?? false
    let signAfter = after?.isPunctuation ?? false
    let leansRight = !spaceAfter && (!signAfter || spaceBefore || signBefore)
    let leansLeft = !spaceBefore && (!signBefore || spaceAfter || signAfter)
    self.scalar = scalar
    self.count = count
    length = count
    // Marks like snake_case have no meaning inside a word.
    canOpen = leansRight && (scalar == "*" || !leansLeft || signBefore)
    canClose = leansLeft && (scalar == "*" || !leansRight || signAfter)
  }

  /// CommonMark's rule of three: a run that could do both does not pair with one that makes the sum
  /// of their lengths a multiple of three, unless both are.
  func closes(_ opening: DelimiterRun) -> Bool {
    guard scalar == opening.scalar, opening.canOpen, canClose else { return false }
    guard canOpen || opening.canClose else { return true }
    return (length + opening.length) % 3 != 0 || (length % 3 == 0 && opening.length % 3 == 0)
  }
}

/// Pairs runs of `*` and `_` into emphasis and strong emphasis.
enum EmphasisResolver {
  static func resolve(_ unresolved: [InlinePiece]) -> [Inline] {
    var pieces = unresolved
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
