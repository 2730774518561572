extension [LineDifference.Line] {
  /// Differing lines as a terminal shows them: what goes in red, what comes in green, and the part of
  /// a line that changed in bold. The signs before the lines say the same without colours.
  var styled: [StyledLine] {
    let parts = changedParts
    return enumerated().map { index, line in
      let part = parts[index]
      switch line {
      case .kept(let text): return [Span(" \(text)")]
      case .removed: return line.styled(.removed, part, own: part?.old)
      case .added: return line.styled(.added, part, own: part?.new)
      }
    }
  }
}

extension LineDifference.Line {
  fileprivate func styled(_ style: TextStyle, _ part: ChangedPart?, own: String?) -> StyledLine {
    guard let part, let own else { return [Span(written, style)] }
    return [
      Span(written.prefix(1) + part.prefix, style), Span(own, [style, .bold]),
      Span(part.suffix, style),
    ]
  }
}
