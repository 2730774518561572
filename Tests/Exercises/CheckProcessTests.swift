import Foundation
import Notebook
import Testing

@testable import Exercises

/// How a process that runs checks is followed, with shell scripts in its place.
@Suite struct CheckProcessTests {
  private func exercise(_ count: Int = 3, limit: Duration = .seconds(60)) -> Exercise {
    Exercise(
      "Chapter1Data", 1, "Made up", file: "MadeUp",
      checks: (0..<count).map { Check("check \($0)", hint: "", timeLimit: limit) {} })
  }

  /// Runs a shell script for the checks of an exercise; `$1` is the first of them that is to run.
  private func results(
    _ script: String, of exercise: Exercise? = nil, limit: Duration? = nil, runsAll: Bool = false
  ) throws -> [CheckResult] {
    let process = CheckProcess(timeLimit: limit, runsAll: runsAll) { _ in
      JobProgram(executable: "/bin/sh") { ["-c", script, "sh"] + $0 }
    }
    return try process.result(of: exercise ?? self.exercise()).checks
  }

  /// Goes through the checks from the first on; `bad` is what check 1 does.
  private func script(_ bad: String) -> String {
    """
    i=$1
    while [ $i -lt 3 ]; do
      if [ $i = 1 ]; then
        \(bad)
      else
        echo $$
        printf '\\036null\\n'
      fi
      i=$((i+1))
    done
    """
  }

  @Test func allChecksShareAProcess() throws {
    let results = try results(script(#"echo $$; printf '\036null\n'"#))
    #expect(results.map(\.failure) == [nil, nil, nil])
    #expect(Set(results.map(\.printed)).count == 1)
  }

  @Test func aFailureStopsNothing() throws {
    let results = try results(
      script(
        #"printf '\036{"message":"no","expected":"1","got":"2","diagnosis":"so"}\n'"#))
    let failure = CheckFailure("no", expected: "1", got: "2", diagnosis: "so")
    #expect(results.map(\.failure) == [nil, failure, nil])
    #expect(results[0].printed == results[2].printed)
  }

  @Test(arguments: [
    (
      "echo 'Chapter1Data/A.swift:3: Fatal error: index out of range' >&2; kill -ILL $$",
      "Fatal error: index out of range"
    ),
    ("kill -KILL $$", "signal 9 ended the program: it does so where memory runs out, for one"),
    (
      "kill -SEGV $$",
      "signal 11 ended the program: it does so where a function calls itself without end, for one"
    ),
    ("exit 0", "the program ended with status 0"),
  ])
  func whatStopsTheProgramIsThatChecksFailure(bad: String, reason: String) throws {
    let results = try results(script(bad))
    let failure = CheckFailure("it stopped the program:", diagnosis: reason)
    #expect(results.map(\.failure) == [nil, failure, nil])
    #expect(results[1].stop == (bad.contains("A.swift") ? "Chapter1Data/A.swift:3" : nil))
    // The rest runs in a second process.
    #expect(results[0].printed != results[2].printed)
  }

  @Test(arguments: [
    "exec sleep 600", "while :; do echo on and on; done",
  ])
  func whatNeverReturnsIsStopped(bad: String) throws {
    let results = try results(script(bad), limit: .seconds(1))
    #expect(results[0].failure == nil)
    #expect(results[1].failure?.message == "it had not returned after 1 second and was stopped")
    #expect(results.map(\.wasRun) == [true, true, false])
    #expect(results.map(\.isPassed) == [true, false, false])
  }

  @Test func whoWantsAllGetsAll() throws {
    let results = try results(
      script("exec sleep 600"), limit: .milliseconds(300), runsAll: true)
    #expect(results.map(\.isPassed) == [true, false, true])
  }

  @Test(arguments: ["exec sleep 600", "while :; do echo on and on; done"])
  func whatNobodyWaitsForIsEnded(bad: String) throws {
    let process = CheckProcess { _ in
      JobProgram(executable: "/bin/sh") { [script = script(bad)] in ["-c", script, "sh"] + $0 }
    }
    var said: [String] = []
    let start = ContinuousClock.now
    let result = try process.result(of: exercise()) { progress in
      said.append("\(progress)")
      return progress.number == 1 || progress.elapsed < .milliseconds(100)
    }
    #expect(result == nil)
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(said.first == "check 1 of 3")
    #expect(said.last == "check 2 of 3")
  }

  @Test func howFarTheChecksAreIsSaid() {
    func words(_ seconds: Double) -> String {
      CheckProgress(
        number: 2, count: 5, elapsed: .seconds(seconds), limit: .seconds(10)
      ).description
    }
    #expect(words(0.9) == "check 2 of 5")
    #expect(words(2.9) == "check 2 of 5, 2 s")
    #expect(words(7.1) == "check 2 of 5, 7 of at most 10 s")
  }

  @Test func aChecksOwnLimitCountsWhereNoneIsGiven() throws {
    let results = try results(
      "exec sleep 600", of: exercise(1, limit: .milliseconds(500)))
    #expect(results[0].failure?.message == "it had not returned after 0.5 seconds and was stopped")
  }

  @Test func aHundredLinesAreCountedAndTheFirstAreKept() throws {
    let results = try results(
      script(
        """
        j=0
        while [ $j -lt 100 ]; do echo line $j; j=$((j+1)); done
        printf '\\036null\\n'
        """))
    #expect(results[1].printed == (0..<20).map { "line \($0)" })
    #expect(results[1].unshownLines == 80)
    #expect(results.map(\.failure) == [nil, nil, nil])
  }

  @Test func aMissingProgramIsAnError() {
    let process = CheckProcess { _ in JobProgram(executable: "/no/such/program") { _ in [] } }
    let error = #expect(throws: NotebookError.self) { try process.result(of: exercise()) }
    #expect(error?.description.hasPrefix("'/no/such/program' could not be started: ") == true)
  }
}
