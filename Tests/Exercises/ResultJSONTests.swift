import Foundation
import Notebook
import Testing

@testable import Exercises

@Suite struct ResultJSONTests {
  private func result(
    _ exercise: Exercise, _ failures: [CheckFailure?], printed: [String] = []
  ) -> ExerciseResult {
    let results = zip(exercise.checks, failures).map { check, failure in
      var result = CheckResult(check)
      result.add(failure)
      if failure != nil { result.place = SourceLine(exercise.path, 9) }
      for line in printed { result.add(line: line) }
      return result
    }
    return ExerciseResult(exercise: exercise, checks: results)
  }

  private let checks = (0..<2).map { Check("check \($0)", hint: "first", "second") {} }

  private var results: [ExerciseResult] {
    let module: ChapterModule = "Chapter1Data"
    let odd = CheckFailure("no\u{9B}1m\u{202E}\u{7F}\t\"", expected: "1", got: "2\n3")
    return [
      result(Exercise(codeOf: module, checks: checks), [nil, CheckFailure("no", diagnosis: "so")]),
      result(
        Exercise(module, 1, "Mend", file: "A", checks: checks), [odd, nil], printed: ["x", "y"]),
      result(
        Exercise(module, 2, "Done", file: "B", checks: checks),
        [nil, .remark("3", diagnosis: "not 2")]),
      result(Exercise(module, 3, "Not begun", file: "C", checks: checks), []),
    ]
  }

  private func document(_ results: [ExerciseResult]) throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(ResultJSON(results).text.utf8))
    return try #require(value as? [String: Any])
  }

  private func schema() throws -> JSONSchema {
    let url = try PackageRoot.find().url(of: "Guide/check.schema.json")
    return try JSONSchema(Data(contentsOf: url))
  }

  @Test func whatIsWrittenIsWhatTheSchemaSays() throws {
    let schema = try schema()
    #expect(schema.problems(of: try document(results)) == [])
    #expect(schema.problems(of: try document([])) == [])
    // And it would say so.
    var other = try document(results)
    other["summary"] = nil
    other["version"] = 2
    #expect(schema.problems(of: other).sorted() == ["$.version: not 1", "$: no key summary"])
    let check: [String: Any] = [
      "name": "n", "state": "failed", "hints": [1], "printed": [], "unshownLines": -1,
    ]
    other = try document(results)
    other["exercises"] = [["number": "1", "state": "done", "checks": [check]]]
    let problems = schema.problems(of: other)
    for problem in [
      "$.exercises[0]: no key title", "$.exercises[0].number: not ^[1-9][0-9]*\\.[0-9]+$",
      "$.exercises[0].checks[0].hints[0]: no string",
      "$.exercises[0].checks[0].unshownLines: too small",
      "$.exercises[0].checks[0]: no key message",
    ] {
      #expect(problems.contains(problem), "\(problems)")
    }
  }

  @Test func everythingIsThere() throws {
    let document = try document(results)
    let exercises = try #require(document["exercises"] as? [[String: Any]])
    #expect(exercises.map { $0["number"] as? String } == ["1.0", "1.1", "1.2", "1.3"])
    #expect(
      exercises.map { $0["state"] as? String } == ["failed", "failed", "passed", "notStarted"])
    #expect(
      exercises.map { $0["kind"] as? String } == ["chapter"]
        + [String](repeating: "exercise", count: 3))
    let checks = try #require(exercises[1]["checks"] as? [[String: Any]])
    #expect(checks.map { $0["state"] as? String } == ["failed", "passed"])
    #expect(checks[0]["message"] as? String == "no\u{9B}1m\u{202E}\u{7F}\t\"")
    #expect(checks[0]["got"] as? String == "2\n3")
    #expect(checks[0]["line"] as? Int == 9)
    #expect(checks[0]["hints"] as? [String] == ["first", "second"])
    #expect(checks[0]["printed"] as? [String] == ["x", "y"])
    #expect(checks[1]["message"] == nil)
    let done = try #require(exercises[2]["checks"] as? [[String: Any]])
    #expect(done[1]["remark"] as? String == "3\nnot 2")
    #expect(done[1]["state"] as? String == "passed")
    let summary = try #require(document["summary"] as? [String: Any])
    #expect(summary["failedChapters"] as? [Int] == [1])
    let counts = ["exercises", "passed", "failed", "notStarted"].map { summary[$0] as? Int }
    #expect(counts == [3, 1, 1, 1])
  }

  @Test func whatWasNotRunHasNeitherPassedNorFailed() throws {
    let exercise = Exercise("Chapter1Data", 1, "Slow", file: "A", checks: checks)
    var late = result(exercise, [CheckFailure("it had not returned"), nil]).checks
    late[1].wasRun = false
    let document = try document([ExerciseResult(exercise: exercise, checks: late)])
    #expect(try schema().problems(of: document) == [])
    let exercises = try #require(document["exercises"] as? [[String: Any]])
    let states = (exercises[0]["checks"] as? [[String: Any]])?.map { $0["state"] as? String }
    #expect(states == ["failed", "notRun"])
  }

  /// Somebody may look at the document in a terminal.
  @Test func noCharacterOfItSpeaksToATerminal() {
    let scalars = ResultJSON(results).text.unicodeScalars
    #expect(!scalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) })
    #expect(!scalars.contains("\u{202E}"))
  }
}
