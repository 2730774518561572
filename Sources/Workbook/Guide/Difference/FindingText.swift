import Notebook

extension PageRenderer {
  /// A finding as a terminal shows it, with a blank line below: a heading, both places, and what
  /// differs, as `diff -u` has it.
  package func text(of finding: PageComparison.Finding, on page: Page) -> String {
    let lines: [StyledLine] =
      switch finding {
      case .change(let change): self.lines(of: change, on: page)
      case .fault(let fault):
        switch fault.problem {
        case .cellFailed(let cell, let reason):
          [[Span("cell \(cell)", .bold)], [Span("did not finish: \(fault.place)")]]
            + textLines(reason).map { [Span("  "), Span($0, .removed)] }
        case .claimFails(let claim, let cell, let found):
          lines(of: BrokenClaim(claim: claim, found: found), of: cell, at: fault.place)
        case .claimFindsNothing(let claim, let cell):
          lines(of: BrokenClaim(claim: claim, found: nil), of: cell, at: fault.place)
        case .noFigure(let file, let cell): self.lines(ofFigure: file, cell, on: page)
        default: [[Span(fault.summary, .removed)]]
        }
      }
    return written(lines + [[]])
  }

  /// A remark of the workbook's own below what a cell printed.
  package func note(_ text: String) -> String {
    let lines = text.broken(width: max(options.width - 2, 20), hanging: 2)
    return written(lines.map { [Span("  "), Span($0, .remark)] })
  }

  private func lines(of change: Change, on page: Page) -> [StyledLine] {
    switch change.recorded {
    case .code(let region): lines(of: change, title: "code \(region)")
    case .difference(let old, let new): lines(of: change, title: "difference \(old) to \(new)")
    case .record(let region): lines(of: change, title: "output of PyTorch \(region)")
    case .output(let cell): lines(of: change, title: "output of \(cell)")
    case .figure(let file, let cell), .missingFigure(let file, let cell):
      lines(ofFigure: file, cell, on: page)
    }
  }

  private func lines(of broken: BrokenClaim, of cell: String, at place: Place) -> [StyledLine] {
    [
      [Span("claim about \(cell)", .bold)],
      [Span("\(place) claims: \(broken.claim)")],
      [Span("yours: "), Span(broken.came, .removed)],
    ]
  }

  private func lines(ofFigure file: String, _ cell: String, on page: Page) -> [StyledLine] {
    let lines = [
      [Span("figure \(cell)", .bold)],
      [Span("yours differs from the guide's: Guide/\(file)")],
    ]
    guard let chapter = page.chapter else { return lines }
    return lines + [[Span("see yours with: swift run workbook chapter \(chapter)")]]
  }

  private func lines(of change: Change, title: String) -> [StyledLine] {
    guard let difference = change.fault.difference, let (guide, now) = change.places else {
      return []
    }
    func place(_ side: TextPlace) -> String {
      side.file.map { "\($0):\(side.line(at: difference.firstChange))" } ?? "yours"
    }
    var lines = [
      [Span(title, .bold)],
      [Span("--- \(place(guide))", .removed)],
      [Span("+++ \(place(now))", .added)],
    ]
    for hunk in difference.hunks() {
      let old = "\(guide.line(at: hunk.oldStart)),\(hunk.lines.old.count)"
      let new = "\(now.line(at: hunk.newStart)),\(hunk.lines.new.count)"
      lines.append([Span("@@ -\(old) +\(new) @@", .code)])
      lines += hunk.lines.styled
    }
    return lines
  }
}
