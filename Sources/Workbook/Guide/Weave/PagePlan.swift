import Notebook

/// One page beside what it should be: what differs, and what is to be written to change that.
struct PagePlan {
  let weave: Weave
  /// Relative to the package.
  let file: String
  /// Nil where the page cannot be read.
  private(set) var page: Page?
  /// What keeps the page from being written: faults in it, in the sources, or in running a cell.
  private(set) var obstacles: [GuideFault] = []
  /// What an update puts right.
  private(set) var differences: [GuideFault] = []
  /// Figures that are missing or differ, with what is to be in them.
  private(set) var drawings: [(file: String, drawing: String)] = []

  private let chapter: Chapter?
  private let text: String
  private var library: SourceLibrary
  private var recordings: [String: CellRecording] = [:]
  /// Cells that failed, which is reported once, and cells whose output varies.
  private var failedCells: Set<String> = []
  private var varyingCells: Set<String> = []
  /// What is to stand in a fence, with the fence's lines.
  private var replacements: [(lines: ClosedRange<Int>, content: [String])] = []

  /// Reads the page; what is wrong with it is among the obstacles.
  init(weave: Weave, page name: String) {
    self.weave = weave
    file = "Guide/\(name)"
    chapter = weave.chapters.first { $0.page == name }
    library = SourceLibrary(root: weave.root)
    do throws(GuideFault) {
      guard let found = try weave.root.text(of: file) else {
        throw GuideFault(file: file, line: 1, problem: .pageMissing)
      }
      text = found
      let (page, faults) = Page.recovering(found, file: file, chapter: chapter)
      self.page = page
      obstacles = faults
      for case .cell(let fence) in page.pieces where fence.varies {
        varyingCells.insert(fence.name)
      }
    } catch {
      text = ""
      obstacles = [error]
    }
  }

  private func fault(_ problem: Problem, line: Int) -> GuideFault {
    GuideFault(file: file, line: line, problem: problem)
  }

  /// Compares every piece of the page with the sources, and with what the cells give now.
  mutating func compare(_ depth: Weave.Depth) {
    for piece in page?.pieces ?? [] {
      switch piece {
      case .prose: break
      case .code(let fence): compare(fence)
      case .difference(let fence): compare(fence)
      case .cell(let fence): if depth == .everything { compare(fence) }
      case .figure(let figure): if depth == .everything { compare(figure) }
      }
    }
  }

  private mutating func compare(_ fence: CodeFence) {
    do {
      let code = try library.code(for: fence, in: file)
      guard let difference = FirstDifference(fence.code, code) else { return }
      differences.append(
        fault(
          .codeDiffers(region: fence.region, page: difference.page, now: difference.now),
          line: fence.lines.lowerBound + 1 + difference.index))
      replacements.append((fence.lines, code))
    } catch {
      obstacles += error.faults.filter { !obstacles.contains($0) }
    }
  }

  private mutating func compare(_ fence: DifferenceFence) {
    do {
      let content = try fence.presentContent(in: &library, page: file)
      guard let difference = FirstDifference(fence.content, content) else { return }
      differences.append(
        fault(
          .differenceDiffers(
            from: fence.old.region, to: fence.new.region, page: difference.page,
            now: difference.now),
          line: fence.lines.lowerBound + 1 + difference.index))
      replacements.append((fence.lines, content))
    } catch {
      obstacles += error.faults.filter { !obstacles.contains($0) }
    }
  }

  private mutating func compare(_ fence: CellFence) {
    guard let recording = recording(of: fence.name, line: fence.lines.lowerBound) else { return }
    let output = Self.outputLines(recording.output)
    let line = fence.lines.lowerBound
    if fence.varies {
      guard fence.output.allSatisfy(\.isBlank), !output.isEmpty else { return }
      differences.append(fault(.outputNotRecorded(cell: fence.name), line: line))
    } else {
      guard let difference = FirstDifference(fence.output, output) else { return }
      differences.append(
        fault(
          .outputDiffers(cell: fence.name, page: difference.page, now: difference.now),
          line: line + 1 + difference.index))
    }
    replacements.append((fence.lines, output))
  }

  private mutating func compare(_ figure: FigureReference) {
    guard let recording = recording(of: figure.cell, line: figure.line) else { return }
    guard let drawing = recording.drawing else {
      obstacles.append(fault(.noFigure(cell: figure.cell), line: figure.line))
      return
    }
    let path = "Guide/\(figure.source)"
    do throws(GuideFault) {
      let recorded = try weave.root.text(of: path)
      if recorded == drawing { return }
      if recorded != nil, varyingCells.contains(figure.cell) { return }
      let problem: Problem =
        recorded == nil
        ? .figureMissing(figure.source, cell: figure.cell)
        : .figureDiffers(figure.source, cell: figure.cell)
      differences.append(fault(problem, line: figure.line))
      if !drawings.contains(where: { $0.file == path }) { drawings.append((path, drawing)) }
    } catch {
      obstacles.append(error)
    }
  }

  /// Runs a cell, the first time that it is asked for. Nil where it failed.
  private mutating func recording(of name: String, line: Int) -> CellRecording? {
    if let known = recordings[name] { return known }
    guard let chapter, let cell = chapter.cell(named: name), !failedCells.contains(name) else {
      return nil
    }
    do {
      let recording = try weave.run(chapter, cell)
      recordings[name] = recording
      return recording
    } catch {
      let reason = textLines("\(error)").joined(separator: " ")
      obstacles.append(fault(.cellFailed(cell: name, reason: reason), line: line))
      failedCells.insert(name)
      return nil
    }
  }

  /// Without spaces at the ends of lines, which editors take away, and without blank lines at the
  /// end.
  static func outputLines(_ output: String) -> [String] {
    var lines = textLines(output).map(\.withoutTrailingSpace)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// The page's text with the present code and output in it; nil where nothing changes.
  var newText: String? {
    if replacements.isEmpty { return nil }
    var lines = textLines(text)
    for (range, content) in replacements.sorted(by: { $0.lines.lowerBound > $1.lines.lowerBound }) {
      let opening = lines[range.lowerBound - 1]
      let written = opening.utf8.prefix { $0 == 0x60 }.count
      let marks = String(repeating: "`", count: max(written, Self.marksNeeded(around: content)))
      let information = opening.dropFirst(written)
      lines.replaceSubrange(
        (range.lowerBound - 1)...(range.upperBound - 1),
        with: ["\(marks)\(information)"] + content + [marks])
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Three, or one more than any line of the content begins with.
  private static func marksNeeded(around content: [String]) -> Int {
    let longest = content.map { line in
      line.utf8.dropFirst(line.indentation).prefix { $0 == 0x60 }.count
    }.max()
    return max(3, (longest ?? 0) + 1)
  }
}

/// The first line in which two texts differ; nil on one side where that text has ended.
struct FirstDifference {
  let index: Int
  let page: String?
  let now: String?

  init?(_ page: [String], _ now: [String]) {
    let common = zip(page, now).prefix { $0 == $1 }.count
    if common == page.count, common == now.count { return nil }
    index = common
    self.page = common < page.count ? page[common] : nil
    self.now = common < now.count ? now[common] : nil
  }
}
