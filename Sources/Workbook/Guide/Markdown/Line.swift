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
    guard first == "#",
      let match = text.wholeMatch(of: /\ *(#{1,6})(|[ \t].*?)(?:[ \t]+#+)?[ \t]*/)
    else { return nil }
    return (match.output.1.count, match.output.2.trimmed)
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
    guard first == "`", let match = text.wholeMatch(of: /\ *(`{3,})([^`]*)/) else { return nil }
    return (String(match.output.1), match.output.2.trimmed)
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
    guard first == "[", let match = text.prefixMatch(of: /\ *\[\^([^\s\[\]\\]+)\]:/) else {
      return nil
    }
    return (String(match.output.1), match.output.0.count)
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
    guard let first = line.text.first(where: { $0 != " " }), "-+*0123456789".contains(first),
      let (_, marker, number, space, rest) = line.text.wholeMatch(
        of: /(\ *(?:[-+*]|([0-9]{1,9})[.)]))([ \t]*)(.*)/)?.output,
      rest.isEmpty || !space.isEmpty, let sign = marker.last
    else { return nil }
    self.sign = sign
    self.number = number.flatMap { Int($0) }
    isEmpty = rest.isEmpty
    isFollowedByTab = !isEmpty && space.contains("\t")
    // Five spaces and more are one space and an indentation that belongs to the text.
    contentOffset = marker.count + (isEmpty || space.count > 4 ? 1 : space.count)
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

extension StringProtocol {
  /// Without spaces and tabs at either end.
  var trimmed: String { drop { $0 == " " || $0 == "\t" }.withoutTrailingSpace }
}
