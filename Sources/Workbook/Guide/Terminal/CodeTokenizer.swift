/// A stretch of code of one kind.
struct CodeToken: Equatable {
  enum Kind: Equatable {
    case plain, keyword, type, literal, string, number, comment, attribute
  }

  let kind: Kind
  let text: String
}

/// Splits code into what is to be coloured differently.
///
/// Goes by the look of the words and knows no grammar; what it takes for plain is written as it
/// stands. The texts of all tokens, put together, are the code again.
struct CodeTokenizer {
  private let language: CodeLanguage
  private let characters: [Character]
  private var position = 0
  private var tokens: [CodeToken] = []

  static func tokens(of code: String, in language: CodeLanguage) -> [CodeToken] {
    var tokenizer = CodeTokenizer(language: language, characters: Array(code))
    tokenizer.run()
    return tokenizer.tokens
  }

  private init(language: CodeLanguage, characters: [Character]) {
    self.language = language
    self.characters = characters
  }

  private mutating func run() {
    while position < characters.count {
      let character = characters[position]
      if begins(with: language.lineComment), isWordBoundary {
        let end = characters[position...].firstIndex(of: "\n") ?? characters.count
        take(.comment, through: end)
      } else if language.hasBlockComments, begins(with: "/*") {
        take(.comment, through: endOfBlockComment())
      } else if language.quotes.contains(character) {
        take(.string, through: endOfString(hashes: 0))
      } else if character == "#", language.hasPoundKeywords {
        pound()
      } else if character == "@", language.hasAttributes, isWordStart(position + 1) {
        take(.attribute, through: endOfWord(from: position + 1))
      } else if character.isNumber, character.isASCII {
        take(.number, through: endOfNumber())
      } else if isWordStart(position) {
        word()
      } else if character == "`" {
        let close = characters[(position + 1)...].firstIndex { $0 == "`" || $0 == "\n" }
        take(.plain, through: min((close ?? characters.count) + 1, characters.count))
      } else {
        take(.plain, through: position + 1)
      }
    }
  }

  private mutating func take(_ kind: CodeToken.Kind, through end: Int) {
    let text = String(characters[position..<end])
    if kind == .plain, let last = tokens.last, last.kind == .plain {
      tokens[tokens.count - 1] = CodeToken(kind: .plain, text: last.text + text)
    } else {
      tokens.append(CodeToken(kind: kind, text: text))
    }
    position = end
  }

  private func begins(with mark: String) -> Bool {
    !mark.isEmpty && characters[position...].starts(with: mark)
  }

  /// In a shell `#` begins a comment only at the beginning of a word: `file.swift#region`.
  private var isWordBoundary: Bool {
    language.lineComment != "#" || position == 0 || characters[position - 1].isWhitespace
  }

  private func isWordStart(_ index: Int) -> Bool {
    index < characters.count && (characters[index].isLetter || characters[index] == "_")
  }

  private func endOfWord(from start: Int) -> Int {
    var end = start
    while end < characters.count,
      characters[end].isLetter || characters[end].isNumber || characters[end] == "_"
    { end += 1 }
    return end
  }

  private mutating func word() {
    let end = endOfWord(from: position)
    let text = String(characters[position..<end])
    // Behind a point every word is a name: `.init`, `NN.self` apart.
    let isMember = position > 0 && characters[position - 1] == "."
    if language.literals.contains(text) {
      take(.literal, through: end)
    } else if language.keywords.contains(text), !isMember {
      take(.keyword, through: end)
    } else if language.capitalsAreTypes, text.first?.isUppercase == true {
      take(.type, through: end)
    } else {
      take(.plain, through: end)
    }
  }

  /// `#if`, or a string between `#"` and `"#`.
  private mutating func pound() {
    let hashes = characters[position...].prefix { $0 == "#" }.count
    if position + hashes < characters.count, characters[position + hashes] == "\"" {
      take(.string, through: endOfString(hashes: hashes))
    } else if isWordStart(position + 1) {
      take(.keyword, through: endOfWord(from: position + 1))
    } else {
      take(.plain, through: position + hashes)
    }
  }

  /// `28`, `0.01`, `1e-3`, `1_000`, `0xFF`; the points of `0..<10` do not belong to it.
  private func endOfNumber() -> Int {
    var end = endOfWord(from: position)
    if end + 1 < characters.count, characters[end] == ".", characters[end + 1].isNumber {
      end = endOfWord(from: end + 1)
    }
    if end + 1 < characters.count, characters[end] == "-" || characters[end] == "+",
      characters[end - 1] == "e" || characters[end - 1] == "E", characters[end + 1].isNumber
    {
      end = endOfWord(from: end + 1)
    }
    return end
  }

  private func endOfBlockComment() -> Int {
    var depth = 0
    var end = position
    while end < characters.count {
      let next = end + 1 < characters.count ? characters[end + 1] : " "
      if characters[end] == "/", next == "*" {
        depth += 1
        end += 2
      } else if characters[end] == "*", next == "/" {
        depth -= 1
        end += 2
        if depth == 0 { return end }
      } else {
        end += 1
      }
    }
    return characters.count
  }

  /// Behind the closing quotes, or at the end of the line for a string that is not closed.
  private func endOfString(hashes: Int) -> Int {
    let quote = characters[position + hashes]
    var end = position + hashes
    let isTriple =
      language.hasTripleQuotes && end + 2 < characters.count && characters[end + 1] == quote
      && characters[end + 2] == quote
    let closing =
      Array(repeating: quote, count: isTriple ? 3 : 1) + Array(repeating: "#", count: hashes)
    end += isTriple ? 3 : 1
    while end < characters.count {
      if characters[end] == "\\", hashes == 0 {
        end += 2
      } else if characters[end] == "\n", !isTriple {
        return end
      } else if characters[end] == quote, characters[end...].starts(with: closing) {
        return end + closing.count
      } else {
        end += 1
      }
    }
    return characters.count
  }
}
