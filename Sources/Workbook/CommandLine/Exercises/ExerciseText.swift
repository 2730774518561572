import Exercises
import Guide
import Notebook

/// How the commands about exercises write: in the colours and signs that standard output can show.
struct ExerciseText {
  var output: Terminal
  /// Nil for no colours.
  private let palette: Palette?

  /// Asks the terminal for its background, which is to be done once.
  init(_ session: Session) {
    output = session.output
    palette = session.output.palette(on: session.background())
  }

  /// The checks of an exercise, and what there is to say about those that fail.
  func text(of result: ExerciseResult) -> String {
    let palette = palette
    let text = ResultText(marks: output.isUnicode ? .unicode : .ascii, width: output.width) {
      text, part in
      guard let palette else { return text }
      return switch part {
      case .passed: palette.colored(text, .added)
      case .failed: palette.colored(text, .removed)
      case .title: palette.colored(text, .bold)
      case .faint: palette.colored(text, .faint)
      }
    }
    return text.text(of: result)
  }

  /// Commands that go on from here, each behind a word that says what it is for. None of them runs
  /// by itself.
  func text(of ways: [(purpose: String, command: String)]) -> String {
    let width = ways.map(\.purpose.count).max() ?? 0
    return ways.map { purpose, command in
      let padding = String(repeating: " ", count: width - purpose.count + 2)
      return purpose + padding + colored(command, .code) + "\n"
    }.joined()
  }

  /// Swift as the guide shows it.
  func code(_ text: String) -> String {
    let options = TerminalOptions(
      palette: palette, width: output.width, unicode: output.isUnicode)
    return PageRenderer(options: options, chapters: []).code(textLines(text), language: "swift")
  }

  /// A sentence or two, broken between words, with `indentation` columns before each line.
  func wrapped(_ text: String, indentation: Int = 0) -> String {
    let margin = String(repeating: " ", count: indentation)
    let columns = max(output.width - indentation, 30)
    return text.broken(width: columns).map { margin + $0 + "\n" }.joined()
  }

  func colored(_ text: String, _ style: TextStyle) -> String {
    palette?.colored(text, style) ?? text
  }
}
