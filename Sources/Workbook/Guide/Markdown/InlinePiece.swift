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
    case .run(let run): .text(String(repeating: Character(run.scalar), count: run.count))
    case .bracket(let isImage, _): .text(isImage ? "![" : "[")
    }
  }
}

/// The address of a link, as it stands between `(` and `)`.
enum LinkDestination {
  case destination(String, end: Int)
  case title
  /// An address with `&name;` in it.
  case entity
  case malformed

  /// Reads from behind the `(`.
  static func read(_ scalars: [Unicode.Scalar], at start: Int) -> LinkDestination {
    var position = skippingSpace(scalars, start)
    var address = String.UnicodeScalarView()
    let isBracketed = position < scalars.count && scalars[position] == "<"
    if isBracketed { position += 1 }
    var depth = 0
    reading: while position < scalars.count {
      var scalar = scalars[position]
      switch scalar {
      case "\\" where position + 1 < scalars.count && scalars[position + 1].isASCIIPunctuation:
        position += 1
        scalar = scalars[position]
      case "\n": if isBracketed { return .malformed } else { break reading }
      case "&":
        if scalars[position...].entity != nil { return .entity }
      case ">" where isBracketed: break reading
      case "<" where isBracketed: return .malformed
      case _ where isBracketed: break
      case " ", "\t": break reading
      case "(": depth += 1
      case ")":
        if depth == 0 { break reading }
        depth -= 1
      default: break
      }
      address.append(scalar)
      position += 1
    }
    if isBracketed {
      guard position < scalars.count else { return .malformed }
      position += 1
    }
    let afterSpace = skippingSpace(scalars, position)
    guard depth == 0, afterSpace < scalars.count else { return .malformed }
    switch scalars[afterSpace] {
    case ")": return .destination(String(address), end: afterSpace + 1)
    case "\"", "'", "(": return afterSpace > position ? .title : .malformed
    default: return .malformed
    }
  }

  private static func skippingSpace(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
    var position = start
    while position < scalars.count, scalars[position].isSpaceOrNewline { position += 1 }
    return position
  }
}
