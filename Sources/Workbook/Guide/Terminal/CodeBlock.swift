import Notebook
import Plots

/// Code and output as a terminal shows them: code behind a thin bar, output by indentation alone.
///
/// Code is never broken or clipped; a line that does not fit runs on. Output is broken between
/// words, and goes on a little further in.
struct CodeBlock {
  let options: TerminalOptions

  /// Code in its colours, each line behind a bar.
  func code(_ lines: [String], language: String) -> [StyledLine] {
    let bar = Span("  \(TerminalSigns(unicode: options.unicode).codeBar) ", .faint)
    guard options.palette != nil, let language = CodeLanguage.named(language) else {
      return lines.map { [bar, Span($0)] }
    }
    var styled: [StyledLine] = [[bar]]
    for token in CodeToken.tokens(of: lines.joined(separator: "\n"), in: language) {
      let parts = token.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0 { styled.append([bar]) }
        styled[styled.count - 1].append(Span(String(part), Self.style(of: token.kind)))
      }
    }
    return styled
  }

  /// What a program printed, below the code that it came from.
  func output(_ lines: [String]) -> [StyledLine] {
    lines.flatMap { line -> [StyledLine] in
      let indent = 2 + line.indentation
      guard 2 + line.displayWidth > options.width, indent + 20 < options.width else {
        return [[Span("  "), Span(line)]]
      }
      let parts = [Span(line)].broken(width: options.width - indent - 2)
      return parts.enumerated().map { index, part in
        [Span(String(repeating: " ", count: index == 0 ? indent : indent + 2))] + part
      }
    }
  }

  private static func style(of kind: CodeToken.Kind) -> TextStyle {
    switch kind {
    case .plain: []
    case .keyword: .keyword
    case .type: .type
    case .literal, .number: .literal
    case .string: .string
    case .comment: .faint
    case .attribute: .attribute
    }
  }
}
