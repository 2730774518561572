/// Reads running text into inlines: code spans, links, images, footnotes, escapes and breaks.
///
/// Emphasis is left as runs of `*` and `_` among the pieces, and settled by ``EmphasisResolver``
/// when the text, or the link that it stands in, is complete.
struct InlineParser {
  private let scalars: [Unicode.Scalar]
  private let file: String
  private let firstLine: Int
  private var position = 0
  private var pieces: [InlinePiece] = []
  private(set) var faults: [GuideFault] = []

  /// `line` is the one in which the text begins.
  init(_ scalars: [Unicode.Scalar], file: String, line: Int) {
    self.scalars = scalars
    self.file = file
    firstLine = line
  }

  mutating func parse() -> [Inline] {
    while position < scalars.count {
      switch scalars[position] {
      case "\\": escape()
      case "`": codeSpan()
      case "*", "_": delimiterRun()
      case "!" where scalar(after: 1) == "[":
        pieces.append(.bracket(isImage: true, isActive: true))
        position += 2
      case "[": openBracket()
      case "]": closeBracket()
      case "<": angleBracket()
      case "&": ampersand()
      case "~": tilde()
      case "\n": lineBreak()
      default: plainText()
      }
    }
    return EmphasisResolver.resolve(pieces)
  }

  private func scalar(after distance: Int) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  /// The line of the file at the present position.
  private var line: Int {
    firstLine + scalars[..<min(position, scalars.count)].count { $0 == "\n" }
  }

  private mutating func report(_ problem: Problem) {
    faults.append(GuideFault(file: file, line: line, problem: problem))
  }

  private mutating func append(_ text: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text)
    pieces.append(.inline(.text(String(view))))
  }

  private mutating func plainText() {
    let start = position
    while position < scalars.count, !scalars[position].beginsInlineMarkup || position == start {
      position += 1
    }
    append(scalars[start..<position])
  }

  private mutating func escape() {
    position += 1
    if position < scalars.count, scalars[position] == "\n" {
      pieces.append(.inline(.hardBreak))
      position += 1
    } else if position < scalars.count, scalars[position].isASCIIPunctuation {
      append(CollectionOfOne(scalars[position]))
      position += 1
    } else {
      append("\\".unicodeScalars)
    }
  }

  private mutating func lineBreak() {
    var spaces = 0
    if case .inline(.text(let text))? = pieces.last {
      spaces = text.unicodeScalars.reversed().prefix { $0 == " " }.count
      pieces[pieces.count - 1] = .inline(.text(text.withoutTrailingSpace))
    }
    pieces.append(.inline(spaces >= 2 ? .hardBreak : .softBreak))
    position += 1
  }

  private mutating func codeSpan() {
    let start = position
    let count = run(of: "`", at: start)
    var end = start + count
    while end < scalars.count {
      let length = run(of: "`", at: end)
      if length == count { break }
      end += max(length, 1)
    }
    guard end < scalars.count else {
      append(scalars[start..<(start + count)])
      position = start + count
      return
    }
    var code = scalars[(start + count)..<end].map { $0 == "\n" ? " " : $0 }
    if code.first == " ", code.last == " ", code.contains(where: { $0 != " " }) {
      code = Array(code.dropFirst().dropLast())
    }
    pieces.append(.inline(.code(String(String.UnicodeScalarView(code)))))
    position = end + count
  }

  private func run(of scalar: Unicode.Scalar, at start: Int) -> Int {
    var end = start
    while end < scalars.count, scalars[end] == scalar { end += 1 }
    return end - start
  }

  private mutating func delimiterRun() {
    let count = run(of: scalars[position], at: position)
    let before = position > 0 ? scalars[position - 1] : nil
    let run = DelimiterRun(
      scalar: scalars[position], count: count, before: before, after: scalar(after: count))
    pieces.append(.run(run))
    position += count
  }

  private mutating func tilde() {
    let count = run(of: "~", at: position)
    if count == 2 { report(.strikethrough) }
    append(scalars[position..<(position + count)])
    position += count
  }

  private mutating func ampersand() {
    if let entity = scalars[position...].entity { report(.entity(entity)) }
    append("&".unicodeScalars)
    position += 1
  }

  /// A comment, `<https://…>`, raw HTML, or the sign itself.
  private mutating func angleBracket() {
    let rest = scalars[position...]
    if rest.starts(with: "<!--".unicodeScalars) {
      if let end = endOfComment(rest.dropFirst(2)) {
        position = end
        // Spaces before a comment are not at the end of the line.
        pieces.append(.inline(.text("")))
      } else {
        report(.unclosedComment)
        position = scalars.count
      }
      return
    }
    if let end = rest.firstIndex(where: { $0 == ">" || $0 == " " || $0 == "\n" || $0 == "\t" }),
      scalars[end] == ">", rest[..<end].hasScheme
    {
      let address = String(String.UnicodeScalarView(scalars[(position + 1)..<end]))
      pieces.append(.inline(.link([.text(address)], destination: address, line: line)))
      position = end + 1
      return
    }
    if let next = scalar(after: 1), next.isASCIILetter || next == "/" || next == "!" || next == "?"
    {
      let tag = rest.dropFirst(2).prefix(20).prefix { $0.isASCIILetterOrDigit || $0 == "-" }
      report(.rawHTML(String(String.UnicodeScalarView(rest.prefix(2 + tag.count)))))
    }
    append("<".unicodeScalars)
    position += 1
  }

  private mutating func openBracket() {
    if scalar(after: 1) == "^", let end = scalars[position...].firstIndex(of: "]"),
      end > position + 2, scalars[(position + 2)..<end].allSatisfy({ $0 != " " && $0 != "\n" })
    {
      let label = String(String.UnicodeScalarView(scalars[(position + 2)..<end]))
      pieces.append(.inline(.footnote(label: label, line: line)))
      position = end + 1
      return
    }
    pieces.append(.bracket(isImage: false, isActive: true))
    position += 1
  }

  /// The end of a link or image, where an opening bracket stands before it and an address behind
  /// it.
  private mutating func closeBracket() {
    position += 1
    guard let opening = pieces.lastIndex(where: \.isBracket),
      case .bracket(let isImage, let isActive) = pieces[opening]
    else {
      append("]".unicodeScalars)
      return
    }
    if isActive, scalar(after: 0) == "(" {
      switch LinkDestination.read(scalars, at: position + 1) {
      case .destination(let destination, let end):
        position = end
        finishLink(from: opening, isImage: isImage, destination: destination)
        return
      case .title: report(.linkTitle)
      // Reported when it is come to, as text.
      case .entity: break
      case .malformed: report(.malformedLink)
      }
    } else if isActive, scalar(after: 0) == "[", scalar(after: 1) != "^",
      scalars[position...].contains("]")
    {
      report(.referenceLink)
    }
    pieces[opening] = .inline(.text(isImage ? "![" : "["))
    append("]".unicodeScalars)
  }

  private mutating func finishLink(from opening: Int, isImage: Bool, destination: String) {
    let content = EmphasisResolver.resolve(Array(pieces[(opening + 1)...]))
    pieces.removeSubrange(opening...)
    if isImage {
      pieces.append(
        .inline(.image(alternative: content.plainText, source: destination, line: line)))
      return
    }
    pieces.append(.inline(.link(content, destination: destination, line: line)))
    // There are no links in links: brackets that are still open are only brackets.
    for earlier in pieces.indices {
      if case .bracket(isImage: false, _) = pieces[earlier] {
        pieces[earlier] = .bracket(isImage: false, isActive: false)
      }
    }
  }
}
