import Exercises
import Guide
import Notebook

extension Check {
  /// Whether what the page of a chapter claims of its cells holds of what they print now: see
  /// ``ClaimsCheck``.
  static func claims(ofChapter number: Int) -> Check {
    Check(
      "what the page claims holds",
      hint: "'swift run workbook diff \(number)' shows each claim, and what you have changed.",
      "Put back one change after the other. Once the claim holds again, you know which it was.",
      timeLimit: .seconds(120)
    ) {
      // What catches the output of a cell leaves standard output going by blocks.
      defer { printLineByLine() }
      guard let root = try? PackageRoot.find(),
        let failure = ClaimsCheck(of: number, in: root)?.failure()
      else { return }
      throw failure
    }
  }
}

/// The claims of a chapter's page, about what its cells print now.
///
/// On code that is the pages', none is run: what was recorded holds. Where a reader has changed
/// something, the cells run whose code that is, and then the others.
struct ClaimsCheck {
  private let run: ChapterRun
  /// What the reader has changed in the code of the chapter's page, and then of those before it.
  private let changed: [ChangedCode]
  /// The cells about which something is claimed: those whose code the reader has changed come first.
  private let fences: [(fence: CellFence, isChanged: Bool)]

  /// Nil for a page that cannot be read.
  init?(of number: Int, in root: PackageRoot, chapters: [Chapter] = Chapter.all()) {
    let chapters = chapters.filter { $0.number <= number }
    let pages = chapters.compactMap { try? Page(of: $0, in: root) }
    guard let chapter = chapters.last, let page = pages.last, pages.count == chapters.count else {
      return nil
    }
    run = ChapterRun(chapter, program: .workbook(chapter.word, options: []))
    let own = page.changedCode(in: root)
    changed = own + pages.dropLast().reversed().flatMap { $0.changedCode(in: root) }
    let cells = Set(own.compactMap(\.cell))
    let claiming = page.pieces.compactMap { piece in
      if case .cell(let fence) = piece, !fence.rules.claims.isEmpty { fence } else { nil }
    }.map { ($0, cells.contains($0.name)) }
    fences = changed.isEmpty ? [] : claiming.filter(\.1) + claiming.filter { !$0.1 }
  }

  /// What does not hold; nil where everything does. It is a failure where a number is far from the
  /// claim, as after a training that came to nothing, and else a remark. Cells whose code the reader
  /// has not changed run only where nothing has been found in the others.
  ///
  /// - Parameter patience: how long those are run.
  func failure(patience: Duration = .seconds(5)) -> CheckFailure? {
    let start = ContinuousClock.now
    var broken: [(cell: String, problem: String)] = []
    var (hasNoNumber, isFarOff) = (false, false)
    for (fence, isChanged) in fences {
      if !isChanged, !broken.isEmpty || ContinuousClock.now - start > patience { break }
      let cell = fence.name
      Signals.setLastWords("This was the cell \(cell).\n")
      defer { Signals.setLastWords("") }
      switch Result(catching: { try run.output(of: cell).text }) {
      case .success(let text):
        let claims = fence.brokenClaims(in: text)
        if claims.isEmpty { continue }
        broken += claims.map { (cell, "\(cell): \($0.claim), but there is \($0.came)") }
        hasNoNumber = hasNoNumber || text.contains(/\Wnan\W/)
        isFarOff = isFarOff || claims.contains(where: \.isFarOff)
        print(text, terminator: "")
      case .failure(let error):
        broken.append((cell, "\(cell) threw an error: \(error)"))
        isFarOff = true
      }
    }
    if broken.isEmpty { return nil }
    let problems = broken.map(\.problem).joined(separator: "\n")
    let reasons = reasons(Set(broken.map(\.cell)), hasNoNumber).joined(separator: "\n")
    return isFarOff
      ? CheckFailure(problems, diagnosis: reasons)
      : .remark(problems, diagnosis: "\(reasons)\nIf you meant to try that, nothing is wrong.")
  }

  /// What may be behind it: of the changes, those in the code of these cells first.
  private func reasons(_ cells: Set<String>, _ hasNoNumber: Bool) -> [String] {
    func isTheirs(_ change: ChangedCode) -> Bool { change.cell.map(cells.contains) ?? false }
    let changes = changed.filter(isTheirs) + changed.filter { !isTheirs($0) }
    let most = 3
    let lines = changes.prefix(most).flatMap { change in
      let code = change.line.map { String($0.trimmingPrefix { $0 == " " }) } ?? ""
      return ["\(change.place)"] + (code.isEmpty ? [] : ["  \(code)"])
    }
    let rest = changes.count - most
    return
      (hasNoNumber
      ? ["A loss is nan where numbers became too large for a float: the steps are too long."]
      : [])
      + ["This is not the page's code:"] + lines
      + (rest > 0 ? ["and \(rest) more: swift run workbook diff \(run.chapter.word)"] : [])
  }
}
