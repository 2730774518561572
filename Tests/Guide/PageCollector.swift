@testable import Guide

/// Keeps what is written of a page, and runs no cell.
struct PageCollector: PagePresenter {
  var shown = ""

  mutating func write(_ text: String) { shown += text }
  mutating func code(for fence: CodeFence) -> [String] { fence.code }
  mutating func run(_ fence: CellFence) -> Bool { false }
  mutating func show(_ figure: FigureReference) -> Bool { false }
  mutating func goesOn(after cell: String) -> Bool { true }
}
