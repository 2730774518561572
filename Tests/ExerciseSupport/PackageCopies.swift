import Exercises
import Foundation
import Notebook
import WorkbookCommand

/// A copy of what a reader edits, the guide and the chapters' sources, in a temporary folder. What
/// else there is to find from there is there by symbolic links.
///
/// Every exercise is a stub, whatever the reader has written: what a test finds there does not
/// depend on that.
package func copyReadersFiles() throws -> PackageRoot {
  let shipped = try PackageRoot.find().directory
  let files = FileManager.default
  let folder = files.temporaryDirectory.appending(path: "workbook-\(UUID())")
  try files.createDirectory(
    at: folder.appending(path: "Sources"), withIntermediateDirectories: true)
  for copied in ["Guide", "Sources/Chapters"] {
    try files.copyItem(at: shipped.appending(path: copied), to: folder.appending(path: copied))
  }
  for linked in ["Package.swift", "README.md", "Tests", "Sources/Engine", "Sources/Workbook"] {
    try files.createSymbolicLink(
      at: folder.appending(path: linked), withDestinationURL: shipped.appending(path: linked))
  }
  return try withStubs(PackageRoot(folder))
}

/// A copy of the package that can be built, in a temporary folder, without what has been built.
/// Every exercise is a stub.
///
/// - Parameter withTests: whether the tests are copied as well, or only linked to.
package func copyPackage(withTests: Bool = false) throws -> PackageRoot {
  let shipped = try PackageRoot.find().directory
  let folder = FileManager.default.temporaryDirectory.appending(path: "workbook-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  for copied in ["Package.swift", "Guide", "README.md", "Sources"] + (withTests ? ["Tests"] : []) {
    try FileManager.default.copyItem(
      at: shipped.appending(path: copied), to: folder.appending(path: copied))
  }
  if !withTests {
    // Their folders have to be there, and nothing in them is built.
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "Tests"), withDestinationURL: shipped.appending(path: "Tests"))
  }
  return try withStubs(PackageRoot(folder))
}

private func withStubs(_ root: PackageRoot) throws -> PackageRoot {
  let files = ExerciseFiles(root: root)
  for exercise in Exercise.all where !exercise.isChapterCode {
    try root.replace(exercise.path, with: try files.stub(of: exercise))
  }
  return root
}
