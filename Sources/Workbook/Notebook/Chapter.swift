/// One chapter of the book: its page and the cells that the page runs.
public struct Chapter {
  /// 1 to 6.
  public let number: Int
  public let title: String
  /// The page's file name under `Guide`, such as `01-data.md`.
  public let page: String
  /// In the order in which the page shows them.
  public let cells: [Cell]

  public init(number: Int, title: String, page: String, cells: [Cell]) {
    self.number = number
    self.title = title
    self.page = page
    self.cells = cells
  }

  /// The cell of that name, or nil.
  public func cell(named name: String) -> Cell? {
    cells.first { $0.name == name }
  }
}
