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

  /// What became of it.
  enum End: Equatable {
    case built
    /// What was said.
    case failed(String)
    /// Nobody waited for it any more.
    case canceled
  }

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
      try StartedProgram("/usr/bin/env", arguments, isMerged: true, hasOwnSession: true)
    }
    if case .success(let program) = build { Signals.ending(program.identifier) }
  }

  /// Waits for its end.
  ///
  /// - Parameter isWanted: told all the while how far it is, in words; where it says no, the build is
  ///   ended.
  func end(while isWanted: (String) -> Bool) -> End {
    let program: StartedProgram
    switch build {
    case .failure(let error): return .failed("error: \(error)")
    case .success(let started): program = started
    }
    defer { Signals.ending(nil) }
    var said: [UInt8] = []
    var state = ""
    while true {
      guard isWanted(state) else {
        cancel(program)
        return .canceled
      }
      switch program.next(before: .now.advanced(by: .milliseconds(50))) {
      case .output(let bytes), .error(let bytes):
        said += bytes
        state = Self.state(after: bytes) ?? state
      case .nothing: break
      case .end(let status):
        return status == .success ? .built : .failed(String(decoding: said, as: UTF8.self))
      }
    }
  }

  /// How far it is, by the last thing that it said; nil where that does not tell.
  static func state(after said: [UInt8]) -> String? {
    let said = String(decoding: said, as: UTF8.self)
    if said.contains("Another instance of SwiftPM") { return "after another 'swift build'" }
    return said.matches(of: #/\[(\d+)/(\d+)\] /#).last.map { "\($0.1) of \($0.2)" }
  }

  /// Ends the build and the compilers, and waits for that.
  ///
  /// Asked as by Ctrl-C, SwiftPM writes down what is done and lets go of its lock. While it begins it
  /// does not hear of that, so it is asked again. Some of its compilers, which have process groups of
  /// their own, live on: they would write their outcome, of older sources, over that of the next
  /// build, and are ended here.
  private func cancel(_ program: StartedProgram) {
    defer { program.endSession() }
    let deadline = ContinuousClock.now.advanced(by: .seconds(10))
    while ContinuousClock.now < deadline {
      program.interrupt()
      let moment = ContinuousClock.now.advanced(by: .milliseconds(200))
      while ContinuousClock.now < moment {
        if case .end = program.next(before: moment) { return }
      }
    }
    program.kill()
  }
}
