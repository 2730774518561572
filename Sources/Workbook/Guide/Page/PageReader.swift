import Notebook

/// Tells what each block of a page is, and what is wrong with its fences and figures.
struct PageReader {
  let file: String
  let chapter: Chapter?
  private(set) var faults: [GuideFault] = []
  private var shownOutputs: Set<String> = []
  private var usedCells: Set<String> = []
  private var lastLine = 1

  init(file: String, chapter: Chapter?) {
    self.file = file
    self.chapter = chapter
  }

  private mutating func report(_ problem: Problem, line: Int) {
    faults.append(GuideFault(file: file, line: line, problem: problem))
  }

  /// What a block at the top level of the page is.
  mutating func piece(_ block: Block) -> Page.Piece {
    lastLine = block.lines.upperBound
    switch block.content {
    case .fence(let fence):
      return piece(fence, block)
    case .paragraph(let inlines):
      if inlines.count == 1, case .image(let alternative, let source, let line) = inlines[0],
        let figure = figure(source, alternative, line: line)
      {
        return .figure(figure)
      }
    default:
      for inner in block.withNested.dropFirst() {
        guard case .fence(let fence) = inner.content else { continue }
        _ = piece(fence, inner, isNested: true)
      }
    }
    return .prose(block)
  }

  private mutating func piece(
    _ fence: Block.Fence, _ block: Block, isNested: Bool = false
  ) -> Page.Piece {
    let line = block.lines.lowerBound
    guard let information = FenceInformation(fence.information) else {
      report(.fenceQuotation, line: line)
      return .prose(block)
    }
    let words = information.words
    let isPlaced = !isNested && fence.indentation == 0 && fence.marks.first == "`"
    guard let language = information.language else {
      report(.fenceWithoutLanguage, line: line)
      return .prose(block)
    }
    switch language {
    case "swift":
      guard let (source, region) = source(words, line: line) else { return .prose(block) }
      if isPlaced {
        return .code(
          CodeFence(source: source, region: region, code: fence.code, lines: block.lines))
      }
      report(.wovenFenceNotAtTopLevel, line: line)
    case "diff":
      guard words.count == 2 else {
        report(.differenceWithoutSources, line: line)
        return .prose(block)
      }
      guard let old = source(words[0].text, line: line),
        let new = source(words[1].text, line: line)
      else { return .prose(block) }
      if isPlaced {
        return .difference(
          DifferenceFence(old: old, new: new, content: fence.code, lines: block.lines))
      }
      report(.wovenFenceNotAtTopLevel, line: line)
    case "text" where !words.isEmpty:
      guard let (name, rules) = cell(words, line: line) else { return .prose(block) }
      guard isPlaced else {
        report(.wovenFenceNotAtTopLevel, line: line)
        return .prose(block)
      }
      guard useCell(name, line: line) else { return .prose(block) }
      if !shownOutputs.insert(name).inserted { report(.cellShownTwice(name), line: line) }
      return .cell(
        CellFence(name: name, rules: rules, output: fence.code, lines: block.lines))
    case "text", "sh", "python", "json":
      if let word = words.first {
        report(.unknownFenceWord(language: language, word: word.text), line: line)
      }
    default:
      report(.unknownLanguage(language), line: line)
    }
    return .prose(block)
  }

  /// The words of `swift Sources/…/File.swift#region`.
  private mutating func source(
    _ words: [FenceInformation.Word], line: Int
  ) -> (source: String, region: String)? {
    guard let word = words.first?.text else {
      report(.swiftWithoutSource, line: line)
      return nil
    }
    if words.count > 1 {
      report(.unknownFenceWord(language: "swift", word: words[1].text), line: line)
      return nil
    }
    return source(word, line: line)
  }

  /// The parts of `Sources/…/File.swift#region`.
  private mutating func source(
    _ word: String, line: Int
  ) -> (source: String, region: String)? {
    let parts = word.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[1].isEmpty else {
      report(.sourceWithoutRegion(parts[0]), line: line)
      return nil
    }
    guard parts[0].hasPrefix("Sources/"), !parts[0].split(separator: "/").contains("..") else {
      report(.sourceOutsidePackage(parts[0]), line: line)
      return nil
    }
    return (parts[0], parts[1])
  }

  /// The words of `text cell=name mask=… claim="…"`.
  private mutating func cell(
    _ words: [FenceInformation.Word], line: Int
  ) -> (name: String, rules: OutputRules)? {
    var reader = CellFenceReader()
    let cell = reader.read(words)
    for problem in reader.problems { report(problem, line: line) }
    // A cell whose fence cannot be read is shown nevertheless.
    if cell == nil, let first = words.first, first.name == "cell",
      chapter?.cell(named: first.value) != nil
    {
      usedCells.insert(first.value)
    }
    return cell
  }

  /// What `figures/2-shape-walk.svg` refers to; nil for an image that no cell draws.
  private mutating func figure(
    _ source: String, _ alternative: String, line: Int
  ) -> FigureReference? {
    guard source.hasPrefix("figures/"), source.hasSuffix(".svg") else { return nil }
    let name = source.dropFirst("figures/".count).dropLast(".svg".count)
    let parts = name.split(separator: "-", maxSplits: 1)
    guard parts.count == 2, !parts[1].contains("/") else { return nil }
    if parts[0] != chapter?.figurePrefix ?? "" {
      // An image of no chapter is drawn by nobody here.
      guard let number = Int(parts[0]) else { return nil }
      if let chapter {
        report(.figureOfOtherChapter(found: number, expected: chapter.number), line: line)
        return nil
      }
    }
    let cell = String(parts[1])
    guard useCell(cell, line: line) else { return nil }
    return FigureReference(cell: cell, alternative: alternative, source: source, line: line)
  }

  private mutating func useCell(_ name: String, line: Int) -> Bool {
    guard let chapter else {
      report(.cellOutsideChapter(name), line: line)
      return false
    }
    guard chapter.cell(named: name) != nil else {
      report(.unknownCell(name, chapter: chapter.number), line: line)
      return false
    }
    usedCells.insert(name)
    return true
  }

  /// Whoever cannot see an image has its alternative text.
  mutating func reportImagesWithoutWords(in document: MarkdownDocument) {
    for case .image(let alternative, let source, let line) in document.allInlines
    where alternative.isBlank {
      report(.imageWithoutWords(source), line: line)
    }
  }

  /// Called when all blocks have been seen. Reported at the page's end, where a fence would be
  /// added.
  mutating func reportUnusedCells() {
    for cell in chapter?.cells ?? [] where !usedCells.contains(cell.name) {
      faults.append(
        GuideFault(
          file: file, line: lastLine, problem: .unusedCell(cell.name),
          counterpart: Place(sourceOf: cell)))
    }
  }
}
