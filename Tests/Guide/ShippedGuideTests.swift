import Benchmark
import Guide
import Notebook
import Testing
import WorkbookCommand

/// The guide as it ships: what can be checked without running a cell. `workbook guide check` checks
/// the output, too.
@Test func pagesShowTheCodeOfTheChapters() throws {
  let faults = Weave(root: try .find(), chapters: Chapter.pages() + [unmeasuredSpeedPage]).check()
  #expect(faults.isEmpty, "\(faults.map(\.description).joined(separator: "\n"))")
}
