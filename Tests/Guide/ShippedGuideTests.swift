import Benchmark
import Guide
import Notebook
import Testing
import WorkbookCommand

/// The guide as it ships: what can be checked without running a cell. `workbook guide check` checks
/// the output, too.
@Test func pagesShowTheCodeOfTheChapters() throws {
  let weave = Weave(root: try .find(), chapters: Chapter.all() + [unmeasuredSpeedPage]) { _, _ in
    Issue.record("nothing is to be run here")
    return CellResult(text: "")
  }
  let faults = weave.check(.withoutRunning)
  #expect(faults.isEmpty, "\(faults.map(\.description).joined(separator: "\n"))")
}
