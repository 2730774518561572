import Foundation
import Notebook
import StateFiles

extension PackageRoot {
  /// How many bytes a figure may have.
  static let mostBytesOfFigure = 1 << 24

  /// A file as text, or nil where there is none.
  func file(_ path: String) throws(GuideFaults) -> TextFile? {
    let limit = path.hasSuffix(".svg") ? Self.mostBytesOfFigure : TextFile.mostBytes
    do {
      return try textFile(path, atMost: limit)
    } catch {
      throw fault(path, .unreadable(error))
    }
  }

  /// The text of a file, or nil where there is none.
  func text(of path: String) throws(GuideFaults) -> String? {
    try file(path)?.text
  }

  /// A page, which has to be there.
  func page(_ path: String) throws(GuideFaults) -> TextFile {
    guard let file = try file(path) else { throw fault(path, .pageMissing) }
    return file
  }

  /// Replaces a file as a whole, or says why that could not be done.
  func write(_ text: String, to path: String) throws(GuideFaults) {
    do throws(FileError) {
      try replace(path, with: text)
    } catch {
      throw fault(path, .cannotWrite(textLines(error.reason).joined(separator: " ")))
    }
  }

  private func fault(_ path: String, _ problem: GuideProblem) -> GuideFaults {
    GuideFaults(GuideFault(file: path, line: 1, problem: problem))
  }
}
