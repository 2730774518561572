import Exercises
import Foundation
import Notebook

/// A file of the package that a word on the command line names, as editors do: by its path, absolute or
/// from the current folder or from the package.
struct PackageFile {
  /// As it stands on the command line.
  let word: String
  /// The parts of its path, relative to the package.
  private let parts: [String]

  /// Nil for a word that is no path.
  ///
  /// - Throws: for a path that leads out of the package.
  init?(_ word: String) throws(UsageError) {
    guard word.contains("/") || word.hasSuffix(".swift") || word.hasSuffix(".md"),
      let root = try? PackageRoot.find()
    else { return nil }
    self.word = word
    let folders = Self.parts(of: root.directory)
    let here = Self.parts(of: URL(filePath: word))
    if here.starts(with: folders) {
      parts = Array(here.dropFirst(folders.count))
    } else if !word.hasPrefix("/"), root.exists(word) {
      parts = word.split(separator: "/").map(String.init)
    } else {
      throw UsageError(
        "'\(word)' is no file of this workbook, which is in \(root.directory.path)")
    }
  }

  /// Of where the links on the way lead to, as far as there are files.
  private static func parts(of url: URL) -> [String] {
    url.standardizedFileURL.resolvingSymlinksInPath().pathComponents.filter { $0 != "/" }
  }

  private var path: String { parts.joined(separator: "/") }

  /// The exercise that the file is the answer to, or the own code of its chapter.
  var exercise: Exercise? {
    if let exercise = Exercise.all.first(where: { $0.path == path }) { return exercise }
    guard parts.starts(with: ["Sources", "Chapters"]), !parts.contains("Exercises") else {
      return nil
    }
    return Exercise.all.first { parts.starts(with: $0.path.split(separator: "/").map(String.init)) }
  }

  /// The chapter that the file belongs to, or the page that is none: its page, its code, an exercise, or
  /// a test of it.
  var chapter: Chapter? {
    Chapter.pages().first { chapter in
      let name = chapter.module?.name ?? chapter.word.capitalized
      return parts.count > 1 && path == "Guide/\(chapter.page)"
        || parts.starts(with: ["Sources", "Chapters", name]) || parts.starts(with: ["Tests", name])
        || parts.starts(with: ["Sources", "Workbook"]) && parts.count > 3
          && parts[3] == "Chapter\(chapter.number)"
    }
  }
}
