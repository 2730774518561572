import ExerciseSupport
import Foundation
import Testing

/// The built executable, run as a reader runs it.
enum BuiltWorkbook {
  /// How a run ended, with all that it said.
  struct Run: Equatable {
    var output = ""
    var error = ""
    var status: Int32 = 0
  }

  /// Runs `workbook` with these arguments.
  ///
  /// - Parameter environment: what is set besides the paths that the program needs.
  static func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Run {
    try run(try path(), arguments, environment)
  }

  /// Runs `workbook` with these arguments, written out.
  static func run(_ arguments: String...) throws -> Run {
    try run(arguments)
  }

  /// Runs a shell script in which `$workbook` is the executable.
  static func shell(_ script: String, environment: [String: String] = [:]) throws -> Run {
    var environment = environment
    environment["workbook"] = try path()
    return try run("/bin/sh", ["-c", script], environment)
  }

  static func path() throws -> String { try pathOfBuiltWorkbook() }

  /// A process that is not yet started.
  static func process(
    _ executable: String, _ arguments: [String], _ environment: [String: String]
  ) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    let own = ProcessInfo.processInfo.environment
    // The last two are those of Tests/Mutation.
    process.environment = [
      "PATH", "HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "MISTAKE", "MISTAKES_REACHED",
    ].reduce(into: environment) { $0[$1] = $0[$1] ?? own[$1] }
    return process
  }

  private static func run(
    _ executable: String, _ arguments: [String], _ environment: [String: String]
  ) throws -> Run {
    let process = process(executable, arguments, environment)
    let output = Pipe()
    let error = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = error
    try process.run()
    // What goes to standard error here is far less than a pipe holds.
    let outputData = output.fileHandleForReading.readDataToEndOfFile()
    let errorData = error.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Run(
      output: String(decoding: outputData, as: UTF8.self),
      error: String(decoding: errorData, as: UTF8.self), status: process.terminationStatus)
  }
}
