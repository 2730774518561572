/// Running text as the words, numbers and signs in it, each with its line and the link that it is in.
struct Sentence {
  struct Place {
    var line: Int
    var link: String?
    var footnote: String?
  }

  private(set) var tokens: [NumberToken] = []
  private(set) var places: [Place] = []
  /// Code between words.
  private(set) var codes: [(text: String, place: Place)] = []
  private var line: Int

  /// - Parameter line: the one in which the text begins.
  init(_ inlines: [Inline], line: Int) {
    self.line = line
    append(inlines, link: nil)
    appendGap()
  }

  private mutating func append(_ inlines: [Inline], link: String?) {
    for inline in inlines {
      switch inline {
      case .text(let text): append(text, link: link)
      case .code(let code):
        codes.append((code, Place(line: line, link: link)))
        appendGap()
      case .emphasis(let inlines), .strong(let inlines): append(inlines, link: link)
      case .link(let inlines, let destination, let end):
        append(inlines, link: destination)
        line = max(line, end)
      case .image(let alternative, _, let end):
        appendGap()
        append(alternative, link: link)
        appendGap()
        line = max(line, end)
      case .footnote(let label, let end):
        line = max(line, end)
        appendGap(footnote: label)
      case .softBreak, .hardBreak: line += 1
      }
    }
  }

  private mutating func append(_ text: String, link: String?) {
    let tokens = NumberToken.tokens(of: text)
    self.tokens += tokens
    places += tokens.map { _ in Place(line: line, link: link) }
  }

  private mutating func appendGap(footnote: String? = nil) {
    tokens.append(.gap)
    places.append(Place(line: line, footnote: footnote))
  }
}
