import Notebook

/// A reader's chapter beside the guide's page of it: where code, output and figures are no longer
/// the same.
///
/// That is information and no fault: a reader is meant to change things. What the page masks is
/// not compared.
public struct PageComparison {
  /// One place where the two differ.
  public enum Finding: Equatable, Sendable {
    /// Code or output.
    case text(TextFinding)
    /// The figure of a cell is another one.
    case figure(FigureReference)
    /// A cell did not come to its end, for this reason.
    case stopped(cell: String, line: Int, reason: String)
    /// The page's own code can no longer be found, or a file cannot be read.
    case fault(GuideFault)
  }

  public let page: Page
  private let root: PackageRoot
  private var library: SourceLibrary
  private var seenRegions: Set<String> = []
  private var stoppedCells: Set<String> = []
  private let maskedCells: Set<String>

  public init(_ page: Page, in root: PackageRoot) {
    self.page = page
    self.root = root
    library = SourceLibrary(root: root)
    maskedCells = Set(
      page.pieces.compactMap {
        if case .cell(let fence) = $0, !fence.rules.masks.isEmpty { fence.name } else { nil }
      })
  }

  /// Compares a piece of the page. `result` is asked what became of the piece's cell, if it has one.
  public mutating func findings<Failure>(
    in piece: Page.Piece, result: (String) throws(Failure) -> CellResult
  ) throws(Failure) -> [Finding] {
    switch piece {
    case .prose: []
    case .code(let fence): compare(fence, pageLines: fence.pageLines)
    case .difference(let fence):
      compare(fence.old, pageLines: fence.oldPageLines)
        + compare(fence.new, pageLines: fence.newPageLines)
    case .cell(let fence): compare(fence, try result(fence.name))
    case .figure(let figure): compare(figure, try result(figure.cell))
    }
  }

  /// A region that the page shows twice is compared once.
  private mutating func compare(_ fence: CodeFence, pageLines: [Int]) -> [Finding] {
    guard seenRegions.insert("\(fence.source)#\(fence.region)").inserted else { return [] }
    do {
      let region = try library.region(for: fence, in: page.file)
      let finding = TextFinding(
        .code(region: fence.region),
        guide: .init(file: page.file, text: fence.code, lineNumbers: pageLines),
        yours: .init(file: fence.source, text: region.code, lineNumbers: region.lineNumbers))
      return finding.map { [.text($0)] } ?? []
    } catch {
      return error.faults.map(Finding.fault)
    }
  }

  private mutating func compare(_ fence: CellFence, _ result: CellResult) -> [Finding] {
    if let reason = result.failure { return stopped(fence.name, fence.lines.lowerBound, reason) }
    if fence.rules.masks.contains(.everything) { return [] }
    let finding = TextFinding(
      .output(cell: fence.name),
      guide: .init(file: page.file, text: fence.output, lineNumbers: fence.pageLines),
      yours: .init(file: nil, text: PagePlan.outputLines(result.text), lineNumbers: []),
      masks: fence.rules.masks)
    return finding.map { [.text($0)] } ?? []
  }

  private mutating func compare(_ figure: FigureReference, _ result: CellResult) -> [Finding] {
    if let reason = result.failure { return stopped(figure.cell, figure.line, reason) }
    if maskedCells.contains(figure.cell) { return [] }
    do throws(GuideFault) {
      let recorded = try root.text(of: "Guide/\(figure.source)")
      return recorded == result.drawing ? [] : [.figure(figure)]
    } catch {
      return [.fault(error)]
    }
  }

  /// A cell whose text and figure the page shows in two places is named once.
  private mutating func stopped(_ cell: String, _ line: Int, _ reason: String) -> [Finding] {
    stoppedCells.insert(cell).inserted ? [.stopped(cell: cell, line: line, reason: reason)] : []
  }
}

extension CellFence {
  /// Whether the output of now is another one than the page's, where that is compared at all.
  public func differs(from output: String) -> Bool {
    rules.difference(page: self.output, now: PagePlan.outputLines(output)) != nil
  }

  /// The lines of the page that the output stands in.
  fileprivate var pageLines: [Int] { Array(lines.dropFirst().dropLast()) }
}

extension CodeFence {
  fileprivate var pageLines: [Int] { Array(lines.dropFirst().dropLast()) }
}
