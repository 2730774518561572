import Notebook

/// Where a reader finds some code of a chapter: `Sources/Chapters/Chapter2Model/Model.swift:12`, the
/// first line that contains the text; the chapter's folder where none does.
///
/// The files of the exercises are not looked at.
package func sourcePlace(of text: String, in chapter: ChapterModule) -> String {
  let folder = chapter.folder
  guard let root = try? PackageRoot.find() else { return folder }
  for path in root.files(under: folder, ending: ".swift")
  where !path.hasPrefix("\(folder)/Exercises/") {
    if let line = line(of: text, in: path, root) { return "\(path):\(line)" }
  }
  return folder
}

/// The same in one file: the file alone where no line of it contains the text.
package func sourcePlace(of text: String, inFile path: String) -> String {
  guard let root = try? PackageRoot.find(), let line = line(of: text, in: path, root) else {
    return path
  }
  return "\(path):\(line)"
}

private func line(of text: String, in path: String, _ root: PackageRoot) -> Int? {
  guard let file = try? root.textFile(path) else { return nil }
  return textLines(file.text).firstIndex { $0.contains(text) }.map { $0 + 1 }
}
