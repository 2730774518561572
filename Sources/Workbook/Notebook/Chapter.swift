/// One chapter of the book: its page and the cells that the page runs.
package struct Chapter {
  /// Where its sources are; nil for a page that runs cells and is no chapter, such as the museum.
  package let module: ChapterModule?
  package let title: String
  /// The page's file name under `Guide`, such as `01-data.md`.
  package let page: String
  /// In the order in which the page shows them.
  package let cells: [Cell]

  package init(_ module: ChapterModule?, title: String, page: String, cells: [Cell]) {
    self.module = module
    self.title = title
    self.page = page
    self.cells = cells
  }

  /// 1, 2, …; 0 for a page that is no chapter.
  package var number: Int { module?.number ?? 0 }

  /// As it is called in messages: `chapter 2`.
  package var name: String { module == nil ? "the page \(page)" : "chapter \(number)" }

  /// What stands for it on a command line, and before a hyphen and the cell's name in the files of its
  /// figures: `2`, or `museum` for a page that is no chapter.
  package var word: String {
    module == nil ? String(page.prefix { $0 != "." }) : String(number)
  }

  /// What shows it, behind `workbook`: `chapter 2`, or `museum`.
  package var command: String { module == nil ? word : "chapter \(word)" }

  /// The cell of that name, or nil.
  package func cell(named name: String) -> Cell? {
    cells.first { $0.name == name }
  }
}
