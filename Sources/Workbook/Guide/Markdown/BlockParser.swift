import Notebook

/// Reads lines into blocks.
///
/// Lists and quotes collect the lines that belong to them, take their own marks off, and hand the
/// rest to ``parse(_:)`` again. That is simpler than CommonMark's one pass with a stack of open
/// blocks, and gives the same tree, since lines that continue a paragraph lazily are rejected here.
struct BlockParser {
  let file: String
  private(set) var faults: [GuideFault] = []
  /// By lines: one line may be looked at more than once.
  private var reported: [Int: [GuideProblem]] = [:]
  /// How many lists, quotes and footnotes the blocks stand in that are being read.
  private var depth = -1

  /// How many lists, quotes and footnotes may stand in one another. What goes through a page calls
  /// itself for each.
  static let mostNested = 16

  init(file: String) {
    self.file = file
  }

  mutating func report(_ problem: GuideProblem, line: Int) {
    guard reported[line]?.contains(problem) != true else { return }
    reported[line, default: []].append(problem)
    faults.append(GuideFault(file: file, line: line, problem: problem))
  }

  /// What a tab is worth depends on its column, which is lost with the marks before it.
  mutating func rejectTab(_ line: Line) {
    if line.text.first(where: { $0 != " " }) == "\t", !line.isBlank {
      report(.tabInIndentation, line: line.number)
    }
  }

  mutating func inlines(_ text: String, line: Int) -> [Inline] {
    var parser = InlineParser(text, file: file, line: line)
    let inlines = parser.parse()
    faults += parser.faults
    return inlines
  }

  /// The blocks that these lines make up.
  mutating func parse(_ lines: [Line]) -> [Block] {
    depth += 1
    defer { depth -= 1 }
    var blocks: [Block] = []
    var fold: OpenFold?
    var position = 0
    while position < lines.count {
      let line = lines[position]
      if line.isBlank {
        position += 1
        continue
      }
      if let mark = FoldMark(lines[position...]) {
        take(mark, in: line, isNested: depth > 0, &blocks, &fold)
        position += 1
        continue
      }
      let (content, count) = block(at: lines[position...])
      let last = lines[position + count - 1].number
      blocks.append(Block(lines: line.number...last, content: content))
      position += count
    }
    if let fold {
      report(.unclosedFold, line: fold.line)
      fold.close(&blocks, line: max(fold.line, blocks.last?.lines.upperBound ?? 0))
    }
    return blocks
  }

  /// The block that begins with the first of these lines, and how many of them it takes.
  private mutating func block(at lines: ArraySlice<Line>) -> (Block.Content, count: Int) {
    let line = lines[lines.startIndex]
    rejectTab(line)
    if line.indentation > 3 {
      report(.indentedCode, line: line.number)
      return (.paragraph([.text(line.text)]), lines.prefix { $0.indentation > 3 }.count)
    }
    if let heading = line.heading {
      return (.heading(level: heading.level, inlines(heading.words, line: line.number)), 1)
    }
    if line.isThematicBreak { return (.thematicBreak, 1) }
    if let (marks, information) = line.fence { return fence(marks, information, at: lines) }
    let (isList, footnote) = (ListMarker(line) != nil, line.footnoteDefinition)
    if depth == Self.mostNested, line.isQuote || isList || footnote != nil {
      report(.nestedTooDeep(Self.mostNested), line: line.number)
      return (.paragraph([]), 1)
    }
    if line.isQuote { return quote(at: lines) }
    if isList { return list(at: lines) }
    if let footnote { return self.footnote(footnote.label, footnote.length, at: lines) }
    if startsTable(lines) { return table(at: lines) }
    return paragraph(at: lines)
  }

  /// Whether the first of these lines ends a paragraph that came right before it. A table does so
  /// only beside it, not below a list or a quote that it stands in.
  private func interruptsParagraph(_ lines: ArraySlice<Line>, allowsTable: Bool = true) -> Bool {
    let line = lines[lines.startIndex]
    if line.isBlank { return true }
    if line.indentation > 3 { return false }
    if line.heading != nil || line.isThematicBreak || line.fence != nil || line.isQuote {
      return true
    }
    if let marker = ListMarker(line) { return marker.interruptsParagraph }
    return line.footnoteDefinition != nil || allowsTable && startsTable(lines)
  }

  private mutating func paragraph(at lines: ArraySlice<Line>) -> (Block.Content, count: Int) {
    let first = lines[lines.startIndex].number
    var texts: [String] = []
    var count = 0
    for position in lines.indices {
      let line = lines[position]
      if count > 0, line.indentation <= 3, line.isSetextUnderline {
        report(.setextHeading, line: line.number)
        count += 1
        break
      }
      if count > 0, interruptsParagraph(lines[position...]) { break }
      texts.append(String(line.text.drop { $0 == " " || $0 == "\t" }))
      count += 1
    }
    let text = texts.joined(separator: "\n").withoutTrailingSpace
    // `[label]:`, perhaps over several lines, which would be the address of links elsewhere.
    if Self.definesReference(text) { report(.referenceLink, line: first) }
    return (.paragraph(inlines(text, line: first)), count)
  }

  private static func definesReference(_ text: String) -> Bool {
    guard text.first == "[" else { return false }
    let label = text.dropFirst().drop(while: \.isWhitespace)
    var rest = label
    while let character = rest.popFirst() {
      switch character {
      case "\\": if rest.popFirst() == "\n" { return false }
      case "]": return rest.first == ":" && label.first != "]"
      case "[": return false
      default: break
      }
    }
    return false
  }

  private mutating func fence(
    _ marks: String, _ information: String, at lines: ArraySlice<Line>
  ) -> (Block.Content, count: Int) {
    let line = lines[lines.startIndex]
    let inner = lines.dropFirst().prefix { !$0.closesFence(marks) }
    let isClosed = inner.endIndex < lines.endIndex
    if !isClosed { report(.unclosedFence, line: line.number) }
    let code = inner.map { $0.dropping(min($0.indentation, line.indentation)).text }
    let fence = Block.Fence(
      information: information, code: code, indentation: line.indentation)
    return (.fence(fence), code.count + (isClosed ? 2 : 1))
  }

  private mutating func quote(at lines: ArraySlice<Line>) -> (Block.Content, count: Int) {
    let quoted = lines.prefix { $0.indentation <= 3 && $0.isQuote }
    rejectLazyContinuation(lines.dropFirst(quoted.count))
    let inner = quoted.map { line in
      let rest = line.dropping(line.indentation + 1)
      return rest.text.first == " " ? rest.dropping(1) : rest
    }
    for line in inner { rejectTab(line) }
    return (.quote(parse(inner)), quoted.count)
  }

  /// Called with what follows a list, quote or footnote: a line that would go on with a paragraph
  /// in it.
  mutating func rejectLazyContinuation(_ rest: ArraySlice<Line>) {
    guard let line = rest.first, !interruptsParagraph(rest, allowsTable: false),
      ListMarker(line) == nil
    else { return }
    report(.lazyContinuation, line: line.number)
  }

  private mutating func footnote(
    _ label: String, _ length: Int, at lines: ArraySlice<Line>
  ) -> (Block.Content, count: Int) {
    let first = lines[lines.startIndex].dropping(length)
    let (rest, count) = indentedLines(lines.dropFirst(), by: 4, allowsText: true)
    let inner = [first.dropping(first.indentation)] + rest
    return (.footnote(label: label, parse(inner)), count + 1)
  }
}
