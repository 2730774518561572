import Foundation
import Notebook

/// Where this program was built, and when.
struct BuildFolder {
  /// The program, as it is found on disk after another build, too.
  let executable: URL
  /// `.build`, or what `--scratch-path` named; nil where the program has been put elsewhere.
  let scratch: URL?
  /// `debug` or `release`, where it was built in such a folder.
  let configuration: String

  /// SwiftPM builds `.build/x86_64-unknown-linux-gnu/debug/workbook`.
  init(executable: URL) {
    self.executable = executable.resolvingSymlinksInPath()
    let folder = self.executable.deletingLastPathComponent()
    configuration = folder.lastPathComponent
    let scratch = folder.deletingLastPathComponent().deletingLastPathComponent()
    let record = scratch.appending(path: "workspace-state.json").path
    let isBuilt =
      ["debug", "release"].contains(configuration) && FileManager.default.fileExists(atPath: record)
    self.scratch = isBuilt ? scratch : nil
  }

  /// That of the program that is running. To be asked for before the program is built again: the
  /// system then knows no more where the file of the running one was.
  static func current() -> BuildFolder {
    BuildFolder(
      executable: URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0]))
  }

  /// When SwiftPM last began to build here: nil where that cannot be told. What is saved later may
  /// have been read before.
  ///
  /// This is not when the program was last written. A file that was saved without a change, or with
  /// another comment, is compiled again and gives the same program, which keeps its date; with that
  /// date, such a file would look newer than the program for ever. SwiftPM's own record is written
  /// at the end of each build, and its lock at the beginning, but also by what builds nothing.
  var lastBuild: Date? {
    guard let scratch, let record = modified(scratch.appending(path: "build.db")) else {
      return nil
    }
    let end = max(record, modified(executable) ?? record)
    let lock = modified(scratch.appending(path: ".lock")) ?? end
    return lock < end ? lock : end
  }

  /// The first of these sources, relative to the package, that was saved after the last build. A
  /// date in the future says nothing.
  func firstSaved(afterBuildOf sources: [String], in root: PackageRoot) -> String? {
    guard let lastBuild else { return nil }
    return sources.first { path in
      modified(root.url(of: path)).map { lastBuild < $0 && $0 <= .now } ?? false
    }
  }

  /// The first source of these chapters, or of all, that was saved after that package was built here.
  func newerSource(in root: PackageRoot, of chapters: Set<Int>? = nil) -> String? {
    guard isOf(root) else { return nil }
    let sources = root.files(under: "Sources/Chapters", ending: ".swift").filter { path in
      let number = path.dropFirst("Sources/Chapters/Chapter".count).prefix(while: \.isNumber)
      return chapters?.contains(Int(number) ?? 0) ?? true
    }
    return firstSaved(afterBuildOf: sources, in: root)
  }

  /// Whether it is that package that was built here.
  func isOf(_ root: PackageRoot) -> Bool {
    (try? PackageRoot.find(from: executable)) == root
  }

  private func modified(_ url: URL) -> Date? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
    return attributes?[.modificationDate] as? Date
  }
}

extension Session {
  /// Says on standard error where sources of these chapters were saved after this program was built:
  /// what is checked is then not what the reader sees in the editor.
  func warnOfSourcesNewer(in root: PackageRoot, chapters: Set<Int>) {
    guard let path = BuildFolder.current().newerSource(in: root, of: chapters) else { return }
    console.writeError(
      "workbook: \(path) was saved after this program was built, so older code is checked: "
        + "'swift run workbook check' builds first\n")
  }
}
