import Notebook

/// One page beside what it should be: what differs, and what keeps it from being put right.
public struct PagePlan {
  /// What is wrong with the page, the sources, or the running of a cell, and has to be corrected by
  /// hand.
  public private(set) var obstacles: [GuideFault] = []
  /// What can be recorded, in the order of the page.
  public private(set) var changes: [Change] = []
  /// Nil where the page cannot be read.
  private(set) var page: Page?

  private let weave: Weave
  /// Relative to the package.
  private let file: String
  private let text: String
  private let chapter: Chapter?
  private var library: SourceLibrary
  private var recordings: [String: CellRecording] = [:]
  /// Cells that failed, which is reported once.
  private var failedCells: Set<String> = []
  private var maskedCells: Set<String> = []
  /// The code that stands before the piece at hand, which is what its cell runs.
  private var code: Place?

  /// Reads the page and compares it; what is wrong with it is among the obstacles.
  init(weave: Weave, page name: String, _ depth: Weave.Depth) {
    let file = "Guide/\(name)"
    do throws(GuideFault) {
      guard let text = try weave.root.text(of: file) else {
        throw GuideFault(file: file, line: 1, problem: .pageMissing)
      }
      self.init(
        weave: weave, page: name, text: text, library: SourceLibrary(root: weave.root), depth)
    } catch {
      self.init(weave: weave, name: name, text: "", library: SourceLibrary(root: weave.root))
      obstacles = [error]
    }
  }

  /// Compares a page that has been read already, with sources of which some may have been, too.
  init(
    weave: Weave, page name: String, text: String, library: SourceLibrary, _ depth: Weave.Depth
  ) {
    self.init(weave: weave, name: name, text: text, library: library)
    let (page, faults) = Page.recovering(text, file: file, chapter: chapter)
    self.page = page
    obstacles = faults
    for case .cell(let fence) in page.pieces where !fence.rules.masks.isEmpty {
      maskedCells.insert(fence.name)
    }
    for piece in page.pieces {
      switch piece {
      case .prose: break
      case .code(let fence): compare(fence)
      case .difference(let fence): compare(fence)
      case .cell(let fence): depth == .everything ? compare(fence) : checkAsRecorded(fence)
      case .figure(let figure): if depth == .everything { compare(figure) }
      }
    }
  }

  private init(weave: Weave, name: String, text: String, library: SourceLibrary) {
    self.weave = weave
    self.text = text
    self.library = library
    file = "Guide/\(name)"
    chapter = weave.chapters.first { $0.page == name }
  }

  /// Everything that is wrong with the page, in the order of its lines.
  var faults: [GuideFault] {
    let links = page.map { LinkChecker(root: weave.root).faults(in: $0) } ?? []
    return (obstacles + changes.map(\.fault) + links).inReadingOrder
  }

  /// What writes the changes.
  public var recorder: PageRecorder { PageRecorder(root: weave.root, file: file, text: text) }

  /// Writes all changes, and gives the files that it wrote. Where there are obstacles, nothing is
  /// written.
  public func recordAll() throws(GuideFaults) -> [String] {
    if !obstacles.isEmpty { throw GuideFaults(obstacles) }
    do throws(GuideFault) {
      var recorder = recorder
      return try recorder.record(changes)
    } catch {
      throw GuideFaults([error])
    }
  }

  private func fault(
    _ problem: Problem, line: Int, counterpart: Place? = nil, difference: LineDifference? = nil
  ) -> GuideFault {
    GuideFault(
      file: file, line: line, problem: problem, counterpart: counterpart, difference: difference)
  }

  private mutating func compare(_ fence: CodeFence) {
    code = nil
    do {
      let region = try library.region(for: fence, in: file)
      code = Place(file: fence.source, line: region.line + 1)
      let difference = LineDifference(from: fence.code, to: region.code)
      if difference.isEmpty { return }
      let index = difference.firstChange
      changes.append(
        Change(
          fault: fault(
            .codeDiffers(region: fence.region), line: fence.lines.lowerBound + 1 + index,
            counterpart: Place(file: fence.source, line: region.sourceLine(of: index)),
            difference: difference),
          edit: .fence(lines: fence.lines, content: region.code)))
    } catch {
      obstacles.addUnknown(error.faults)
    }
  }

  private mutating func compare(_ fence: DifferenceFence) {
    code = nil
    do {
      let content = try fence.presentContent(in: &library, page: file)
      let region = try library.region(for: fence.new, in: file)
      code = Place(file: fence.new.source, line: region.line + 1)
      let difference = LineDifference(from: fence.content, to: content)
      if difference.isEmpty { return }
      let index = difference.firstChange
      changes.append(
        Change(
          fault: fault(
            .differenceDiffers(from: fence.old.region, to: fence.new.region),
            line: fence.lines.lowerBound + 1 + index,
            counterpart: try place(of: index, in: content, fence), difference: difference),
          edit: .fence(lines: fence.lines, content: content)))
    } catch {
      obstacles.addUnknown(error.faults)
    }
  }

  /// Where the sources have a line of a difference: in the first region what goes, else in the second.
  private mutating func place(
    of index: Int, in content: [String], _ fence: DifferenceFence
  ) throws(GuideFaults) -> Place {
    let isGone = index < content.count && content[index].first == "-"
    let (side, other): (CodeFence, Character) = isGone ? (fence.old, "+") : (fence.new, "-")
    let before = content.prefix(index).filter { $0.first != other }.count
    let region = try library.region(for: side, in: file)
    return Place(file: side.source, line: region.sourceLine(of: before))
  }

  private mutating func compare(_ fence: CellFence) {
    guard let recording = recording(of: fence.name, line: fence.lines.lowerBound) else { return }
    let output = Self.outputLines(recording.output)
    let line = fence.lines.lowerBound
    checkRules(of: fence, in: output)
    let rules = weave.precision == .exact ? fence.rules : fence.rules.approximate()
    guard let difference = rules.difference(page: fence.output, now: output) else { return }
    changes.append(
      Change(
        fault: fault(
          .outputDiffers(cell: fence.name), line: line + 1 + difference.firstChange,
          counterpart: code, difference: difference),
        edit: .fence(lines: fence.lines, content: difference.lines.new)))
  }

  /// What can be said of a fence without running its cell.
  private mutating func checkAsRecorded(_ fence: CellFence) {
    if !fence.output.allSatisfy(\.isBlank) { checkRules(of: fence, in: fence.output) }
  }

  /// Whether the claims hold, and whether there is what the fence masks.
  private mutating func checkRules(of fence: CellFence, in output: [String]) {
    let line = fence.lines.lowerBound
    for claim in fence.rules.claims {
      switch claim.outcome(in: output) {
      case .holds: break
      case .fails(_, let found):
        let problem = Problem.claimFails(claim, cell: fence.name, found: found)
        obstacles.append(fault(problem, line: line, counterpart: code))
      case .findsNothing:
        let problem = Problem.claimFindsNothing(claim, cell: fence.name)
        obstacles.append(fault(problem, line: line, counterpart: code))
      }
    }
    for mask in fence.rules.masks where !mask.applies(to: output) {
      let problem = Problem.maskWithoutUse(mask, cell: fence.name)
      obstacles.append(fault(problem, line: line, counterpart: code))
    }
  }

  private mutating func compare(_ figure: FigureReference) {
    guard let recording = recording(of: figure.cell, line: figure.line) else { return }
    guard let drawing = recording.drawing else {
      obstacles.append(fault(.noFigure(cell: figure.cell), line: figure.line, counterpart: code))
      return
    }
    let path = "Guide/\(figure.source)"
    do throws(GuideFault) {
      let recorded = try weave.root.text(of: path)
      if recorded == drawing { return }
      // What shows masked numbers is another drawing each time.
      if recorded != nil, weave.precision == .approximate || maskedCells.contains(figure.cell) {
        return
      }
      let problem: Problem =
        recorded == nil
        ? .figureMissing(figure.source, cell: figure.cell)
        : .figureDiffers(figure.source, cell: figure.cell)
      changes.append(
        Change(
          fault: fault(
            problem, line: figure.line, counterpart: code,
            difference: recorded.map {
              LineDifference(from: textLines($0), to: textLines(drawing))
            }),
          edit: .figure(file: path, drawing: drawing)))
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
      obstacles.append(
        fault(.cellFailed(cell: name, reason: reason), line: line, counterpart: code))
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
}
