import Notebook

/// Reads running text into inlines: code spans, links, images, footnotes, escapes and breaks.
///
/// Emphasis is left as runs of `*` and `_` among the pieces, and settled
/// when the text, or the link that it stands in, is complete.
struct InlineParser {
  private let text: String
  private let file: String
  private let firstLine: Int
  /// What has not yet been read.
  private var rest: Substring
  private var pieces: [InlinePiece] = []
  private(set) var faults: [GuideFault] = []

  /// `line` is the one in which the text begins.
  init(_ text: String, file: String, line: Int) {
    self.text = text
    self.file = file
    firstLine = line
    rest = text[...]
  }

  mutating func parse() -> [Inline] {
    while let character = rest.first {
      switch character {
      case "\\": escape()
      case "`": codeSpan()
      case "*", "_": delimiterRun()
      case "!" where rest.hasPrefix("!["):
        rest.removeFirst(2)
        pieces.append(.bracket(isImage: true, isActive: true))
      case "[": openBracket()
      case "]": closeBracket()
      case "<": angleBracket()
      case "&": ampersand()
      case "~": tilde()
      case "\n": lineBreak()
      default:
        append(takePrefix(1 + rest.dropFirst().prefix { !Self.marks.contains($0) }.count))
      }
    }
    return pieces.inlines
  }

  /// What ends a stretch of text that has no meaning beyond itself.
  private static let marks = Set<Character>("\\`*_![]<&~\n")

  /// The line of the file at the present position.
  private var line: Int {
    firstLine + text[..<rest.startIndex].count { $0 == "\n" }
  }

  private mutating func report(_ problem: GuideProblem) {
    faults.append(GuideFault(file: file, line: line, problem: problem))
  }

  private mutating func takePrefix(_ count: Int) -> Substring {
    defer { rest.removeFirst(count) }
    return rest.prefix(count)
  }

  private mutating func append(_ text: some StringProtocol) {
    pieces.append(.inline(.text(String(text))))
  }

  private mutating func escape() {
    let backslash = takePrefix(1)
    if rest.first == "\n" {
      pieces.append(.inline(.hardBreak))
      rest.removeFirst()
    } else if let next = rest.first, next.isASCII, next.isSign {
      append(takePrefix(1))
    } else {
      append(backslash)
    }
  }

  private mutating func lineBreak() {
    var spaces = 0
    if case .inline(.text(let text))? = pieces.last {
      spaces = text.reversed().prefix { $0 == " " }.count
      pieces[pieces.count - 1] = .inline(.text(text.withoutTrailingSpace))
    }
    pieces.append(.inline(spaces >= 2 ? .hardBreak : .softBreak))
    rest.removeFirst()
  }

  private mutating func codeSpan() {
    let marks = takePrefix(rest.prefix { $0 == "`" }.count)
    var end = rest[...]
    while let start = end.firstIndex(of: "`") {
      let closing = end[start...].prefix { $0 == "`" }
      guard closing.count == marks.count else {
        end = end[closing.endIndex...]
        continue
      }
      var code = rest[..<start].replacing("\n", with: " ")
      if code.first == " ", code.last == " ", !code.isBlank { code = code.dropFirst().dropLast() }
      pieces.append(.inline(.code(String(code))))
      rest = rest[closing.endIndex...]
      return
    }
    append(marks)
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
    if let entity = rest.prefixMatch(of: Self.entity) { report(.entity(String(entity.output))) }
    append(takePrefix(1))
  }

  /// `&name;` or `&#number;`.
  private static var entity: Regex<Substring> { /&#?[A-Za-z0-9]+;/ }

  private mutating func angleBracket() {
    if let tag = rest.prefixMatch(of: /<[A-Za-z\/!?][A-Za-z0-9\-]{0,20}/) {
      report(.rawHTML(String(tag.output)))
    }
    append(takePrefix(1))
  }

  private mutating func openBracket() {
    if rest.hasPrefix("[^"), let (all, label) = rest.prefixMatch(of: /\[\^([^\s\]]+)\]/)?.output {
      pieces.append(.inline(.footnote(label: String(label), line: line)))
      rest = rest[all.endIndex...]
    } else {
      rest.removeFirst()
      pieces.append(.bracket(isImage: false, isActive: true))
    }
  }

  /// The end of a link or image, where an opening bracket stands before it and an address behind
  /// it.
  private mutating func closeBracket() {
    let bracket = takePrefix(1)
    guard let opening = pieces.lastIndex(where: \.isBracket),
      case .bracket(let isImage, let isActive) = pieces[opening]
    else { return append(bracket) }
    if isActive, rest.first == "(" {
      if let address = takeAddress() {
        finishLink(from: opening, isImage: isImage, destination: address)
        return
      }
    } else if isActive, rest.first == "[", !rest.hasPrefix("[^"), rest.contains("]") {
      report(.referenceLink)
    }
    pieces[opening] = .inline(.text(isImage ? "![" : "["))
    append(bracket)
  }

  /// The address of a link, as it stands between `(` and `)`; nil where it cannot be read.
  private mutating func takeAddress() -> String? {
    guard
      let (all, address, space, end) = rest.prefixMatch(
        of: /\([ \t\n]*((?:\\[^ \t\n]|[^ \t\n()<>\\])*)([ \t\n]*)([^ \t\n])/)?.output
    else {
      report(.malformedLink)
      return nil
    }
    // Reported when it is come to, as text.
    if address.contains(Self.entity) { return nil }
    guard end == ")" else {
      report(!space.isEmpty && "\"'(".contains(end) ? .linkTitle : .malformedLink)
      return nil
    }
    rest = rest[all.endIndex...]
    return String(address).replacing(/\\([!-\/:-@\[-`{-~])/) { $0.output.1 }
  }

  private mutating func finishLink(from opening: Int, isImage: Bool, destination: String) {
    let content = pieces[(opening + 1)...].inlines
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
