import ExerciseSupport
import Foundation
import Notebook

/// A copy of the guide and of the chapters' sources in a folder of its own, removed at the end of a
/// test. What else the guide links to is there by symbolic links.
final class GuideFolder {
  let folder: URL

  /// - Parameter pages: the pages to copy; nil for all.
  init(pages: [String]? = nil) throws {
    folder = try copyReadersFiles().directory
    for page in self.pages where pages?.contains(page) == false {
      try FileManager.default.removeItem(at: folder.appending(path: "Guide/\(page)"))
    }
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// The file names of the pages.
  var pages: [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "Guide").path)
    return (names ?? []).filter { $0.hasSuffix(".md") }.sorted()
  }

  func text(of page: String) throws -> String {
    try String(contentsOf: folder.appending(path: "Guide/\(page)"), encoding: .utf8)
  }

  func write(_ text: String, to page: String) throws {
    try text.write(
      to: folder.appending(path: "Guide/\(page)"), atomically: true, encoding: .utf8)
  }

  /// Puts other words in the place of these.
  func edit(_ page: String, _ old: String, _ new: String) throws {
    let text = try text(of: page)
    precondition(text.contains(old), "\(page) does not hold \(old)")
    try write(text.replacing(old, with: new), to: page)
  }

  /// The line, counted from 1, that begins with these words.
  func line(of words: String, in page: String) throws -> Int {
    let lines = try text(of: page).split(separator: "\n", omittingEmptySubsequences: false)
    guard let index = lines.firstIndex(where: { $0.hasPrefix(words) }) else {
      preconditionFailure("no line of \(page) begins with \(words)")
    }
    return index + 1
  }

  /// Where the code of a region of a chapter's source begins: the line below the words that open it.
  static func line(ofRegion region: String, in source: String) throws -> Int {
    let text = try String(contentsOf: PackageRoot.find().url(of: source), encoding: .utf8)
    let lines = textLines(text)
    guard let index = lines.firstIndex(where: { $0.hasSuffix("// #region \(region)") }) else {
      preconditionFailure("no region \(region) in \(source)")
    }
    return index + 2
  }

  /// Every file of the guide with its content.
  func contents() throws -> [String: Data] {
    let guide = folder.appending(path: "Guide")
    var contents: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: guide.path) {
      contents[name] = FileManager.default.contents(atPath: guide.appending(path: name).path)
    }
    return contents
  }

  /// Runs the built workbook in the folder.
  func run(_ arguments: String, environment: [String: String] = [:]) throws -> BuiltWorkbook.Run {
    var environment = environment
    environment["folder"] = folder.path
    return try BuiltWorkbook.shell(
      "cd \"$folder\" && exec \"$workbook\" \(arguments)", environment: environment)
  }
}
