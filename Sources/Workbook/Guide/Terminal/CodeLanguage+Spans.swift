extension CodeLanguage {
  /// Splits code into what is to be coloured differently.
  ///
  /// Goes by the look of the words and knows no grammar; what it takes for plain is written as it
  /// stands. The texts of all spans, put together, are the code again.
  func spans(of code: String) -> [Span] {
    var spans: [Span] = []
    var rest = Substring(code)
    while !rest.isEmpty {
      let (style, end) = span(at: rest, behind: spans.last?.text.last)
      let text = rest[..<end]
      rest = rest[end...]
      if style.isEmpty, spans.last?.style.isEmpty == true {
        spans[spans.count - 1].text += text
      } else {
        spans.append(Span(String(text), style))
      }
    }
    return spans
  }

  /// Lines of code, each in what is to be coloured differently.
  func styled(_ lines: [String]) -> [StyledLine] {
    var styled: [StyledLine] = [[]]
    for span in spans(of: lines.joined(separator: "\n")) {
      let parts = span.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0 { styled.append([]) }
        styled[styled.count - 1].append(Span(String(part), span.style))
      }
    }
    return styled
  }

  /// What begins the code, and where that ends.
  private func span(
    at code: Substring, behind last: Character?
  ) -> (style: TextStyle, end: Substring.Index) {
    let first = code[code.startIndex]
    let behind = code.dropFirst()
    if hasComment(code, behind: last) { return (.faint, code.prefix { $0 != "\n" }.endIndex) }
    switch first {
    case "\"": return (.string, code.endOfString(first))
    case "'" where hasSingleQuotes: return (.string, code.endOfString(first))
    case "@":
      let name = behind.prefix(while: \.isOfName)
      if let first = name.first, !first.isNumber {
        return (hasTypes ? .attribute : [], name.endIndex)
      }
    // Between backquotes there are no keywords.
    case "`":
      let name = behind.drop { $0 != "`" && $0 != "\n" }
      if name.first == "`" { return ([], name.dropFirst().startIndex) }
    case _ where first.isDigit: return (.literal, code.endOfNumber)
    case _ where first.isOfName:
      let word = code.prefix(while: \.isOfName)
      return (style(of: String(word), isMember: last == "."), word.endIndex)
    default: break
    }
    return ([], behind.startIndex)
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

extension Substring {
  /// Where a string at the beginning ends, which may go on over several lines between `"""`: else at
  /// the end of its line at the latest.
  fileprivate func endOfString(_ quote: Character) -> Index {
    let block = "\"\"\""
    if hasPrefix(block) {
      var rest = dropFirst(block.count)
      while !rest.isEmpty, !rest.hasPrefix(block) { rest = rest.dropFirst() }
      return rest.dropFirst(block.count).startIndex
    }
    var rest = dropFirst()
    while let character = rest.popFirst(), character != quote {
      if character == "\n" { return index(before: rest.startIndex) }
      if character == "\\", rest.first != "\n" { rest = rest.dropFirst() }
    }
    return rest.startIndex
  }

  /// Where `28`, `0.01`, `1e-3`, `1_000` or `0xFF` ends; the points of `0..<10` do not belong to it.
  fileprivate var endOfNumber: Index {
    var rest = dropFirst()
    while let first = rest.first {
      let next = rest.dropFirst().first
      if first == "e" || first == "E", next == "-" || next == "+",
        rest.dropFirst(2).first?.isDigit == true
      {
        rest = rest.dropFirst(2)
      } else if first.isOfName || first == "." && next?.isDigit == true {
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    return rest.startIndex
  }
}

extension Character {
  /// A part of a word of code.
  fileprivate var isOfName: Bool { isLetter || isNumber || self == "_" }
}
