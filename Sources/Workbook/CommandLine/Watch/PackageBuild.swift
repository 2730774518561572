import Foundation
import Notebook

/// One `swift build` of the workbook, from the sources as they are now.
///
/// It may run while this program does, although `swift run` started it: `swift run` gives its
/// process, and with it its lock on `.build`, over to the program when it has built it.
struct PackageBuild: Sendable {
  /// The program that it builds.
  let executable: String
  /// Or why it could not be started.
  private let build: Result<StartedProgram, NotebookError>

  /// Starts it.
  ///
  /// - Parameter folder: where the program that is running was built, which is where this builds,
  ///   unless that is of another package.
  init(_ root: PackageRoot, in folder: BuildFolder) {
    var arguments = ["swift", "build", "--product", "workbook"]
    arguments += ["--package-path", root.directory.path]
    if let scratch = folder.scratch, folder.isOf(root) {
      arguments += ["--scratch-path", scratch.path, "-c", folder.configuration]
      executable = folder.executable.path
    } else {
      executable = root.url(of: ".build/debug/workbook").path
    }
    build = Result { [arguments] () throws(NotebookError) in
      try StartedProgram("/usr/bin/env", arguments, isMerged: true)
    }
    if case .success(let program) = build { Signals.ending(program.identifier) }
  }

  /// Waits for its end, and returns what the compiler said; nil if the program was built.
  func failure() -> String? {
    switch build {
    case .failure(let error): return "error: \(error)"
    case .success(let program):
      var said: [UInt8] = []
      while true {
        switch program.next(before: nil) {
        case .output(let bytes), .error(let bytes): said += bytes
        case .nothing: break
        case .end(let status):
          Signals.ending(nil)
          return status == .success ? nil : String(decoding: said, as: UTF8.self)
        }
      }
    }
  }

  /// Ends it.
  func cancel() { try? build.get().terminate() }
}
