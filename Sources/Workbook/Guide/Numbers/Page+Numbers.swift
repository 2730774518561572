import Notebook

extension Page {
  /// Numbers in sentences that nothing on the page shows, nor where a link at them leads.
  ///
  /// What is looked for is ``NumberRule``'s to say, and what counts as shown ``ShownNumbers``'. A number
  /// that comes from elsewhere stands in a link to it, `[86.0 %](05-training-loop.md#five-epochs)`, or has
  /// a footnote behind it with such a link; in a table, a link of its row will do. What an exercise asks
  /// for is shown by the checks of the file that its section links to.
  ///
  /// - Parameters:
  ///   - sources: what links lead to, some of which may have been read for another page.
  ///   - text: the page's, for the lines of numbers.
  func numberFaults(in sources: inout NumberSources, text: String) -> [GuideFault] {
    NumberChecker(self, text: text, root: sources.root).faults(&sources)
  }

  /// The numbers in sentences that have to be shown somewhere.
  func writtenNumbers(in root: PackageRoot, text: String) -> [WrittenNumber] {
    NumberChecker(self, text: text, root: root).passages.flatMap { $0.numbers + $0.ofCode }
  }
}

/// Text that has its sources together: a block, or a row of a table.
private struct NumberPassage {
  var numbers: [WrittenNumber]
  /// Those of code between words.
  var ofCode: [WrittenNumber]
  var sources: [NumberSources.Link] = []
  /// It quotes what it has an address for.
  var isCited = false
}

private struct NumberChecker {
  let page: Page
  var passages: [NumberPassage] = []
  /// What code, output and figures show, and code between words, too.
  private var shown = ShownNumbers()
  /// The same without code between words.
  private var woven = ShownNumbers()
  /// In how many pieces of code between words a number stands.
  private var ofCode: [WrittenNumber.Amount: Int] = [:]
  /// The links of each footnote.
  private var footnotes: [String: ArraySlice<NumberSources.Link>] = [:]
  /// The numbers of exercises, such as `3.6`.
  private var labels: Set<String> = []

  init(_ page: Page, text: String, root: PackageRoot) {
    self.page = page
    let blocks = page.document.blocks
    woven.add(blocks, from: page.file, in: root)
    woven.sort()
    shown = woven
    shown.addCode(in: blocks)
    for block in page.document.allBlocks {
      if case .footnote(let label, let inner) = block.content {
        footnotes[label] = inner.flatMap(\.withNested).flatMap(\.ownInlines).links.few
      } else if case .heading(_, let words) = block.content,
        let first = NumberToken.tokens(of: words.plainText).first, first.literal?.decimals ?? 0 > 0
      {
        labels.insert(first.text)
      }
    }
    let lines = NumberLines(text)
    var start = 0
    while start < blocks.count {
      let end = blocks[(start + 1)...].firstIndex { $0.isHeading } ?? blocks.count
      let section = blocks[start..<end]
      let checks = section.compactMap(\.checksOfExercise).map {
        NumberSources.Link(destination: $0)
      }
      for block in section { add(block, checks, isCited: false, lines) }
      start = end
    }
    shown.sort()
  }

  private mutating func add(
    _ block: Block, _ checks: [NumberSources.Link], isCited: Bool, _ lines: NumberLines
  ) {
    func passage(_ inlines: [Inline], line: Int) -> NumberPassage {
      let sentence = Sentence(inlines, line: line)
      shown.addProducts(sentence.tokens[...])
      let numbers = sentence.numbers(labels: labels).map { lines.placing($0, in: block.lines) }
      for (code, _) in sentence.codes {
        for amount in Set(NumberToken.tokens(of: code).amounts) { ofCode[amount, default: 0] += 1 }
      }
      return NumberPassage(
        numbers: numbers, ofCode: sentence.numbersOfCode(labels: labels), sources: checks,
        isCited: isCited)
    }
    switch block.content {
    case .heading(_, let words), .paragraph(let words):
      passages.append(passage(words, line: block.lines.lowerBound))
    case .table(let table):
      for (index, row) in ([table.head] + table.rows).enumerated() {
        let line = block.lines.lowerBound + (index == 0 ? 0 : index + 1)
        let links = row.flatMap(\.links).filter { !$0.isCitation }.few
        for cell in row {
          var passage = passage(cell, line: line)
          passage.sources += links
          passages.append(passage)
        }
      }
    case .list(let list):
      for inner in list.items.joined() { add(inner, checks, isCited: isCited, lines) }
    case .quote(let inner):
      for block in inner { add(block, checks, isCited: isCited, lines) }
    case .footnote(let label, let inner):
      let isCited = footnotes[label]?.contains(where: \.isCitation) ?? false
      for block in inner { add(block, checks, isCited: isCited, lines) }
    case .folded(let summary, let inner):
      passages.append(passage([.text(summary)], line: block.lines.lowerBound))
      for block in inner { add(block, checks, isCited: isCited, lines) }
    case .fence, .thematicBreak: break
    }
  }

  func faults(_ sources: inout NumberSources) -> [GuideFault] {
    var faults: [GuideFault] = []
    for passage in passages where !passage.isCited {
      for (number, isOfCode) in passage.numbers.map({ ($0, false) })
        + passage.ofCode.map({ ($0, true) })
      {
        guard let problem = problem(with: number, isOfCode: isOfCode, passage.sources, &sources)
        else { continue }
        faults.append(GuideFault(file: page.file, line: number.line, problem: problem))
      }
    }
    return faults
  }

  private func problem(
    with number: WrittenNumber, isOfCode: Bool, _ others: [NumberSources.Link],
    _ sources: inout NumberSources
  ) -> GuideProblem? {
    var own = Array(number.footnote.flatMap { footnotes[$0] } ?? [])
    if let link = number.link { own.append(NumberSources.Link(destination: link)) }
    if own.contains(where: \.isCitation) { return nil }
    var isSourced = false
    for link in own {
      guard let numbers = sources.numbers(of: link, from: page.file) else { continue }
      if numbers.shows(number) { return nil }
      isSourced = true
    }
    if isSourced { return .numberNotInSource(number.text, own[own.count - 1].destination) }
    if isOfCode {
      if woven.shows(number) || ofCode[number.amount, default: 0] > 1 { return nil }
    } else if shown.shows(number) {
      return nil
    }
    let constants = others.filter { sources.namesConstant($0, from: page.file) }
    for link in constants.isEmpty ? others : constants
    where sources.numbers(of: link, from: page.file)?.shows(number) == true {
      return nil
    }
    return .numberNotShown(number.text)
  }
}

/// In which lines of a page's text numbers stand. Code in a sentence may go on in another line,
/// which nobody counted.
private struct NumberLines {
  private let words: [Set<String>]
  /// How many lines further on a number is looked for.
  private static let mostLines = 100

  init(_ text: String) {
    words = textLines(text).map { line in
      Set(NumberToken.tokens(of: line).filter { $0.kind != .sign }.map(\.text))
    }
  }

  /// The number with the first line from its own on that has its first word.
  func placing(_ number: WrittenNumber, in lines: ClosedRange<Int>) -> WrittenNumber {
    guard let first = NumberToken.tokens(of: number.text).first?.text else { return number }
    let last = min(lines.upperBound, words.count, number.line + Self.mostLines)
    var line = number.line
    while line < last, !words[line - 1].contains(first) { line += 1 }
    guard line <= words.count, words[line - 1].contains(first) else { return number }
    var placed = number
    placed.line = line
    return placed
  }
}

extension [NumberSources.Link] {
  /// As many as somebody looks up for one number.
  fileprivate var few: ArraySlice<NumberSources.Link> { prefix(4) }
}

extension [Inline] {
  fileprivate var links: [NumberSources.Link] {
    flatMap(\.withNested).compactMap { inline in
      guard case .link(let words, let destination, _) = inline else { return nil }
      return NumberSources.Link(destination: destination, words: words.plainText)
    }
  }
}

extension Block {
  fileprivate var isHeading: Bool {
    if case .heading = content { true } else { false }
  }

  /// Of `[Recipe.swift](../Sources/Chapters/Chapter5TrainingLoop/Exercises/Recipe.swift)`, alone in a
  /// paragraph, the file of what is asked there.
  fileprivate var checksOfExercise: String? {
    guard case .paragraph(let inlines) = content, inlines.count == 1, let link = inlines.links.first
    else { return nil }
    let parts = link.destination.split(separator: "/").map(String.init)
    guard parts.count == 6, parts[1...2] == ["Sources", "Chapters"], parts[4] == "Exercises" else {
      return nil
    }
    let isOfNumber = { (character: Character) in character.isASCII && character.isNumber }
    let name =
      parts[3].prefix { !isOfNumber($0) }
      + parts[3].drop { !isOfNumber($0) }.prefix(while: isOfNumber)
    return "../Sources/Workbook/Checks/\(name)/\(parts[5])"
  }
}
