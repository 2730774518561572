import ExitTestSupport
import Foundation
import StateFiles
import Testing

@testable import Notebook

@Suite struct JobProcessTests {
  /// What a shell script says that stands for the program: its reports are numbers.
  private enum End: Equatable {
    case returned(Int)
    case stopped(String)
    case tookTooLong
  }

  private struct Run: Equatable {
    let lines: [String]
    let end: End
  }

  /// Runs all of the jobs; `$@` are the names of those that are left.
  private func runs(
    _ jobs: [String], _ script: String, within limit: Duration? = nil
  ) throws -> [Run] {
    let process = JobProcess<Int>(jobs, in: .shell(script))
    return try jobs.map { _ in
      var lines: [String] = []
      let end: End =
        switch try process.runNext(within: limit, onLine: { lines.append($0) }) {
        case .returned(let number): .returned(number)
        case .stopped(let end): .stopped("\(end)")
        case .tookTooLong: .tookTooLong
        }
      return Run(lines: lines, end: end)
    }
  }

  /// `bad` is what the job of that name does.
  private func script(_ bad: String = ":") -> String {
    """
    for job; do
      echo $$ runs $job
      if [ $job = bad ]; then
        \(bad)
      fi
      printf '\\0361\\n'
    done
    """
  }

  @Test func allJobsRunInOneProcess() throws {
    let runs = try runs(["a", "b"], script())
    #expect(runs.map(\.end) == [.returned(1), .returned(1)])
    #expect(runs[0].lines.map { $0.replacing(" a", with: " b") } == runs[1].lines)
  }

  @Test(arguments: [
    ("echo 'A/B.swift:31: Fatal error: no' >&2; kill -ILL $$", "Fatal error: no"),
    ("kill -KILL $$", "signal 9 ended the program: it does so where memory runs out, for one"),
    (
      "kill -SEGV $$",
      "signal 11 ended the program: it does so where a function calls itself without end, for one"
    ),
    ("exit 3", "the program ended with status 3"),
    ("echo why >&2; exit 1", "why"),
  ])
  func aJobThatStopsTheProgramStopsNoOther(bad: String, reason: String) throws {
    let runs = try runs(["a", "bad", "b", "c"], script(bad))
    #expect(runs[1].end == .stopped(reason))
    #expect(runs[1].lines.map { $0.hasSuffix(" runs bad") } == [true])
    let numbers = runs.map { $0.lines[0].split(separator: " ")[0] }
    // The rest runs in a second process.
    #expect(numbers[0] == numbers[1] && numbers[1] != numbers[2] && numbers[2] == numbers[3])
    #expect([runs[0], runs[2], runs[3]].allSatisfy { $0.end == .returned(1) })
  }

  @Test(arguments: [
    "exec sleep 600", "while :; do echo on and on; done", "exec tr '\\0' . </dev/zero",
  ])
  func aJobThatNeverReturnsIsStopped(bad: String) throws {
    let runs = try runs(["a", "bad", "b"], script(bad), within: .seconds(1))
    #expect(runs.map(\.end) == [.returned(1), .tookTooLong, .returned(1)])
  }

  /// What a job has started itself may hold the pipes open, print into them without an end, or be in
  /// another process group: the job's own end is what counts.
  @Test(arguments: [
    "setsid sleep 120 & kill -ILL $$", "setsid tr '\\0' . </dev/zero & kill -ILL $$",
    "sleep 600 & kill -ILL $$", "setsid tr '\\0' . </dev/zero >&2 & kill -ILL $$",
  ])
  func whatAJobLeavesBehindIsNotWaitedFor(bad: String) throws {
    let start = ContinuousClock.now
    let end = try runs(["bad"], script(bad))[0].end
    #expect(ContinuousClock.now - start < .seconds(60))
    guard case .stopped = end else {
      Issue.record("\(end)")
      return
    }
  }

  @Test(arguments: [
    "setsid sleep 120 & exec sleep 600", "sleep 600 | cat", "setsid tr '\\0' . </dev/zero & wait",
    "exec >&- 2>&-; sleep 600",
  ])
  func whatAJobLeavesBehindDoesNotDelayTheLimit(bad: String) throws {
    let start = ContinuousClock.now
    #expect(try runs(["bad"], script(bad), within: .seconds(1))[0].end == .tookTooLong)
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test func whatSomebodyWritesWithoutEndIsReadUpToALimit() throws {
    let pipe = try PipeEnds()
    let piece = [UInt8](repeating: 0, count: 1 << 12)
    try pipe.writing.write(piece)
    var count = 0
    pipe.reading.readWhatIsThere { bytes in
      count += bytes.count
      // Without a limit the test would fail, and not go on for ever.
      if count < 1 << 22 { try? pipe.writing.write(piece) }
    }
    #expect(count == 1 << 20)
  }

  @Test func whatStaysInTheProcessGroupEndsWithTheJob() throws {
    let lines = try runs(["bad"], script("sleep 600 & echo $!; kill -ILL $$"))[0].lines
    let left = try #require(pid_t(lines.last ?? ""))
    for _ in 0..<600 where kill(left, 0) == 0 { usleep(100_000) }
    #expect(kill(left, 0) != 0)
  }

  @Test func aProcessThatCannotRunJobsSaysWhy() throws {
    let error = #expect(throws: NotebookError.self) {
      _ = try runs(["bad"], script("echo the system did not let me think >&2; exit 71"))
    }
    #expect(error == .refused("the system did not let me think"))
    // What a job does is its own.
    #expect(try runs(["bad"], script("echo why >&2; exit 71"))[0].end == .stopped("why"))
  }

  @Test func aLastLineNeedsNoNewline() throws {
    let script = #"printf 'one\n\ntwo\0367\nthree'; kill -TRAP $$"#
    #expect(
      try runs(["a", "b"], script) == [
        Run(lines: ["one", "", "two"], end: .returned(7)),
        Run(lines: ["three"], end: .stopped("signal 5 ended the program")),
      ])
  }

  @Test func whatIsNoReportIsWhatTheJobPrints() throws {
    let script = #"printf 'a\036b\n\036[]\n\0361\n'"#
    #expect(
      try runs(["a"], script) == [Run(lines: ["a\u{1E}b", "\u{1E}[]"], end: .returned(1))])
  }

  @Test func noJobCanReportOnItself() throws {
    var program = JobProgram.shell(#"printf "\0361\n\036${WORKBOOK_REPORT_SECRET}2\n""#)
    program.secret = "x7"
    var lines: [String] = []
    let end = try JobProcess<Int>(["a"], in: program).runNext { lines.append($0) }
    guard case .returned(2) = end else {
      Issue.record("\(end)")
      return
    }
    #expect(lines == ["\u{1E}1"])
  }

  @Test func aReportMayBeOfNothing() throws {
    let process = JobProcess<Int?>(["a"], in: .shell(#"printf '\036null\n'"#))
    guard case .returned(nil) = try process.runNext(onLine: { _ in }) else {
      Issue.record("there was a report")
      return
    }
  }

  @Test func muchOnBothPipesDoesNotBlock() throws {
    let script = """
      head -c 3000000 /dev/zero >&2
      head -c 3000000 /dev/zero
      kill -ILL $$
      """
    let run = try runs(["a"], script)[0]
    #expect(run.lines.map(\.utf8.count) == [3_000_000])
    guard case .stopped(let message) = run.end else {
      Issue.record("\(run.end)")
      return
    }
    #expect(message.utf8.count == 3_000_000)
  }

  @Test func aLineWithoutAnEndComesInParts() {
    var buffer = LineBuffer()
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: LineBuffer.longestLine / 4)
    for _ in 0..<3 { #expect(buffer.add(bytes).isEmpty) }
    #expect(buffer.add(bytes).map(\.utf8.count) == [LineBuffer.longestLine])
    #expect(buffer.takeRest() == nil)
    // One byte less is not a part yet.
    for _ in 0..<3 { #expect(buffer.add(bytes).isEmpty) }
    #expect(buffer.add(Array(bytes.dropLast())).isEmpty)
    #expect(buffer.add(Array("\nb\n".utf8)).map(\.utf8.count) == [LineBuffer.longestLine - 1, 1])
  }

  @Test func ofALongComplaintTheEndIsKept() throws {
    let kept = ChildProcess.longestComplaint
    let script = "head -c \(4 * kept) /dev/zero | tr '\\0' . >&2; echo why >&2; kill -ILL $$"
    let end = try runs(["a"], script)[0].end
    guard case .stopped(let message) = end else {
      Issue.record("\(end)")
      return
    }
    #expect(message.hasSuffix("...why"))
    #expect((kept...2 * kept + 4).contains(message.utf8.count))
  }

  @Test func ofManyLastWordsTheEndIsShown() throws {
    let long = String(repeating: "é", count: 4 * ShownLines.longest)
    let lines = (1...ShownLines.most).map { "line \($0)" } + [long]
    let end = ProcessEnd(
      message: lines.joined(separator: "\n"), status: ProcessStatus(exit: 1))
    #expect(
      textLines(end.summary) == lines[1...].dropLast() + [
        long.prefix(ShownLines.longest) + " …"
      ])
    #expect(ProcessEnd(message: "", status: ProcessStatus(exit: 1)).summary.hasSuffix("status 1"))
  }

  @Test func aMissingProgramIsAnError() {
    let program = JobProgram(executable: "/no/such/program") { $0 }
    let error = #expect(throws: NotebookError.self) {
      try JobProcess<Int>(["a"], in: program).runNext { _ in }
    }
    #expect(error?.description.hasPrefix("'/no/such/program' could not be started: ") == true)
  }

  @Test func theReadersWishForFramesIsNotPassedOn() async {
    // The environment belongs to the whole process.
    await #expect(processExitsWith: .success) {
      setenv("SWIFT_BACKTRACE", "enable=yes", 1)
      var lines: [String] = []
      let script = "echo ${SWIFT_BACKTRACE-unset}; kill -TRAP $$"
      _ = try JobProcess<Int>(["x"], in: .shell(script)).runNext { lines.append($0) }
      #expect(lines == ["unset"])
    }
  }

  @Test func theProcessEndsWithWhoeverWaitsForIt() throws {
    var said: [String] = []
    do {
      let script = #"echo $$; printf '\0361\n'; sleep 600"#
      let process = JobProcess<Int>(["a", "b"], in: .shell(script))
      _ = try process.runNext { said.append($0) }
    }
    let identifier = try #require(said.first.flatMap { pid_t($0) })
    // Nor is it kept in mind by the system for somebody to ask how it ended.
    #expect(kill(identifier, 0) == -1 && errno == ESRCH)
  }

  /// Whose program ends without a word is told by the end of its standard input.
  @Test func theProcessEndsWithTheProgramThatStartedIt() async throws {
    let mark = FileManager.default.temporaryDirectory.appending(path: "ended-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: mark) }
    await #expect(processExitsWith: .signal(SIGKILL)) { [mark = mark as String] in
      let script = #"printf '\0361\n'; cat >/dev/null; echo > "\#(mark)""#
      let process = JobProcess<Int>(["a", "b"], in: .shell(script))
      _ = try process.runNext { _ in }
      precondition(!FileManager.default.fileExists(atPath: mark))
      kill(getpid(), SIGKILL)
    }
    // `cat` has read to the end of its standard input.
    for _ in 0..<600 where !FileManager.default.fileExists(atPath: mark) { usleep(100_000) }
    #expect(FileManager.default.fileExists(atPath: mark))
  }

  /// Of the three pipes that a process needs, none, one or two are to be had, again and again. Other
  /// threads open and close descriptors meanwhile, so that one or two more say nothing.
  @Test func noDescriptorIsLeftOpenWhereThereAreTooFew() async {
    await #expect(processExitsWith: .success) {
      func openDescriptors() -> Int { (0..<256).count { fcntl($0, F_GETFD) >= 0 } }
      let program = JobProgram(executable: "/bin/true") { _ in [] }
      let before = openDescriptors()
      var refusals = 0
      for attempt in 0..<100 {
        let next = (3..<256).first { fcntl($0, F_GETFD) < 0 } ?? 256
        ProcessResource.descriptors.limit = rlim_t(next) + rlim_t(1 + attempt % 5)
        do throws(NotebookError) {
          _ = try JobProcess<Int>(["a"], in: program).runNext { _ in }
        } catch {
          refusals += 1
        }
      }
      #expect(refusals >= 50)
      #expect(openDescriptors() < before + 20)
    }
  }
}

extension JobProgram {
  /// A shell script in the place of the program; `$@` are the names of the jobs.
  static func shell(_ script: String) -> JobProgram {
    JobProgram(executable: "/bin/sh") { ["-c", script, "sh"] + $0 }
  }
}
