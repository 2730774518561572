/// What stands behind the marks of a fence, taken apart: a language, then words, of which some are
/// `name=value` or `name="more words"`.
struct FenceInformation {
  /// One word, with the name and value that it may have.
  struct Word: Equatable {
    /// As it is written, with its quotes.
    let text: String
    /// Nil for a word without `=`.
    let name: String?
    /// Without quotes.
    let value: String
  }

  /// Nil where nothing stands behind the marks.
  let language: String?
  /// The words behind the language.
  let words: [Word]

  /// Nil where a quotation mark is never closed, or something stands directly behind one.
  init?(_ text: String) {
    var words: [Word] = []
    var rest = Substring(text)
    while true {
      rest = rest.drop { $0 == " " }
      if rest.isEmpty { break }
      let start = rest
      var word = rest.prefix { $0 != " " && $0 != "\"" }
      rest = rest[word.endIndex...]
      guard rest.first == "\"" else {
        words.append(Word(unquoted: String(word)))
        continue
      }
      guard word.last == "=", let end = rest.dropFirst().firstIndex(of: "\"") else { return nil }
      let value = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...]
      guard rest.isEmpty || rest.first == " " else { return nil }
      word.removeLast()
      words.append(
        Word(
          text: String(start[..<rest.startIndex]), name: String(word), value: String(value)))
    }
    language = words.first?.text
    self.words = Array(words.dropFirst())
  }
}

extension FenceInformation.Word {
  fileprivate init(unquoted text: String) {
    self.text = text
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    name = parts.count == 2 && text.first != "=" ? String(parts[0]) : nil
    value = String(parts.last ?? "")
  }
}
