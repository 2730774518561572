import Notebook

/// The guide's page about speed: its cells are the sections of one report, and its figure the
/// roofline.
///
/// It is a `Chapter` without a number, so that the guide can keep it as it keeps the others;
/// `workbook bench` shows its numbers anew.
///
/// - Parameter measure: makes the report, once, when the first of the cells is run.
package func speedPage(measuring measure: @escaping () throws -> Report) -> Chapter {
  let report = Once(measure)
  return Chapter(
    nil, title: "Speed", page: "speed.md",
    cells: Report.Section.allCases.map { section in
      Cell(section.rawValue) {
        let report = try report.value
        print(report.text(of: section), terminator: "")
        return section == .operations ? report.roofline : nil
      }
    })
}
