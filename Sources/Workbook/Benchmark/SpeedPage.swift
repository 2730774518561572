import Datasets
import Notebook

/// The guide's page about speed: its cells are the sections of one report, and its figure the
/// roofline.
///
/// It is a ``Chapter`` so that the guide can keep it as it keeps the others, and stands behind the
/// six; `workbook bench` shows its numbers anew.
public func speedPage(_ effort: Effort, from root: MNIST.Root = .bundled) -> Chapter {
  let report = Once { try Bench(effort, from: root).run() }
  return Chapter(
    number: 7, title: "Speed", page: "speed.md",
    cells: Report.Section.allCases.map { section in
      Cell(section.rawValue) {
        let report = try report.value
        print(report.text(of: section), terminator: "")
        return section == .operations ? report.roofline : nil
      }
    })
}
