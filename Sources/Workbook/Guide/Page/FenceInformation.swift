import Notebook

/// What stands behind the marks of a fence, taken apart: a language, then words, of which some are
/// `name=value` or `name="more words"`.
struct FenceInformation {
  /// One word as it is written, with its quotes; its name, nil for one without `=`; and its value or
  /// itself, without quotes.
  typealias Word = (text: String, name: String?, value: String)

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
      let value = String(quoted ?? plain ?? "")
      words.append((whole.withoutTrailingSpace, name.map(String.init), value))
      rest = rest[whole.endIndex...]
    }
    language = words.first?.text
    self.words = Array(words.dropFirst())
  }
}
