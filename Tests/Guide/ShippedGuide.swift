import Benchmark
import ExerciseSupport
import Foundation
import Notebook
import WorkbookCommand

@testable import Guide

/// The guide as it ships, whose cells give what its pages have. That they do is tested by running
/// them, in `GuideRecordingTests`.
struct ShippedGuide {
  let root: PackageRoot
  let weave: Weave

  /// - Parameter root: where the pages are that are checked.
  init(at root: PackageRoot? = nil) throws {
    let shipped = try PackageRoot.find()
    self.root = root ?? shipped
    var recordings: [String: CellResult] = [:]
    let chapters = Chapter.pages() + [unmeasuredSpeedPage]
    for chapter in chapters {
      for piece in try Page(of: chapter, in: shipped).pieces {
        switch piece {
        case .cell(let fence):
          let key = "\(chapter.page) \(fence.name)"
          recordings[key] = CellResult(
            text: fence.output.joined(separator: "\n"), drawing: recordings[key]?.drawing)
        case .figure(let figure):
          let key = "\(chapter.page) \(figure.cell)"
          recordings[key] = CellResult(
            text: recordings[key]?.text ?? "",
            drawing: try shipped.text(of: "Guide/\(figure.source)"))
        case .prose, .code, .difference, .foldBegins, .foldEnds: break
        }
      }
    }
    weave = Weave(root: self.root, chapters: chapters) { [recordings] chapter, cell in
      recordings["\(chapter.page) \(cell.name)"] ?? CellResult(text: "")
    }
  }
}

/// The page about speed, whose cells are not run.
var unmeasuredSpeedPage: Chapter { speedPage { throw CancellationError() } }

/// A copy of the shipped guide and of the chapters' sources, removed at the end of a test. What
/// else the guide links to is there by symbolic links.
final class GuideCopy {
  let guide: ShippedGuide

  init() throws {
    guide = try ShippedGuide(at: try copyReadersFiles())
  }

  deinit {
    try? FileManager.default.removeItem(at: guide.root.directory)
  }

  /// Puts other words in the place of the first of these, and gives the line where they begin.
  func edit(_ file: String, _ old: String, _ new: String) throws -> Int {
    guard let text = try guide.root.text(of: file), let range = text.range(of: old) else {
      throw Missing(file: file, words: old)
    }
    try guide.root.write(text.replacingCharacters(in: range, with: new), to: file)
    return textLines(String(text[..<range.lowerBound]) + "x").count
  }

  struct Missing: Error {
    let file: String
    let words: String
  }

  /// The first lines of what a check finds.
  func check() -> [String] {
    guide.weave.check().map(\.summary)
  }
}
