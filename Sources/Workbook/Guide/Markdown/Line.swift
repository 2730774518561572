import Notebook

/// One line of a Markdown file, or what is left of it inside a list or a quote, and what it begins.
struct Line {
  /// In the file, counted from 1.
  let number: Int
  let text: String

  var indentation: Int { text.indentation }

  var isBlank: Bool { text.isBlank }

  /// The first character behind the indentation, by which most of what a line may begin can be ruled
  /// out.
  private var first: Character? { text.first { $0 != " " } }

  /// Without its first `count` characters.
  func dropping(_ count: Int) -> Line {
    Line(number: number, text: String(text.dropFirst(count)))
  }
}

// What a line begins. Each of these looks at a line that is indented by three spaces at most.
extension Line {
  /// The level and the words of `## Words ##`. Closing marks count only with a space before them.
  var heading: (level: Int, words: String)? {
    guard first == "#" else { return nil }
    let marked = text.drop { $0 == " " }
    let level = marked.prefix { $0 == "#" }.count
    let behind = marked.dropFirst(level)
    guard level <= 6, behind.first.map(\.isSpace) ?? true else { return nil }
    let words = behind.trimmed
    let withoutMarks = words.dropLast(words.reversed().prefix { $0 == "#" }.count)
    return (level, withoutMarks.last.map(\.isSpace) ?? true ? withoutMarks.trimmed : words)
  }

  /// `---`, `* * *`, `___`.
  var isThematicBreak: Bool {
    guard let first, first == "-" || first == "*" || first == "_" else { return false }
    let marks = text.filter { $0 != " " && $0 != "\t" }
    return marks.count >= 3 && marks.allSatisfy { $0 == first }
  }

  /// `===` or `---` below a paragraph would make it a heading.
  var isSetextUnderline: Bool {
    guard let first, first == "=" || first == "-" else { return false }
    return text.trimmed.allSatisfy { $0 == first }
  }

  /// The marks and the words of an opening fence.
  var fence: (marks: String, information: String)? {
    guard first == "`" else { return nil }
    let marked = text.drop { $0 == " " }
    let marks = marked.prefix { $0 == "`" }
    let information = marked[marks.endIndex...]
    guard marks.count >= 3, !information.contains("`") else { return nil }
    return (String(marks), information.trimmed)
  }

  /// Ends a fence that began with these marks.
  func closesFence(_ marks: String) -> Bool {
    guard indentation <= 3, first == "`" else { return false }
    let closing = text.dropFirst(indentation).drop { $0 == "`" }
    return closing.isBlank && text.count - indentation - closing.count >= marks.count
  }

  var isQuote: Bool { first == ">" }

  /// The label of `[^label]:`, with the length up to behind the colon.
  var footnoteDefinition: (label: String, length: Int)? {
    guard first == "[", let (label, rest) = text.drop(while: { $0 == " " }).footnote,
      rest.first == ":", !label.contains(where: { $0 == "[" || $0 == "\\" })
    else { return nil }
    return (String(label), text.distance(from: text.startIndex, to: rest.startIndex) + 1)
  }
}

extension Substring {
  /// The longest label of a footnote, which stands before each of its lines in a terminal.
  private static let longestLabel = 99

  /// The label of `[^label]` at the beginning, and what stands behind it.
  var footnote: (label: Substring, rest: Substring)? {
    guard hasPrefix("[^") else { return nil }
    let label = dropFirst(2).prefix(Self.longestLabel).prefix { !$0.isWhitespace && $0 != "]" }
    guard !label.isEmpty, self[label.endIndex...].first == "]" else { return nil }
    return (label, self[label.endIndex...].dropFirst())
  }
}

/// What stands before a list item: `-`, `+`, `*`, `3.` or `3)`.
struct ListMarker {
  /// The bullet, or the sign behind the number. Another sign begins another list.
  let sign: Character
  /// Nil for a bullet.
  let number: Int?
  /// Where the item's text begins, counted from the beginning of the line.
  let contentOffset: Int
  /// Nothing stands behind the marker.
  let isEmpty: Bool
  /// A tab stands behind it, whose width nobody can see.
  let isFollowedByTab: Bool

  /// The marker at the beginning of a line that is indented by three spaces at most.
  init?(_ line: Line) {
    let marked = line.text.drop { $0 == " " }
    let digits = marked.prefix { $0.isASCII && $0.isNumber }
    let signs = digits.isEmpty ? "-+*" : ".)"
    guard digits.count <= 9, let sign = marked[digits.endIndex...].first, signs.contains(sign)
    else { return nil }
    let behind = marked[digits.endIndex...].dropFirst()
    let space = behind.prefix(while: \.isSpace)
    isEmpty = space.endIndex == behind.endIndex
    guard isEmpty || !space.isEmpty else { return nil }
    self.sign = sign
    number = Int(digits)
    isFollowedByTab = !isEmpty && space.contains("\t")
    // Five spaces and more are one space and an indentation that belongs to the text.
    contentOffset =
      line.indentation + digits.count + 1 + (isEmpty || space.count > 4 ? 1 : space.count)
  }

  func continues(_ earlier: ListMarker) -> Bool {
    sign == earlier.sign && (number == nil) == (earlier.number == nil)
  }

  /// Only such an item ends a paragraph without a blank line: otherwise a line that happens to
  /// begin with a number would.
  var interruptsParagraph: Bool {
    !isEmpty && (number == nil || number == 1)
  }
}

extension Character {
  /// What may stand at either end of a line, and between its marks and its words.
  var isSpace: Bool { self == " " || self == "\t" }
}

extension StringProtocol {
  /// Without spaces and tabs at either end.
  var trimmed: String { drop(while: \.isSpace).withoutTrailingSpace }
}
