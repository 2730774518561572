import Checks
import ExerciseSupport
import Exercises
import Foundation
import Notebook
import WorkbookCommand

/// A copy of what a reader edits, with nothing begun, removed at the end of a test. What runs is
/// what was built, whatever is edited here.
final class ReadersFolder {
  let root: PackageRoot
  let files: ExerciseFiles

  init() throws {
    root = try copyReadersFiles()
    files = ExerciseFiles(root: root)
  }

  deinit {
    try? FileManager.default.removeItem(at: root.directory)
  }

  static let first = Exercise.all.first { $0.number == ExerciseNumber(1, 1) }!

  /// Whether the program that was built has no answer to exercise 1.1: where a reader has written
  /// one, a test of a failure cannot use it.
  static var firstIsUntouched: Bool {
    guard let root = try? PackageRoot.find() else { return false }
    return (try? ExerciseFiles(root: root).isUntouched(first)) ?? false
  }

  /// Begins with exercise 1.1, without changing what it does.
  @discardableResult
  func begin() throws -> String {
    let text = try files.stub(of: Self.first) + "\n// begun\n"
    try root.replace(Self.first.path, with: text)
    return text
  }

  func text(of path: String) throws -> String {
    try String(contentsOf: root.url(of: path), encoding: .utf8)
  }

  /// Runs the built workbook in the folder.
  func run(_ arguments: String, environment: [String: String] = [:]) throws -> BuiltWorkbook.Run {
    var environment = environment
    environment["folder"] = root.directory.path
    return try BuiltWorkbook.shell(
      "cd \"$folder\" && exec \"$workbook\" \(arguments)", environment: environment)
  }
}
