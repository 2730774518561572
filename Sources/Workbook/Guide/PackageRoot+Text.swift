import Foundation
import Notebook

extension PackageRoot {
  /// The text of a file, or nil where there is none.
  func text(of path: String) throws(GuideFault) -> String? {
    var isFolder: ObjCBool = false
    let url = url(of: path)
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder),
      !isFolder.boolValue
    else { return nil }
    guard let data = FileManager.default.contents(atPath: url.path) else {
      throw GuideFault(file: path, line: 1, problem: .unreadable("it may not be read"))
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw GuideFault(file: path, line: 1, problem: .unreadable("it is not UTF-8"))
    }
    return text
  }

  /// Replaces a file as a whole, or says why that could not be done.
  func write(_ text: String, to path: String) throws(GuideFault) {
    do {
      try replace(path, with: text)
    } catch {
      let reason = (error as NSError).localizedDescription.split(separator: "\n").joined(
        separator: " ")
      throw GuideFault(file: path, line: 1, problem: .cannotWrite(reason))
    }
  }
}
