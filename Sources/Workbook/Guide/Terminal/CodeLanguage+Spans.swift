import Synchronization

extension CodeLanguage {
  /// Read once, which takes much longer than to look for it.
  private static let pattern = Mutex(
    #/
    # A string: around several lines, or to the end of its line at the latest.
    (?<string> """ (?: (?s:.)*? """ | (?s:.)* )
      | " (?: \\. | [^"\\\n] )* ["\\]?
      | ' (?: \\. | [^'\\\n] )* ['\\]? )
    | (?<attribute> @ [\p{L}_] [\p{L}\p{N}_]* )
    # 28, 0.01, 1e-3, 1_000, 0xFF; the points of 0..<10 do not belong to it.
    | (?<number> [0-9] (?: [eE] [-+] (?=[0-9]) | \. (?=[0-9]) | [\p{L}\p{N}_] )* )
    | (?<word> [\p{L}_] [\p{L}\p{N}_]* )
    # Between backquotes there are no keywords.
    | ` [^`\n]* ` | (?s:.)
    /#)

  /// Splits code into what is to be coloured differently.
  ///
  /// Goes by the look of the words and knows no grammar; what it takes for plain is written as it
  /// stands. The texts of all spans, put together, are the code again.
  func spans(of code: String) -> [Span] {
    var spans: [Span] = []
    var rest = Substring(code)
    while !rest.isEmpty {
      let last = spans.last?.text.last
      var style: TextStyle = []
      var text = rest.prefix(1)
      if hasComment(rest, behind: last) {
        (style, text) = (.faint, rest.prefix { $0 != "\n" })
      } else if let match = Self.pattern.withLock({ rest.prefixMatch(of: $0)?.output }),
        match.0.first != "'" || hasSingleQuotes
      {
        text = match.0
        if match.string != nil { style = .string }
        if match.attribute != nil, hasTypes { style = .attribute }
        if match.number != nil { style = .literal }
        if match.word != nil { style = self.style(of: String(text), isMember: last == ".") }
      }
      rest = rest.dropFirst(text.count)
      if style.isEmpty, spans.last?.style.isEmpty == true {
        spans[spans.count - 1].text += text
      } else {
        spans.append(Span(String(text), style))
      }
    }
    return spans
  }

  private var hasSingleQuotes: Bool { lineComment == "#" }

  /// In a shell `#` begins a comment only at the beginning of a word: `file.swift#region`.
  private func hasComment(_ code: Substring, behind last: Character?) -> Bool {
    code.hasPrefix(lineComment) && (lineComment != "#" || last?.isWhitespace ?? true)
  }

  /// Behind a point every word is a name: `.init`, `NN.self` apart.
  private func style(of word: String, isMember: Bool) -> TextStyle {
    if literals.contains(word) { return .literal }
    if keywords.contains(word), !isMember { return .keyword }
    return hasTypes && word.first?.isUppercase == true ? .type : []
  }
}
