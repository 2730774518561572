import Datasets
import Guide
import Notebook
import Plots

// What the workbook itself says on a page, below what a cell printed or drew.

extension Session {
  /// That the output differs from the page's, and what the page claims of it that does not hold. With
  /// other digits every number differs, and only claims tell anything.
  func notes(on fence: CellFence, thatPrinted output: String, of chapter: Chapter) -> [String] {
    let differs = options.data == .bundled && fence.differs(from: output)
    let came = options.data == .bundled ? "what came" : "with these digits"
    return
      (differs
      ? ["differs from the guide: swift run workbook diff \(chapter.word) shows how"] : [])
      + fence.brokenClaims(in: output).map { "the page claims: \($0.claim); \(came): \($0.came)" }
  }

  /// That a figure differs from the guide's.
  func note(
    on reference: FigureReference, of page: Page, thatIs drawn: Figure, in root: PackageRoot
  ) -> String? {
    guard options.data == .bundled, page.hasOther(reference, than: drawn.svg(), in: root) else {
      return nil
    }
    return "differs from the guide: Guide/\(reference.source) is the guide's"
  }
}
