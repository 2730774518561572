/// A part of running text.
package indirect enum Inline: Equatable, Sendable {
  case text(String)
  /// What stands between backticks.
  case code(String)
  /// `*words*`
  case emphasis([Inline])
  /// `**words**`
  case strong([Inline])
  /// `[words](destination)`, or `<destination>`; with the line of the file where it ends.
  case link([Inline], destination: String, line: Int)
  /// `![alternative](source)`; with the line of the file where it ends.
  case image(alternative: String, source: String, line: Int)
  /// `[^label]`; with its line.
  case footnote(label: String, line: Int)
  /// The end of a line inside a paragraph, which reads as a space.
  case softBreak
  /// The end of a line that is to be kept: a backslash or two spaces stood before it.
  case hardBreak
}

extension Inline {
  /// The inline itself, then all inlines inside it.
  var withNested: [Inline] {
    switch self {
    case .emphasis(let inlines), .strong(let inlines), .link(let inlines, _, _):
      [self] + inlines.flatMap(\.withNested)
    case .text, .code, .image, .footnote, .softBreak, .hardBreak: [self]
    }
  }

  /// The words alone, as in the alternative text of an image or in a heading's anchor.
  var plainText: String {
    switch self {
    case .text(let text), .code(let text): text
    case .emphasis(let inlines), .strong(let inlines), .link(let inlines, _, _):
      inlines.plainText
    case .image(let alternative, _, _): alternative
    case .footnote: ""
    case .softBreak, .hardBreak: " "
    }
  }
}

extension [Inline] {
  var plainText: String { map(\.plainText).joined() }

  /// Neighbouring texts put together, empty ones left out.
  var mergingText: [Inline] {
    var merged: [Inline] = []
    var text = ""
    for inline in self {
      if case .text(let addition) = inline {
        text += addition
      } else {
        if !text.isEmpty { merged.append(.text(text)) }
        text = ""
        merged.append(inline)
      }
    }
    return text.isEmpty ? merged : merged + [.text(text)]
  }
}
