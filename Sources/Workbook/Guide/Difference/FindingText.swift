extension PageRenderer {
  /// A finding as a terminal shows it, with a blank line below: a heading, both places, and what
  /// differs, as `diff -u` has it.
  public func text(of finding: PageComparison.Finding, on page: Page) -> String {
    var lines: [StyledLine]
    switch finding {
    case .text(let finding): lines = self.lines(of: finding)
    case .figure(let figure):
      lines = [
        heading("figure \(figure.cell)"),
        [Span("yours differs from the guide's: Guide/\(figure.source)")],
      ]
      if let chapter = page.chapter {
        lines.append([Span("see yours with: swift run workbook chapter \(chapter)")])
      }
    case .stopped(let cell, let line, let reason):
      lines = [
        heading("cell \(cell)"), [Span("did not come to its end: \(page.file):\(line)")],
      ]
      lines += textLines(reason).map { [Span("  "), Span($0, .removed)] }
    case .fault(let fault): lines = [[Span(fault.summary, .removed)]]
    }
    return lines.map { $0.written(in: options.palette) + "\n" }.joined() + "\n"
  }

  /// A remark of the workbook's own below what a cell printed.
  public func note(_ text: String) -> String {
    ([Span("  "), Span(text, .remark)] as StyledLine).written(in: options.palette) + "\n"
  }

  private func heading(_ text: String) -> StyledLine { [Span(text, .bold)] }

  private func lines(of finding: TextFinding) -> [StyledLine] {
    let title =
      switch finding.subject {
      case .code(let region): "code \(region)"
      case .output(let cell): "output of \(cell)"
      }
    let change = finding.firstChange
    func place(_ side: TextFinding.Side) -> String {
      side.file.map { "\($0):\(side.line(at: change))" } ?? "yours"
    }
    var lines = [
      heading(title),
      [Span("--- \(place(finding.guide))", .removed)],
      [Span("+++ \(place(finding.yours))", .added)],
    ]
    for hunk in finding.difference.hunks() {
      let old = "\(finding.guide.line(at: hunk.oldStart)),\(hunk.lines.old.count)"
      let new = "\(finding.yours.line(at: hunk.newStart)),\(hunk.lines.new.count)"
      lines.append([Span("@@ -\(old) +\(new) @@", .code)])
      lines += DifferenceStyler.lines(hunk.lines)
    }
    return lines
  }
}
