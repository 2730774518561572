import Foundation
import FuzzSupport
import Notebook

@testable import Guide

/// A page with its fences: read, set for a terminal, and with other code and output written into it.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let file = try? TextFile(bytes(start, count)) else { return 0 }
  let chapter = Chapter(
    "Chapter1Data", title: "Data", page: "01-data.md",
    cells: ["bytes", "twenty-digits"].map { name in Cell(name) { nil } })
  let (page, _) = Page.recovering(file.text, file: "Guide/01-data.md", chapter: chapter)
  let options = TerminalOptions(
    palette: Palette(depth: .all, background: nil), width: 80, unicode: true)
  var presenter = Presenter()
  _ = try? PageRenderer(options: options, chapters: [chapter]).render(page, for: &presenter)
  _ = page.excerpt(of: "bytes")
  var sources = NumberSources(root: PackageRoot(URL(filePath: "/no-such-folder")))
  _ = page.numberFaults(in: &sources, text: file.text)

  var fences: [(lines: ClosedRange<Int>, content: [String])] = []
  for case .cell(let fence) in page.pieces {
    _ = fence.differs(from: "images: [32, 1, 28, 28]\n12.5 ms\n")
    fences.append((fence.lines, ["```", "of now"]))
  }
  let other = file.rewriting(fences: fences)
  let (rewritten, _) = Page.recovering(other.text, file: "Guide/01-data.md", chapter: chapter)
  let outputs = rewritten.pieces.compactMap {
    if case .cell(let fence) = $0 { fence.output } else { nil }
  }
  require(
    outputs.count == fences.count && outputs.allSatisfy { $0 == ["```", "of now"] },
    "page: what was written into fences does not stand there")
  return 0
}

private struct Presenter: PagePresenter {
  mutating func write(_ text: String) {}

  mutating func code(for fence: CodeFence) -> [String] { fence.code }

  mutating func run(_ fence: CellFence) -> Bool { true }

  mutating func show(_ figure: FigureReference) -> Bool { true }

  mutating func goesOn(after cell: String) -> Bool { true }
}
