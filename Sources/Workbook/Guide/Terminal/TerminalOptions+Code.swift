import Notebook
import Plots

// Code and output as a terminal shows them: code behind a thin bar, output by indentation alone.
extension TerminalOptions {
  /// Code in its colours, behind a bar: a line that does not fit goes on below, further in. A command
  /// for a shell is left whole, to be copied.
  func code(_ lines: [String], language: String) -> [StyledLine] {
    let found = CodeLanguage.named(language)
    let styled = (palette == nil ? nil : found)?.styled(lines) ?? lines.map { [Span($0)] }
    return found == nil || language == "sh" ? styled.map { [codeBar] + $0 } : behindBar(styled)
  }

  /// Lines of code behind a bar, broken where they do not fit.
  func behindBar(_ lines: [StyledLine]) -> [StyledLine] {
    lines.flatMap { $0.brokenAsCode(width: width - 4) }.map { [codeBar] + $0 }
  }

  /// What a program printed, below the code that it came from: broken between words, going on a
  /// little further in, or below the value that stands behind a label. A row of a table is cut instead:
  /// broken, its columns would not stand below those of the others.
  func output(_ lines: [String]) -> [StyledLine] {
    lines.flatMap { line -> [StyledLine] in
      if 2 + line.displayWidth <= width { return [[Span("  "), Span(line)]] }
      let gaps = line.gaps
      if gaps.count > 1 || line.isRowOfTensor {
        return [[Span("  "), Span(cut(line, to: width - 2))]]
      }
      var start = String(line.prefix(line.indentation))
      var hanging = start.count + 2
      if let gap = gaps.first, line[..<gap.upperBound].displayWidth + 22 < width {
        start = String(line[..<gap.upperBound])
        hanging = start.displayWidth
      }
      guard hanging + 20 < width else { return [[Span("  "), Span(line)]] }
      let rest = [Span(String(line.dropFirst(start.count)))].broken(width: width - hanging - 2)
      return rest.enumerated().map { index, part in
        [Span("  " + (index == 0 ? start : String(repeating: " ", count: hanging)))] + part
      }
    }
  }

  /// The columns of a row for which there is room, and a sign for the rest.
  private func cut(_ line: String, to width: Int) -> String {
    let sign = unicode ? " …" : " ..."
    var (end, position, used) = (line.startIndex, line.startIndex, 0)
    while used <= width - sign.count, position < line.endIndex {
      if line[position] == " " { end = position }
      used += line[position].displayWidth
      position = line.index(after: position)
    }
    return line[..<end].withoutTrailingSpace + sign
  }
}

extension String {
  /// Where words stand further apart than in a sentence: once behind a label, and more often in a row of
  /// a table. Behind a comma this is the place of a sign.
  fileprivate var gaps: [Range<Index>] { matches(of: /[^\s,] {2,}(?=\S)/).map(\.range) }

  /// Whether there are more rows above or below it.
  fileprivate var isRowOfTensor: Bool {
    let isFirst = contains("[[") && !contains("]]")
    return isFirst || drop { $0 == " " }.hasPrefix("[") && !hasPrefix("[")
  }
}
