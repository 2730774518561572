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

  private mutating func report(_ problem: GuideProblem, line: Int) {
    faults.append(GuideFault(file: file, line: line, problem: problem))
  }

  /// What a block at the top level of the page is, and what stands in it, if it is folded.
  mutating func pieces(_ block: Block) -> [Page.Piece] {
    guard case .folded(let summary, let inner) = block.content else { return [piece(block)] }
    return [.foldBegins(summary)] + inner.flatMap { pieces($0) } + [.foldEnds]
  }

  private mutating func piece(_ block: Block) -> Page.Piece {
    lastLine = block.lines.upperBound
    switch block.content {
    case .fence(let fence):
      return piece(fence, block.lines, isPlaced: fence.indentation == 0) ?? .prose(block)
    case .paragraph(let inlines):
      if inlines.count == 1, case .image(let alternative, let source, let line) = inlines[0],
        let figure = figure(source, alternative, line: line)
      {
        return .figure(figure)
      }
    default:
      for inner in block.withNested.dropFirst() {
        guard case .fence(let fence) = inner.content else { continue }
        _ = piece(fence, inner.lines, isPlaced: false)
      }
    }
    return .prose(block)
  }

  /// What a fence is that says where it comes from; nil for one that stands for itself.
  ///
  /// - Parameter isPlaced: whether it stands where code and output may be written into it.
  private mutating func piece(
    _ fence: Block.Fence, _ lines: ClosedRange<Int>, isPlaced: Bool
  ) -> Page.Piece? {
    do throws(GuideProblem) {
      guard let piece = try woven(fence, lines) else { return nil }
      if !isPlaced { throw .wovenFenceNotAtTopLevel }
      if case .cell(let cell) = piece {
        try useCell(cell.name)
        if !shownOutputs.insert(cell.name).inserted { throw .cellShownTwice(cell.name) }
      }
      return piece
    } catch {
      report(error, line: lines.lowerBound)
      return nil
    }
  }

  private mutating func woven(
    _ fence: Block.Fence, _ lines: ClosedRange<Int>
  ) throws(GuideProblem) -> Page.Piece? {
    guard let information = FenceInformation(fence.information) else { throw .fenceQuotation }
    let words = information.words
    switch information.language {
    case nil: throw .fenceWithoutLanguage
    case "swift":
      guard let word = words.first else { throw .swiftWithoutSource }
      if words.count > 1 { throw .unknownFenceWord(language: "swift", word: words[1].text) }
      let (source, region) = try source(word.text)
      return .code(CodeFence(source: source, region: region, code: fence.code, lines: lines))
    case "python":
      guard let word = words.first else { throw .pythonWithoutSource }
      if words.count > 1 { throw .unknownFenceWord(language: "python", word: words[1].text) }
      return .code(try python(.python, word.text, fence, lines))
    case "text" where words.first?.name == "python":
      if words.count > 1 { throw .unknownFenceWord(language: "text", word: words[1].text) }
      return .code(try python(.text, words[0].value, fence, lines))
    case "diff":
      guard words.count == 2 else { throw .differenceWithoutSources }
      return .difference(
        DifferenceFence(
          old: try source(words[0].text), new: try source(words[1].text), content: fence.code,
          lines: lines))
    case "text" where !words.isEmpty: return cell(fence, words, lines).map(Page.Piece.cell)
    case "text"?, "sh"?:
      if let word = words.first {
        throw .unknownFenceWord(language: information.language ?? "", word: word.text)
      }
      return nil
    case let language?: throw .unknownLanguage(language)
    }
  }

  /// A region of a Python program, or of what it printed.
  private func python(
    _ language: CodeFence.Language, _ word: String, _ fence: Block.Fence, _ lines: ClosedRange<Int>
  ) throws(GuideProblem) -> CodeFence {
    let (source, region) = try source(word, in: "Tests/PyTorch/")
    return CodeFence(
      source: source, region: region, code: fence.code, lines: lines, language: language)
  }

  /// The parts of `Sources/…/File.swift#region`.
  private func source(
    _ word: String, in folder: String = "Sources/"
  ) throws(GuideProblem) -> (source: String, region: String) {
    let parts = word.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[1].isEmpty else { throw .sourceWithoutRegion(parts[0]) }
    guard parts[0].hasPrefix(folder), !parts[0].split(separator: "/").contains("..") else {
      throw .sourceOutsidePackage(parts[0], folder: folder)
    }
    return (parts[0], parts[1])
  }

  /// The words of `text cell=name mask=machine,numbers claim="loss < 1" python=Tests/…/a.txt#name`; nil
  /// where they have problems, which are reported.
  private mutating func cell(
    _ fence: Block.Fence, _ words: [FenceInformation.Word], _ lines: ClosedRange<Int>
  ) -> CellFence? {
    let line = lines.lowerBound
    let faultsBefore = faults.count
    var rules = OutputRules()
    var hasMasks = false
    var python: CodeFence?
    for (position, word) in words.enumerated() {
      switch word.name {
      // The name of the cell comes first, and each word once but for claims.
      case "cell" where position == 0 && !word.value.isEmpty: break
      case "mask" where position > 0 && hasMasks: report(.fenceWordTwice("mask"), line: line)
      case "mask" where position > 0:
        hasMasks = true
        for name in word.value.split(separator: ",", omittingEmptySubsequences: false) {
          guard let mask = Mask(rawValue: String(name)) else {
            report(.unknownMask(String(name)), line: line)
            continue
          }
          if rules.masks.contains(mask) {
            report(.fenceWordTwice(String(name)), line: line)
          } else {
            rules.masks.append(mask)
          }
        }
      case "claim" where position > 0:
        if let claim = Claim(word.value) {
          rules.claims.append(claim)
        } else {
          report(.malformedClaim(word.value), line: line)
        }
      case "python" where position > 0 && python != nil:
        report(.fenceWordTwice("python"), line: line)
      case "python" where position > 0:
        do throws(GuideProblem) {
          python = try self.python(.text, word.value, fence, lines)
        } catch {
          report(error, line: line)
        }
      default: report(.unknownFenceWord(language: "text", word: word.text), line: line)
      }
    }
    guard faults.count == faultsBefore else {
      // A cell whose fence cannot be read is shown nevertheless.
      if words[0].name == "cell" { usedCells.insert(words[0].value) }
      return nil
    }
    return CellFence(
      name: words[0].value, rules: rules, output: fence.code, lines: lines, python: python)
  }

  /// What `figures/2-shape-walk.svg` refers to; nil for an image that no cell draws.
  private mutating func figure(
    _ source: String, _ alternative: String, line: Int
  ) -> FigureReference? {
    let (folder, ending) = ("figures/", ".svg")
    guard source.hasPrefix(folder), source.hasSuffix(ending) else { return nil }
    let parts = source.dropFirst(folder.count).dropLast(ending.count)
      .split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains("/") }) else {
      return nil
    }
    let (prefix, cell) = (parts[0], String(parts[1]))
    do throws(GuideProblem) {
      if prefix != chapter?.word ?? "" {
        // An image of no chapter is drawn by nobody here.
        guard let number = Int(prefix) else { return nil }
        if let chapter {
          throw .figureOfOtherChapter(found: number, expected: chapter.word)
        }
      }
      try useCell(cell)
    } catch {
      report(error, line: line)
      return nil
    }
    return FigureReference(cell: cell, alternative: alternative, source: source, line: line)
  }

  private mutating func useCell(_ name: String) throws(GuideProblem) {
    guard let chapter else { throw .cellOutsideChapter(name) }
    if chapter.cell(named: name) == nil { throw .unknownCell(name, of: chapter.name) }
    usedCells.insert(name)
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
