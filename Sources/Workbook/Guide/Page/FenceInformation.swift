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
    var words: [Word] = []
    var rest = text.drop { $0 == " " }
    while !rest.isEmpty {
      let label = rest.prefix { $0 != " " && $0 != "\"" && $0 != "=" }
      let hasName = !label.isEmpty && rest[label.endIndex...].first == "="
      var value = hasName ? rest[label.endIndex...].dropFirst() : rest
      var behind = value
      // Only a value stands in quotation marks.
      if hasName, value.first == "\"" {
        value = value.dropFirst()
        guard let end = value.firstIndex(of: "\"") else { return nil }
        behind = value[end...].dropFirst()
        value = value[..<end]
      } else {
        value = value.prefix { $0 != " " && $0 != "\"" }
        behind = behind[value.endIndex...]
      }
      guard behind.first ?? " " == " " else { return nil }
      let word = rest[..<behind.startIndex].withoutTrailingSpace
      words.append((word, hasName ? String(label) : nil, String(value)))
      rest = behind.drop { $0 == " " }
    }
    language = words.first?.text
    self.words = Array(words.dropFirst())
  }
}
