import Foundation
import StateFiles

/// The folder that holds the package: where the guide and the chapters' sources are.
package struct PackageRoot: Equatable, Sendable {
  package let directory: URL

  /// Takes the folder as given, without looking at what it holds.
  package init(_ directory: URL) {
    self.directory = URL(
      filePath: directory.standardizedFileURL.path, directoryHint: .isDirectory)
  }

  /// The package around `start` (by default the current folder), else the one that this program was
  /// built from.
  package static func find(
    from start: URL? = nil, builtFrom sourceFile: String = #filePath
  ) throws(NotebookError) -> PackageRoot {
    let start = if let start { start } else { try currentFolder() }
    for beginning in [start, URL(filePath: sourceFile).deletingLastPathComponent()] {
      var folder = beginning.standardizedFileURL
      while true {
        let root = PackageRoot(folder)
        if try root.isComplete() { return root }
        let parent = folder.deletingLastPathComponent().standardizedFileURL
        if parent.path.count >= folder.path.count { break }
        folder = parent
      }
    }
    throw .noPackage(start: start.path)
  }

  /// The current folder. One whose name is no text would become another, and the package around that.
  private static func currentFolder() throws(NotebookError) -> URL {
    guard let name = unsafe getcwd(nil, 0) else {
      throw .system("read the name of the current folder", errno)
    }
    defer { unsafe free(name) }
    guard unsafe String(validatingCString: name) != nil else {
      throw .system("read the name of the current folder, which is not UTF-8", EILSEQ)
    }
    return URL(filePath: FileManager.default.currentDirectoryPath)
  }

  /// Where that cannot be told it is no other package that is meant.
  private func isComplete() throws(NotebookError) -> Bool {
    for path in ["Package.swift", "Guide", "Sources/Chapters"].map({ url(of: $0).path }) {
      do throws(SystemError) {
        if try !RegularFile.isThere(path) { return false }
      } catch {
        throw .system("look for \(path)", error.code)
      }
    }
    return true
  }

  /// Where a file is that is named relative to the package, such as `Guide/01-data.md`.
  package func url(of path: String) -> URL {
    directory.appending(path: path)
  }

  package func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: url(of: path).path)
  }

  /// Whether something of that name can be read as a file is: no folder, and no link that leads
  /// nowhere.
  ///
  /// - Throws: where the system does not tell.
  func hasFile(_ path: String) throws(SystemError) -> Bool {
    let place = url(of: path).path
    guard try RegularFile.isThere(place) else { return false }
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: place, isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  /// The files of a folder with that ending, and of the folders in it, sorted, relative to the
  /// package.
  ///
  /// Left out is what SwiftPM leaves out, too: names that begin with a point, which are an editor's
  /// or the system's own, such as the link `.#Normalize.swift` that Emacs keeps beside a file while
  /// somebody edits it; folders; links that lead nowhere.
  package func files(under folder: String, ending: String) -> [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: url(of: folder).path)) ?? []
    return names.filter { name in
      name.utf8.reversed().starts(with: ending.utf8.reversed())
        && !name.split(separator: "/").contains { $0.utf8.first == UInt8(ascii: ".") }
        && (try? hasFile("\(folder)/\(name)")) == true
    }.sorted().map { "\(folder)/\($0)" }
  }

  /// Replaces a file as a whole. Makes the folder where it is missing.
  package func replace(_ path: String, with text: String) throws(FileError) {
    try PendingFile.replace(try pathInFolder(path), with: Array(text.utf8))
  }

  /// Makes a copy of a file, byte for byte, and the folder for it.
  package func copy(_ path: String, to copy: String) throws(FileError) {
    let file = try RegularFile(path: url(of: path).path)
    try PendingFile.replace(try pathInFolder(copy), withCopyOf: file)
  }

  /// Where a file is to be, in a folder that there is.
  private func pathInFolder(_ path: String) throws(FileError) -> String {
    let url = url(of: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: url.path, reason: error.localizedDescription)
    }
    return url.path
  }
}
