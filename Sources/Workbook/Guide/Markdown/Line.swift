/// One line of a Markdown file, or what is left of it inside a list or a quote, and what it begins.
///
/// Kept as Unicode scalars, which is what CommonMark calls characters.
struct Line {
  /// In the file, counted from 1.
  let number: Int
  let scalars: [Unicode.Scalar]

  var indentation: Int {
    var count = 0
    while count < scalars.count, scalars[count] == " " { count += 1 }
    return count
  }

  var isBlank: Bool {
    scalars.allSatisfy { $0 == " " || $0 == "\t" }
  }

  /// Without its first `count` scalars.
  func dropping(_ count: Int) -> Line {
    Line(number: number, scalars: Array(scalars.dropFirst(count)))
  }

  /// Without spaces and tabs at its end.
  var trimmingEnd: ArraySlice<Unicode.Scalar> {
    var range = scalars[...]
    while let last = range.last, last == " " || last == "\t" { range.removeLast() }
    return range
  }

  /// Without spaces and tabs at either end.
  var trimmed: [Unicode.Scalar] {
    Array(trimmingEnd.drop { $0 == " " || $0 == "\t" })
  }

  var text: String { String(String.UnicodeScalarView(scalars)) }
}

// What a line begins. Each of these looks at a line that is indented by three spaces at most.
extension Line {
  /// The level and the words of `## Words ##`.
  var heading: (level: Int, words: [Unicode.Scalar])? {
    var words = trimmed[...]
    let level = words.prefix { $0 == "#" }.count
    words = words.dropFirst(level)
    guard (1...6).contains(level), words.isEmpty || words.first == " " || words.first == "\t" else {
      return nil
    }
    // Closing marks count only with a space before them.
    let closing = words.reversed().prefix { $0 == "#" }.count
    let beforeClosing = words.dropLast(closing)
    if closing > 0, beforeClosing.last == " " || beforeClosing.last == "\t" {
      words = beforeClosing
    }
    return (level, Line(number: number, scalars: Array(words)).trimmed)
  }

  /// `---`, `* * *`, `___`.
  var isThematicBreak: Bool {
    let marks = scalars.filter { $0 != " " && $0 != "\t" }
    guard marks.count >= 3, let first = marks.first, first == "-" || first == "*" || first == "_"
    else { return false }
    return marks.allSatisfy { $0 == first }
  }

  /// `===` or `---` below a paragraph would make it a heading.
  var isSetextUnderline: Bool {
    let marks = trimmed
    guard let first = marks.first, first == "=" || first == "-" else { return false }
    return marks.allSatisfy { $0 == first }
  }

  /// The marks and the words of an opening fence.
  var fence: (marks: String, information: String)? {
    let content = trimmed
    guard let mark = content.first, mark == "`" || mark == "~" else { return nil }
    let count = content.prefix { $0 == mark }.count
    let information = Line(number: number, scalars: Array(content.dropFirst(count))).trimmed
    guard count >= 3, mark == "~" || !information.contains("`") else { return nil }
    let marks = String(repeating: Character(mark), count: count)
    return (marks, String(String.UnicodeScalarView(information)))
  }

  /// Ends a fence that began with these marks.
  func closesFence(_ marks: String) -> Bool {
    guard indentation <= 3, let mark = marks.unicodeScalars.first else { return false }
    let content = dropping(indentation).trimmingEnd
    return content.count >= marks.unicodeScalars.count && content.allSatisfy { $0 == mark }
  }

  var isQuote: Bool { scalars.first { $0 != " " } == ">" }

  var isComment: Bool { trimmed.starts(with: "<!--".unicodeScalars) }

  /// The label of `[^label]:`, with the length up to behind the colon.
  var footnoteDefinition: (label: String, length: Int)? {
    let start = indentation
    guard scalars[start...].starts(with: "[^".unicodeScalars),
      let end = scalars[start...].firstIndex(of: "]"), end + 1 < scalars.count,
      scalars[end + 1] == ":"
    else { return nil }
    let label = scalars[(start + 2)..<end]
    guard !label.isEmpty, label.allSatisfy({ $0 != " " && $0 != "[" && $0 != "\\" }) else {
      return nil
    }
    return (String(String.UnicodeScalarView(label)), end + 2)
  }
}
