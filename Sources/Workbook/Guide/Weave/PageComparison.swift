import Notebook

/// A page beside what the package gives now, piece by piece: code, output and figures.
///
/// `guide check` lists what it finds, `guide update` and `guide review` record it. `diff` shows it to
/// a reader, to whom it is information and no fault: a reader is meant to change things.
package struct PageComparison {
  /// One place where the two differ, or cannot be compared.
  package enum Finding: Sendable {
    /// What can be recorded.
    case change(Change)
    /// What has to be corrected by hand.
    case fault(GuideFault)
  }

  package let page: Page
  private let precision: Weave.Precision
  /// What a reader is shown is named once, each region by itself, and nothing of what is masked.
  private let isForReader: Bool
  private var library: SourceLibrary
  private var results: [String: CellResult] = [:]
  /// Cells that failed, which is said once.
  private var failedCells: Set<String> = []
  private var seenRegions: Set<String> = []
  /// The code that stands before the piece at hand, which is what its cell runs.
  private var code: Place?

  /// For a reader.
  package init(_ page: Page, in root: PackageRoot) {
    self.init(page, SourceLibrary(root: root), .exact, isForReader: true)
  }

  /// `library` may have read some of the sources already.
  init(
    _ page: Page, _ library: SourceLibrary, _ precision: Weave.Precision, isForReader: Bool = false
  ) {
    self.page = page
    self.library = library
    self.precision = precision
    self.isForReader = isForReader
  }

  /// Compares a piece of the page.
  ///
  /// - Parameter run: runs a cell, which is asked for once; nil to look only at what needs no
  ///   running.
  package mutating func findings<Failure>(
    in piece: Page.Piece, run: ((String) throws(Failure) -> CellResult)?
  ) throws(Failure) -> [Finding] {
    if let run, let cell = piece.cell, results[cell] == nil { results[cell] = try run(cell) }
    if case .difference(let fence) = piece, isForReader {
      return [(fence.old, "+"), (fence.new, "-")].flatMap { side, other in
        catching { (comparison) throws(GuideFaults) in
          try comparison.compare(side, at: fence.place(without: other, in: comparison.page.file))
        }
      }
    }
    let result = piece.cell.flatMap { results[$0] }
    return catching { (comparison) throws(GuideFaults) in try comparison.compare(piece, result) }
  }

  private mutating func compare(
    _ piece: Page.Piece, _ result: CellResult?
  ) throws(GuideFaults) -> [Finding] {
    switch (piece, result) {
    case (.prose, _), (.foldBegins, _), (.foldEnds, _), (.figure, nil): []
    case (.code(let fence), _): try compare(fence, at: TextPlace(fence.lines, in: page.file))
    case (.difference(let fence), _): try compare(fence)
    case (.cell(let fence), nil):
      fence.output.allSatisfy(\.isBlank) ? [] : brokenRules(of: fence, in: fence.output)
    case (.cell(let fence), let result?): compare(fence, result)
    case (.figure(let figure), let result?): try compare(figure, result)
    }
  }

  private mutating func compare(
    _ fence: CodeFence, at guide: TextPlace
  ) throws(GuideFaults) -> [Finding] {
    // No cell runs Python, and no reader of a chapter changes it.
    let isSwift = fence.language == .swift
    if isForReader, !isSwift { return [] }
    if isSwift { code = nil }
    if isForReader, !seenRegions.insert("\(fence.source)#\(fence.region)").inserted { return [] }
    let region = try library.region(for: fence, in: page.file)
    if isSwift { code = Place(file: fence.source, line: region.line + 1) }
    return change(
      fence.language == .text ? .record(region: fence.region) : .code(region: fence.region),
      LineDifference(from: fence.code, to: region.code),
      at: guide, now: region.place, .fence(lines: fence.lines, content: region.code)
    ) { Place(file: fence.source, line: region.place.line(at: $0)) }
  }

  private mutating func compare(_ fence: DifferenceFence) throws(GuideFaults) -> [Finding] {
    code = nil
    let old = try library.region(for: fence.old, in: page.file)
    let new = try library.region(for: fence.new, in: page.file)
    let difference = LineDifference(from: old.code, to: new.code)
    if difference.isEmpty {
      return [fault(.regionsAlike(old.name, new.name), line: fence.lines.lowerBound)]
    }
    let content = difference.lines.map(\.written)
    code = Place(file: fence.new.source, line: new.line + 1)
    return change(
      .difference(from: old.name, to: new.name), LineDifference(from: fence.content, to: content),
      at: TextPlace(fence.lines, in: page.file), now: new.place,
      .fence(lines: fence.lines, content: content)
    ) { index in
      // In the first region what goes, else in the second.
      let isGone = index < content.count && content[index].first == "-"
      let (side, region, other) = isGone ? (fence.old, old, "+") : (fence.new, new, "-")
      let before = content.prefix(index).filter { !$0.hasPrefix(other) }.count
      return Place(file: side.source, line: region.place.line(at: before))
    }
  }

  private mutating func compare(_ fence: CellFence, _ result: CellResult) -> [Finding] {
    let line = fence.lines.lowerBound
    if let reason = result.failure { return failure(of: fence.name, line: line, reason) }
    let output = outputLines(result.text)
    let broken = isForReader ? [] : brokenRules(of: fence, in: output)
    // To a reader, a claim is about what came.
    let claims = isForReader ? fence.rules.brokenClaims(in: output) : []
    let difference = rules(of: fence).difference(page: fence.output, now: output)
    let changes = difference.map { difference in
      change(
        .output(cell: fence.name), difference, at: TextPlace(fence.lines, in: page.file),
        now: TextPlace(file: nil, lineNumbers: [], end: 1),
        .fence(lines: fence.lines, content: difference.lines.new)
      ) { _ in code }
    }
    return broken + (changes ?? []) + claims.map { fault($0.problem(of: fence.name), line: line) }
  }

  private mutating func compare(
    _ figure: FigureReference, _ result: CellResult
  ) throws(GuideFaults) -> [Finding] {
    if let reason = result.failure { return failure(of: figure.cell, line: figure.line, reason) }
    let isMasked = page.maskedCells.contains(figure.cell)
    if isForReader, isMasked { return [] }
    guard let drawing = result.drawing else {
      return [fault(.noFigure(figure.source, cell: figure.cell), line: figure.line)]
    }
    let path = "Guide/\(figure.source)"
    let recorded = try library.root.text(of: path)
    // What shows masked numbers is another drawing each time.
    let isEnough = isMasked || precision == .approximate
    if recorded == drawing || recorded != nil && isEnough { return [] }
    let what: Recorded =
      recorded == nil
      ? .missingFigure(figure.source, cell: figure.cell)
      : .figure(figure.source, cell: figure.cell)
    let fault = GuideFault(
      file: page.file, line: figure.line, problem: .outdated(what), counterpart: code,
      difference: recorded.map { LineDifference(from: textLines($0), to: textLines(drawing)) })
    return [
      .change(Change(fault: fault, recorded: what, edit: .figure(file: path, drawing: drawing)))
    ]
  }

  /// The change of a text, if it is one.
  ///
  /// - Parameter counterpart: where the package has a line of the difference.
  private func change(
    _ recorded: Recorded, _ difference: LineDifference, at guide: TextPlace, now: TextPlace,
    _ edit: Change.Edit, counterpart: (Int) -> Place?
  ) -> [Finding] {
    if difference.isEmpty { return [] }
    let first = difference.firstChange
    let fault = GuideFault(
      file: page.file, line: guide.line(at: first), problem: .outdated(recorded),
      counterpart: counterpart(first), difference: difference)
    return [.change(Change(fault: fault, recorded: recorded, edit: edit, places: (guide, now)))]
  }

  private func rules(of fence: CellFence) -> OutputRules {
    precision == .exact ? fence.rules : fence.rules.approximate()
  }

  /// What the fence says of an output and is not so.
  private mutating func brokenRules(of fence: CellFence, in output: [String]) -> [Finding] {
    let broken = fence.rules.problems(in: output, of: fence.name).map {
      fault($0, line: fence.lines.lowerBound)
    }
    guard let python = fence.python else { return broken }
    return broken
      + catching { (comparison) throws(GuideFaults) in
        let region = try comparison.library.region(for: python, in: comparison.page.file)
        let rules = comparison.rules(of: fence)
        guard let difference = rules.difference(page: output, now: region.code) else { return [] }
        let first = difference.firstChange
        let differing = GuideFault(
          file: comparison.page.file,
          line: TextPlace(fence.lines, in: comparison.page.file).line(at: first),
          problem: .differsFromPyTorch(cell: fence.name),
          counterpart: Place(file: python.source, line: region.place.line(at: first)),
          difference: difference)
        return [.fault(differing)]
      }
  }

  private mutating func failure(of cell: String, line: Int, _ reason: String) -> [Finding] {
    guard failedCells.insert(cell).inserted else { return [] }
    return [fault(.cellFailed(cell: cell, reason: reason), line: line)]
  }

  private func fault(_ problem: GuideProblem, line: Int) -> Finding {
    .fault(GuideFault(file: page.file, line: line, problem: problem, counterpart: code))
  }

  private mutating func catching(
    _ body: (inout PageComparison) throws(GuideFaults) -> [Finding]
  ) -> [Finding] {
    do {
      return try body(&self)
    } catch {
      return error.faults.map(Finding.fault)
    }
  }
}

extension CellFence {
  /// Whether the output differs from the page's, where that is compared at all.
  package func differs(from output: String) -> Bool {
    rules.difference(page: self.output, now: outputLines(output)) != nil
  }

  /// What the page claims that does not hold of the output.
  package func brokenClaims(in output: String) -> [BrokenClaim] {
    rules.brokenClaims(in: outputLines(output))
  }
}

extension Page {
  /// The cells of which something is masked: what they draw differs each time.
  fileprivate var maskedCells: Set<String> {
    Set(
      pieces.compactMap {
        if case .cell(let fence) = $0, !fence.rules.masks.isEmpty { fence.name } else { nil }
      })
  }

  /// Whether the drawing differs from the guide's, where that is compared at all.
  package func hasOther(_ figure: FigureReference, than drawing: String, in root: PackageRoot)
    -> Bool
  {
    guard !maskedCells.contains(figure.cell) else { return false }
    return (try? root.text(of: "Guide/\(figure.source)")) != drawing
  }
}

extension TextPlace {
  /// The lines inside of a fence.
  fileprivate init(_ fence: ClosedRange<Int>, in page: String) {
    self.init(
      file: page, lineNumbers: Array(fence.dropFirst().dropLast()), end: fence.upperBound)
  }
}

/// What a cell printed, without spaces at the ends of lines, which editors take away, and without
/// blank lines at the end.
private func outputLines(_ output: String) -> [String] {
  var lines = textLines(output).map(\.withoutTrailingSpace)
  while lines.last?.isEmpty == true { lines.removeLast() }
  return lines
}
