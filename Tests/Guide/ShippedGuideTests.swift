import Benchmark
import Guide
import Notebook
import Testing
import WorkbookCommand

/// The guide as it ships: what can be checked without running a cell. `workbook guide check` checks
/// the output, too.
@Test func pagesShowTheCodeOfTheChapters() throws {
  let faults = Weave(root: try .find(), chapters: Chapter.pages() + [unmeasuredSpeedPage]).check()
  let lines = faults.map(\.description).joined(separator: "\n").split(separator: "\n")
  #expect(
    faults.isEmpty,
    """
    \(lines.prefix(30).joined(separator: "\n"))\(lines.count > 30 ? "\n..." : "")
    If you have changed a chapter, that is no mistake: swift run workbook diff shows how it differs \
    from the book's page, and swift run workbook guide check all of it.
    """)
}
