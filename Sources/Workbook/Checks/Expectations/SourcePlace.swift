import Foundation
import Notebook

/// Where a reader finds some code of a chapter: `Sources/Chapters/Chapter2Model/Model.swift:12`, the
/// first line that contains the text; the chapter's folder where none does.
func sourcePlace(of text: String, inChapter chapter: Int) -> String {
  let folder = "Sources/Chapters/\(chapterModules[chapter - 1])"
  guard let root = try? PackageRoot.find() else { return folder }
  for path in root.files(under: folder, ending: ".swift") {
    guard let data = FileManager.default.contents(atPath: root.url(of: path).path) else { continue }
    let lines = String(decoding: data, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    if let index = lines.firstIndex(where: { $0.contains(text) }) { return "\(path):\(index + 1)" }
  }
  return folder
}
