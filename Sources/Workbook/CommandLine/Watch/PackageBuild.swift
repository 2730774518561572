import Foundation
import Notebook
import Synchronization

/// One `swift build` of the workbook, from the sources as they are now.
///
/// It may run while this program does, although `swift run` started it: `swift run` gives its
/// process, and with it its lock on `.build`, over to the program when it has built it.
final class PackageBuild: Sendable {
  enum Outcome: Sendable {
    /// The program that was built.
    case built(executable: String)
    /// What the compiler said.
    case failed(String)
  }

  private let root: PackageRoot
  /// Nil for the folder that SwiftPM chooses.
  private let folder: BuildFolder?
  private let state = Mutex(State())

  private struct State {
    var process: Int32?
    var isCancelled = false
  }

  /// - Parameter folder: where the program that is running was built, which is where this builds,
  ///   unless that is of another package.
  init(_ root: PackageRoot, in folder: BuildFolder) {
    self.root = root
    self.folder = folder.scratch != nil && folder.isOf(root) ? folder : nil
  }

  /// Builds, and returns when that is done. To be called once.
  func run() -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    do {
      try process.run()
    } catch {
      return .failed("error: 'swift build' could not be started: \(error.localizedDescription)")
    }
    let isCancelled = state.withLock { state in
      state.process = process.processIdentifier
      return state.isCancelled
    }
    Signals.ending(process.processIdentifier)
    if isCancelled { process.terminate() }
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    Signals.ending(nil)
    state.withLock { $0.process = nil }
    return process.terminationStatus == 0
      ? .built(executable: executable) : .failed(String(decoding: said, as: UTF8.self))
  }

  /// Ends it, wherever it is.
  func cancel() {
    state.withLock { state in
      state.isCancelled = true
      if let process = state.process { kill(process, SIGTERM) }
    }
  }

  private var arguments: [String] {
    var arguments = ["swift", "build", "--product", "workbook"]
    arguments += ["--package-path", root.directory.path]
    if let scratch = folder?.scratch { arguments += ["--scratch-path", scratch.path] }
    if let configuration = folder?.configuration { arguments += ["-c", configuration] }
    return arguments
  }

  private var executable: String {
    folder?.executable.path ?? root.url(of: ".build/debug/workbook").path
  }
}
