import Notebook
import Plots

// Code and output as a terminal shows them: code behind a thin bar, output by indentation alone.
extension TerminalOptions {
  /// Code in its colours, each line behind a bar. Never broken or clipped: a line that does not fit
  /// runs on.
  func code(_ lines: [String], language: String) -> [StyledLine] {
    guard palette != nil, let language = CodeLanguage.named(language) else {
      return lines.map { [codeBar, Span($0)] }
    }
    var styled: [StyledLine] = [[codeBar]]
    for span in language.spans(of: lines.joined(separator: "\n")) {
      let parts = span.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0 { styled.append([codeBar]) }
        styled[styled.count - 1].append(Span(String(part), span.style))
      }
    }
    return styled
  }

  /// What a program printed, below the code that it came from: broken between words, going on a
  /// little further in.
  func output(_ lines: [String]) -> [StyledLine] {
    lines.flatMap { line -> [StyledLine] in
      let indent = 2 + line.indentation
      guard 2 + line.displayWidth > width, indent + 20 < width else {
        return [[Span("  "), Span(line)]]
      }
      let parts = [Span(line)].broken(width: width - indent - 2)
      return parts.enumerated().map { index, part in
        [Span(String(repeating: " ", count: index == 0 ? indent : indent + 2))] + part
      }
    }
  }
}
