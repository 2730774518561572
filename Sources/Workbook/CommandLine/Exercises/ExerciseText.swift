import Exercises
import Guide
import Notebook

/// How the commands about exercises write: in the colours and signs that standard output can show.
struct ExerciseText: Sendable {
  var output: Terminal
  /// Nil for no colours.
  private let palette: Palette?

  init(_ session: Session) {
    output = session.output
    palette = session.output.palette(on: session.background)
  }

  /// The checks of an exercise, and what there is to say about those that fail.
  func text(of result: ExerciseResult) -> TerminalText {
    TerminalText(styled: parts(of: result).all.map { "\($0)\n" }.joined())
  }

  /// The same in parts, for a place that has no room for all of it.
  func parts(of result: ExerciseResult) -> ResultText.Parts {
    let text = ResultText(
      marks: output.isUnicode ? .unicode : .ascii, width: output.width
    ) { text, part in
      let style: TextStyle =
        switch part {
        case .passed: .added
        case .failed: .removed
        case .title: .bold
        case .faint: .faint
        }
      return colored(text, style).written
    }
    return text.parts(of: result)
  }

  /// Commands that go on from here, each behind a word that says what it is for. None of them runs
  /// by itself.
  func text(of ways: [Way]) -> TerminalText {
    let width = ways.map(\.purpose.count).max() ?? 0
    return ways.map { purpose, command in
      let padding = String(repeating: " ", count: width - purpose.count + 2)
      return "\(purpose + padding)\(colored(command, .code))\n"
    }.joined()
  }

  /// A sentence or two, broken between words, with `indentation` columns before each line.
  func wrapped(_ text: String, indentation: Int = 0) -> TerminalText {
    let margin = String(repeating: " ", count: indentation)
    let columns = max(output.width - indentation, 30)
    return text.broken(width: columns).map { "\(margin + $0)\n" }.joined()
  }

  /// The same for what a script may read: broken only where a person looks at it.
  func sentence(_ text: String) -> TerminalText {
    output.isInteractive ? wrapped(text) : "\(text)\n"
  }

  func colored(_ text: String, _ style: TextStyle) -> TerminalText {
    palette.map { TerminalText(styled: $0.colored(text, style)) } ?? TerminalText(lines: text)
  }
}
