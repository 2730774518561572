import Foundation
import Notebook
import StateFiles

extension PackageRoot {
  /// The text of a file, or nil where there is none.
  func text(of path: String) throws(GuideFaults) -> String? {
    var isFolder: ObjCBool = false
    let url = url(of: path)
    guard unsafe FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
      !isFolder.boolValue
    else { return nil }
    guard let data = FileManager.default.contents(atPath: url.path) else {
      throw fault(path, .unreadable("it may not be read"))
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw fault(path, .unreadable("it is not UTF-8"))
    }
    return text
  }

  /// The text of a page, which has to be there.
  func text(ofPage path: String) throws(GuideFaults) -> String {
    guard let text = try text(of: path) else { throw fault(path, .pageMissing) }
    return text
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
