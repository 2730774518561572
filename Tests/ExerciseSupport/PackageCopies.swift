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
/// - Parameters:
///   - withTests: whether the tests are copied as well, or only linked to.
///   - path: a folder to copy into, in which what was built stays; by default one that is new.
package func copyPackage(withTests: Bool = false, into path: String? = nil) throws -> PackageRoot {
  let files = FileManager.default
  let shipped = try PackageRoot.find().directory
  let folder =
    path.map { URL(fileURLWithPath: $0) }
    ?? files.temporaryDirectory.appending(path: "workbook-\(UUID())")
  try files.createDirectory(at: folder, withIntermediateDirectories: true)
  for copied in ["Package.swift", "Guide", "README.md", "Sources"] + (withTests ? ["Tests"] : []) {
    try copyWhatDiffers(shipped.appending(path: copied), to: folder.appending(path: copied))
  }
  if !withTests {
    // Their folders have to be there, and nothing in them is built.
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "Tests"), withDestinationURL: shipped.appending(path: "Tests"))
  }
  return try withStubs(PackageRoot(folder))
}

/// Copies a file or a folder, and leaves alone what is the same already: it needs no new build.
private func copyWhatDiffers(_ source: URL, to copy: URL) throws {
  let files = FileManager.default
  guard let names = try? files.contentsOfDirectory(atPath: source.path) else {
    if !files.contentsEqual(atPath: source.path, andPath: copy.path) {
      try? files.removeItem(at: copy)
      try files.copyItem(at: source, to: copy)
    }
    return
  }
  try files.createDirectory(at: copy, withIntermediateDirectories: true)
  for name in try files.contentsOfDirectory(atPath: copy.path) where !names.contains(name) {
    try files.removeItem(at: copy.appending(path: name))
  }
  for name in names {
    try copyWhatDiffers(source.appending(path: name), to: copy.appending(path: name))
  }
}

private func withStubs(_ root: PackageRoot) throws -> PackageRoot {
  let files = ExerciseFiles(root: root)
  for exercise in Exercise.all where !exercise.isChapterCode {
    let stub = try files.stub(of: exercise)
    if try String(contentsOf: root.url(of: exercise.path), encoding: .utf8) != stub {
      try root.replace(exercise.path, with: stub)
    }
  }
  return root
}
