import Foundation
import Testing

@testable import Notebook

/// What a program has started and left behind, in a process group of its own, as SwiftPM's compilers
/// have.
@Suite struct SessionTests {
  @Test func itsSessionEndsWithAllThatIsInIt() throws {
    // With job control each job of this shell gets a process group, without a terminal, too.
    let script = "set -m; sleep 600 & echo $!; (trap '' INT; exec sleep 600) & echo $!; wait"
    let program = try StartedProgram("/bin/bash", ["-c", script], hasOwnSession: true)
    var text = ""
    while textLines(text).filter({ !$0.isEmpty }).count < 2 {
      if case .output(let bytes) = program.next(before: nil) {
        text += String(decoding: bytes, as: UTF8.self)
      }
    }
    let jobs = try textLines(text).filter { !$0.isEmpty }.map { try #require(pid_t($0)) }
    program.kill()
    #expect(jobs.allSatisfy { isRunning($0) })
    program.endSession()
    #expect(!jobs.contains { isRunning($0) })
  }

  /// One that has ended, and that nobody has asked how, does not.
  private func isRunning(_ process: pid_t) -> Bool {
    guard kill(process, 0) == 0 else { return false }
    let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return status?.contains(") Z ") != true
  }
}
