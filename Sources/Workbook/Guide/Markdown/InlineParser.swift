import Notebook

/// Reads running text into inlines: code spans, links, images, footnotes, escapes and breaks.
///
/// Emphasis is left as runs of `*` and `_` among the pieces, and settled
/// when the text, or the link that it stands in, is complete.
struct InlineParser {
  private let text: String
  private let file: String
  /// What has not yet been read.
  private var rest: Substring
  private var pieces: [InlinePiece] = []
  private(set) var faults: [GuideFault] = []

  /// Where brackets are open among the pieces.
  private var brackets: [Int] = []
  /// How many of these, from the first on, stand before a link, and can begin none any more.
  private var inactiveBrackets = 0
  /// Where runs of backticks begin, by their lengths, the first of them last.
  private var backticks: [Int: [String.Index]] = [:]
  /// The last `]`, behind which no link ends.
  private let lastBracket: String.Index?
  /// A place that has been come to, and the line of the file that it is in.
  private var counted: (index: String.Index, line: Int)

  /// `line` is the one in which the text begins.
  init(_ text: String, file: String, line: Int) {
    self.text = text
    self.file = file
    rest = text[...]
    counted = (text.startIndex, line)
    lastBracket = text.lastIndex(of: "]")
    var end = text.endIndex
    while let last = text[..<end].lastIndex(of: "`") {
      let count = text[...last].reversed().prefix { $0 == "`" }.count
      end = text.index(last, offsetBy: 1 - count)
      backticks[count, default: []].append(end)
    }
  }

  mutating func parse() -> [Inline] {
    while let character = rest.first {
      switch character {
      case "\\": escape()
      case "`": codeSpan()
      case "*", "_": delimiterRun()
      case "!" where rest.hasPrefix("!["): openBracket(takePrefix(2))
      case "[": openBracket(takePrefix(1))
      case "]": closeBracket()
      case "<": angleBracket()
      case "&": ampersand()
      case "~": tilde()
      case "\n": lineBreak()
      default:
        append(takePrefix(1 + rest.dropFirst().prefix { !Self.marks.contains($0) }.count))
      }
    }
    return settled(from: 0).inlines
  }

  /// The pieces from a position on, with emphasis among them, and how deep that is.
  private mutating func settled(from position: Int) -> (inlines: [Inline], depth: Int) {
    let emphasis = EmphasisParser(pieces[position...])
    if emphasis.isTooDeep { report(.nestedTooDeep(EmphasisParser.mostNested)) }
    return emphasis.inlines
  }

  /// What ends a stretch of text that has no meaning beyond itself.
  private static let marks = Set<Character>("\\`*_![]<&~\n")

  /// The line of the file at the present position.
  private mutating func line() -> Int {
    counted.line += text[counted.index..<rest.startIndex].count { $0 == "\n" }
    counted.index = rest.startIndex
    return counted.line
  }

  private mutating func report(_ problem: GuideProblem) {
    faults.append(GuideFault(file: file, line: line(), problem: problem))
  }

  private mutating func takePrefix(_ count: Int) -> Substring {
    defer { rest.removeFirst(count) }
    return rest.prefix(count)
  }

  private mutating func append(_ text: some StringProtocol) {
    pieces.append(.text(text))
  }

  private mutating func escape() {
    let backslash = takePrefix(1)
    if rest.first == "\n" {
      pieces.append(.inline(.hardBreak, depth: 0))
      rest.removeFirst()
    } else if let next = rest.first, next.isASCII, next.isSign {
      append(takePrefix(1))
    } else {
      append(backslash)
    }
  }

  private mutating func lineBreak() {
    var spaces = 0
    if case .inline(.text(let text), _)? = pieces.last {
      spaces = text.reversed().prefix { $0 == " " }.count
      pieces[pieces.count - 1] = .text(text.withoutTrailingSpace)
    }
    pieces.append(.inline(spaces >= 2 ? .hardBreak : .softBreak, depth: 0))
    rest.removeFirst()
  }

  private mutating func codeSpan() {
    let marks = takePrefix(rest.prefix { $0 == "`" }.count)
    while let run = backticks[marks.count]?.last, run < rest.startIndex {
      backticks[marks.count]?.removeLast()
    }
    guard let end = backticks[marks.count]?.last else { return append(marks) }
    var code = rest[..<end].replacing("\n", with: " ")
    if code.first == " ", code.last == " ", !code.isBlank { code = code.dropFirst().dropLast() }
    pieces.append(.inline(.code(String(code)), depth: 0))
    rest = text[text.index(end, offsetBy: marks.count)...]
  }

  private mutating func delimiterRun() {
    let before = text[..<rest.startIndex].last
    let run = rest.prefix { $0 == rest.first }
    rest = rest[run.endIndex...]
    pieces.append(
      .run(DelimiterRun(run[run.startIndex], count: run.count, before: before, after: rest.first)))
  }

  private mutating func tilde() {
    let run = rest.prefix { $0 == "~" }
    if run.count == 2 { report(.strikethrough) }
    append(takePrefix(run.count))
  }

  private mutating func ampersand() {
    if let entity = rest.entity { report(.entity(String(entity))) }
    append(takePrefix(1))
  }

  private mutating func angleBracket() {
    let name = rest.dropFirst()
    if let first = name.first, first.isASCII, first.isLetter || "/!?".contains(first) {
      let further = name.dropFirst().prefix(20).prefix { $0.isASCIIWord || $0 == "-" }
      report(.rawHTML("<\(first)\(further)"))
    }
    append(takePrefix(1))
  }

  private mutating func openBracket(_ bracket: Substring) {
    if bracket == "[", let (label, rest) = text[bracket.startIndex...].footnote {
      pieces.append(.inline(.footnote(label: String(label), line: line()), depth: 0))
      self.rest = rest
    } else {
      brackets.append(pieces.count)
      pieces.append(.bracket(isImage: bracket != "["))
    }
  }

  /// The end of a link or image, where an opening bracket stands before it and an address behind
  /// it.
  private mutating func closeBracket() {
    let bracket = takePrefix(1)
    guard let opening = brackets.popLast(), case .bracket(let isImage) = pieces[opening] else {
      return append(bracket)
    }
    let isActive = isImage || brackets.count >= inactiveBrackets
    inactiveBrackets = min(inactiveBrackets, brackets.count)
    if isActive, rest.first == "(" {
      if let address = takeAddress() {
        finishLink(from: opening, isImage: isImage, destination: address)
        return
      }
    } else if isActive, rest.first == "[", !rest.hasPrefix("[^"),
      lastBracket.map({ $0 >= rest.startIndex }) ?? false
    {
      report(.referenceLink)
    }
    pieces[opening] = .inline(pieces[opening].literal, depth: 0)
    append(bracket)
  }

  /// The address of a link, as it stands between `(` and `)`; nil where it cannot be read.
  private mutating func takeAddress() -> String? {
    let start = rest.dropFirst().drop { $0.isSpace || $0 == "\n" }
    var address = ""
    var behind = start
    while let character = behind.first, !character.isSpace, !"\n()<>".contains(character) {
      var length = 1
      if character == "\\" {
        guard let next = behind.dropFirst().first, !next.isSpace, next != "\n" else { break }
        length = 2
        if !next.isASCII || !next.isSign { address.append("\\") }
        address.append(next)
      } else {
        address.append(character)
      }
      behind = behind.dropFirst(length)
    }
    let end = behind.drop { $0.isSpace || $0 == "\n" }
    // Reported when it is come to, as text.
    let written = start[..<behind.startIndex]
    if written.indices.contains(where: { written[$0...].entity != nil }) { return nil }
    guard end.first == ")" else {
      let isTitle = end.startIndex > behind.startIndex && "\"'(".contains(end.first ?? ")")
      report(isTitle ? .linkTitle : .malformedLink)
      return nil
    }
    rest = end.dropFirst()
    return address
  }

  private mutating func finishLink(from opening: Int, isImage: Bool, destination: String) {
    var (content, depth) = settled(from: opening + 1)
    if depth == EmphasisParser.mostNested {
      report(.nestedTooDeep(EmphasisParser.mostNested))
      (content, depth) = ([], 0)
    }
    pieces.removeSubrange(opening...)
    let link: Inline =
      isImage
      ? .image(alternative: content.plainText, source: destination, line: line())
      : .link(content, destination: destination, line: line())
    pieces.append(.inline(link, depth: depth + 1))
    // There are no links in links: brackets that are still open are only brackets.
    if !isImage { inactiveBrackets = brackets.count }
  }
}

extension Character {
  /// A letter or a digit of ASCII.
  fileprivate var isASCIIWord: Bool { isASCII && (isLetter || isNumber) }
}

extension Substring {
  /// `&name;` or `&#number;` at the beginning.
  fileprivate var entity: Substring? {
    guard first == "&" else { return nil }
    let name = dropFirst().first == "#" ? dropFirst(2) : dropFirst()
    let end = name.drop(while: \.isASCIIWord)
    guard end.startIndex > name.startIndex, end.first == ";" else { return nil }
    return self[...end.startIndex]
  }
}
