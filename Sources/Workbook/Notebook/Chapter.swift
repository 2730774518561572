/// One chapter of the book: its page and the cells that the page runs.
package struct Chapter {
  /// Where its sources are; nil for a page that runs cells and is no chapter, such as the one about
  /// speed.
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

  /// What the files of its figures begin with, before a hyphen and the cell's name: `2`, or `speed`
  /// for a page that is no chapter.
  package var figurePrefix: String {
    module == nil ? String(page.prefix { $0 != "." }) : String(number)
  }

  /// The cell of that name, or nil.
  package func cell(named name: String) -> Cell? {
    cells.first { $0.name == name }
  }
}
