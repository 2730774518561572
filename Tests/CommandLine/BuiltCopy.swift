import ExerciseSupport
import Exercises
import Foundation
import Notebook
import Testing
import WorkbookCommand

/// A copy of the package with a build of its own, removed at the end of a test.
final class BuiltCopy {
  let root: PackageRoot
  let files: ExerciseFiles

  static let exercises = Exercise.all.filter { !$0.isChapterCode }

  /// - Parameter withTests: whether its tests can be built, too.
  init(withTests: Bool = false) throws {
    root = try copyPackage(withTests: withTests)
    files = ExerciseFiles(root: root)
  }

  deinit {
    try? FileManager.default.removeItem(at: root.directory)
  }

  var executable: String { root.url(of: ".build/debug/workbook").path }

  /// Builds the program, and gives the names of the modules of which something was compiled.
  @discardableResult
  func build() throws -> Set<Substring> {
    let output = try shell("swift build --product workbook 2>&1")
    return Set(output.matches(of: /(?m)^\[\d+\/\d+\] Compiling (\w+)/).map(\.output.1))
  }

  /// Runs a line of the shell in the copy's folder, which must end in success.
  func shell(_ line: String) throws -> String {
    let run = try BuiltWorkbook.shell(
      "cd \"$folder\" && \(line)", environment: ["folder": root.directory.path])
    try #require(run.status == 0, "\(line): \(run.output)\(run.error)")
    return run.output
  }

  func run(_ arguments: String...) throws -> BuiltWorkbook.Run {
    try BuiltWorkbook.shell(
      "cd \"$folder\" && exec .build/debug/workbook \(arguments.joined(separator: " "))",
      environment: ["folder": root.directory.path])
  }
}
