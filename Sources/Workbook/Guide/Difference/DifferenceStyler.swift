/// Differing lines as a terminal shows them: what goes in red, what comes in green, and the part of
/// a line that changed in bold. The signs before the lines say the same without colours.
enum DifferenceStyler {
  static func lines(_ lines: [LineDifference.Line]) -> [StyledLine] {
    let parts = lines.changedParts
    return lines.enumerated().map { index, line in
      switch line {
      case .kept(let text): [Span(" \(text)")]
      case .removed: changed(line, .removed, parts[index], \.old)
      case .added: changed(line, .added, parts[index], \.new)
      }
    }
  }

  private static func changed(
    _ line: LineDifference.Line, _ style: TextStyle, _ part: ChangedPart?,
    _ own: (ChangedPart) -> String
  ) -> StyledLine {
    guard let part else { return [Span(line.written, style)] }
    return [
      Span(line.written.prefix(1) + part.prefix, style),
      Span(own(part), [style, .bold]),
      Span(part.suffix, style),
    ]
  }
}
