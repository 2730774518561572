/// A stretch of code of one kind.
struct CodeToken: Equatable {
  enum Kind: Equatable {
    case plain, keyword, type, literal, string, number, comment, attribute
  }

  let kind: Kind
  let text: String

  /// Splits code into what is to be coloured differently.
  ///
  /// Goes by the look of the words and knows no grammar; what it takes for plain is written as it
  /// stands. The texts of all tokens, put together, are the code again.
  static func tokens(of code: String, in language: CodeLanguage) -> [CodeToken] {
    let pattern =
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
      /#
    var tokens: [CodeToken] = []
    var rest = Substring(code)
    while !rest.isEmpty {
      let last = tokens.last?.text.last
      var kind = Kind.plain
      var text = rest.prefix(1)
      if language.hasComment(rest, behind: last) {
        (kind, text) = (.comment, rest.prefix { $0 != "\n" })
      } else if let match = rest.prefixMatch(of: pattern)?.output,
        match.0.first != "'" || language.hasSingleQuotes
      {
        text = match.0
        if match.string != nil { kind = .string }
        if match.attribute != nil, language.hasTypes { kind = .attribute }
        if match.number != nil { kind = .number }
        if match.word != nil { kind = language.kind(of: String(text), isMember: last == ".") }
      }
      rest = rest.dropFirst(text.count)
      if kind == .plain, let last = tokens.last, last.kind == .plain {
        tokens[tokens.count - 1] = CodeToken(kind: .plain, text: last.text + text)
      } else {
        tokens.append(CodeToken(kind: kind, text: String(text)))
      }
    }
    return tokens
  }
}

extension CodeLanguage {
  fileprivate var hasSingleQuotes: Bool { lineComment == "#" }

  /// In a shell `#` begins a comment only at the beginning of a word: `file.swift#region`.
  fileprivate func hasComment(_ code: Substring, behind last: Character?) -> Bool {
    code.hasPrefix(lineComment) && (lineComment != "#" || last?.isWhitespace ?? true)
  }

  /// Behind a point every word is a name: `.init`, `NN.self` apart.
  fileprivate func kind(of word: String, isMember: Bool) -> CodeToken.Kind {
    if literals.contains(word) { return .literal }
    if keywords.contains(word), !isMember { return .keyword }
    return hasTypes && word.first?.isUppercase == true ? .type : .plain
  }
}
