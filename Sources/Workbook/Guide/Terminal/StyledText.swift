import Notebook
import Plots

/// How a stretch of text looks, where colour is on: in which weight, and in the ink of what it is.
package struct TextStyle: OptionSet, Hashable, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }

  package static let bold = TextStyle(rawValue: 1 << 0)
  static let italic = TextStyle(rawValue: 1 << 1)

  // What it is; ``Palette`` knows the colours. Of several the first decides.
  package static let code = TextStyle(rawValue: 1 << 2)
  static let keyword = TextStyle(rawValue: 1 << 3)
  static let type = TextStyle(rawValue: 1 << 4)
  static let literal = TextStyle(rawValue: 1 << 5)
  static let string = TextStyle(rawValue: 1 << 6)
  static let attribute = TextStyle(rawValue: 1 << 7)
  static let title = TextStyle(rawValue: 1 << 8)
  /// Rules, bars, comments: what may be overlooked.
  package static let faint = TextStyle(rawValue: 1 << 9)
  /// What is gone, and what went wrong.
  package static let removed = TextStyle(rawValue: 1 << 10)
  /// What has come, and what is right.
  package static let added = TextStyle(rawValue: 1 << 11)
  /// What the workbook itself says.
  static let remark = TextStyle(rawValue: 1 << 12)
}

/// A stretch of text in one style.
struct Span: Equatable {
  var text: String
  var style: TextStyle

  init(_ text: String, _ style: TextStyle = []) {
    self.text = text
    self.style = style
  }
}

/// One line of a terminal.
typealias StyledLine = [Span]

extension StyledLine {
  var displayWidth: Int { reduce(0) { $0 + $1.text.displayWidth } }

  /// The text in lines of a width. Neighbours of one style become one span; several spaces, such as
  /// between columns for which there is no room, become one.
  func broken(width: Int) -> [StyledLine] {
    var characters: [(text: Character, style: TextStyle)] = []
    for span in self {
      for text in span.text where text != " " || characters.last?.text != " " {
        characters.append((text, span.style))
      }
    }
    let lines = lineBreaks(in: characters.map(\.text), width: width)
    return lines.map { Self.line(of: characters[$0]) }
  }

  /// Code in lines of a width: behind the first one they begin further in. All spaces stay. Code that
  /// is so far in that it has 24 columns or fewer is left whole.
  func brokenAsCode(width: Int) -> [StyledLine] {
    let characters = flatMap { span in span.text.map { (text: $0, style: span.style) } }
    let indentation = characters.prefix { $0.text == " " }.count
    guard displayWidth > width, indentation + 24 < width else { return [self] }
    let code = characters.dropFirst(indentation).map { $0 }
    let lines = lineBreaks(in: code.map(\.text), width: width - indentation, hanging: 4)
    return lines.enumerated().map { index, range in
      let start = String(repeating: " ", count: indentation + (index == 0 ? 0 : 4))
      return [Span(start)] + Self.line(of: code[range])
    }
  }

  /// Characters, of which neighbours of one style become one span.
  private static func line(
    of characters: ArraySlice<(text: Character, style: TextStyle)>
  ) -> StyledLine {
    characters.reduce(into: []) { line, character in
      if line.last?.style == character.style {
        line[line.count - 1].text.append(character.text)
      } else {
        line.append(Span(String(character.text), character.style))
      }
    }
  }

  /// The line as it is written, with each change of style marked in the palette's colours, and
  /// without any escape code where there is none. Spaces at the end are left out, and control characters
  /// other than tabs are shown: whatever a text has of them, it does not speak to the terminal.
  func written(in palette: Palette?) -> String {
    let end = (lastIndex { !$0.text.isBlank } ?? -1) + 1
    var written = ""
    var style: TextStyle = []
    for (index, span) in self[..<end].enumerated() where !span.text.isEmpty {
      if let palette, span.style != style {
        if !style.isEmpty { written += "\u{1B}[0m" }
        written += palette.escapeCode(for: span.style)
        style = span.style
      }
      let text = index == end - 1 ? span.text.withoutTrailingSpace : span.text
      written += text.shown(keeping: ["\t"])
    }
    return style.isEmpty ? written : written + "\u{1B}[0m"
  }
}
