import Foundation
import Notebook

/// One `swift build` of the workbook, from the sources as they are now.
///
/// It may run while this program does, although `swift run` started it: `swift run` gives its
/// process, and with it its lock on `.build`, over to the program when it has built it.
struct PackageBuild: Sendable {
  /// The program that it builds.
  let executable: String
  private let process = Process()
  private let output = Pipe()
  /// Why it could not be started; nil if it was.
  private let refusal: String?

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
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    do {
      try process.run()
      refusal = nil
      Signals.ending(process.processIdentifier)
    } catch {
      refusal = "error: 'swift build' could not be started: \(error.localizedDescription)"
    }
  }

  /// Waits for its end, and returns what the compiler said; nil if the program was built.
  func failure() -> String? {
    if let refusal { return refusal }
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    Signals.ending(nil)
    return process.terminationStatus == 0 ? nil : String(decoding: said, as: UTF8.self)
  }

  /// Ends it.
  func cancel() {
    if process.isRunning { process.terminate() }
  }
}
