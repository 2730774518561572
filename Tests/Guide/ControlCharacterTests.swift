import Notebook
import Testing

@testable import Guide

/// What a page, a source and a program may hold, and what of it reaches a terminal.
@Suite struct ControlCharacterTests {
  /// C0, DEL, C1, separators, and what turns the direction; tabs and newlines are text.
  private static let controls: [Unicode.Scalar] =
    ((0..<0x20).filter { $0 != 9 && $0 != 10 } + [0x7F] + Array(0x80..<0xA0)
    + Array(0x2028...0x202E) + Array(0x2066...0x2069)).map { Unicode.Scalar($0)! }

  private static let palettes: [Palette?] = [
    nil, Palette(depth: .all, background: .dark), Palette(depth: .sixteen, background: nil),
  ]

  /// The text without the colours that a palette sets.
  private func uncolored(_ text: String, _ palette: Palette?) -> String {
    palette == nil ? text : text.replacing(/\x1B\[[0-9;]+m/, with: "")
  }

  private func expectNone(_ text: String, _ palette: Palette?) {
    let left = uncolored(text, palette).unicodeScalars.filter(Self.controls.contains)
    #expect(left.isEmpty, "\(left)")
  }

  @Test(arguments: controls) func outputAndCodeShowThem(control: Unicode.Scalar) {
    for palette in Self.palettes {
      for unicode in [true, false] {
        let renderer = PageRenderer(
          options: TerminalOptions(palette: palette, width: 40, unicode: unicode))
        let long = String(repeating: "word \(control)x ", count: 20)
        for text in ["a\(control)[2Jb", "a  b\(control)  c", long] {
          let output = renderer.output(text + "|\n")
          expectNone(output, palette)
          #expect(output.contains("\\u{") || output.contains(#"\r"#))
          expectNone(renderer.code(["let a = \"\(text)\""], language: "swift"), palette)
          expectNone(renderer.note(text), palette)
        }
      }
    }
  }

  @Test func pagesShowThem() throws {
    // A newline ends lines of Markdown, as a carriage return and some others may.
    let all = Self.controls.map { String($0) }.joined(separator: "a")
    let text = """
      # Title \(all)

      Prose *\(all)* and `\(all)`, [a link](other\u{1B}.md) and ![an image \u{1B}](x\u{9B}.svg).

      | a | b |
      | - | - |
      | \u{1B}[2J | \u{202E}c |

      ```sh
      \u{1B}]0;title\u{7}
      ```
      """
    let page = try Page(parsing: text, file: "Guide/README.md", chapter: nil)
    for palette in Self.palettes {
      var collector = PageCollector()
      let options = TerminalOptions(palette: palette, width: 60, unicode: true)
      try PageRenderer(options: options).render(page, for: &collector)
      expectNone(collector.shown, palette)
      #expect(uncolored(collector.shown, palette).contains(#"\u{1B}]0;title\u{7}"#))
    }
  }
}
