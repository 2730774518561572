import Notebook

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
    let pattern = /(?:([^ "=]+)=)?(?:"([^"]*)"|([^ "]*))(?: +|$)/
    var words: [Word] = []
    var rest = text.drop { $0 == " " }
    while !rest.isEmpty {
      guard let match = rest.prefixMatch(of: pattern) else { return nil }
      let (whole, name, quoted, plain) = match.output
      // Only a value stands in quotation marks.
      if quoted != nil, name == nil { return nil }
      words.append(
        Word(
          text: whole.withoutTrailingSpace, name: name.map(String.init),
          value: String(quoted ?? plain ?? "")))
      rest = rest[whole.endIndex...]
    }
    language = words.first?.text
    self.words = Array(words.dropFirst())
  }
}
