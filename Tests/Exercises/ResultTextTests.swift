import Notebook
import Testing

@testable import Exercises

@Suite struct ResultTextTests {
  private func result(_ failures: [CheckFailure?], printed: [String] = []) -> ExerciseResult {
    let checks = failures.indices.map { Check("check \($0) holds", hint: "") {} }
    let results = zip(checks, failures).map { check, failure in
      var result = CheckResult(check)
      result.failure = failure
      for line in printed { result.add(line: line) }
      return result
    }
    return ExerciseResult(
      exercise: Exercise("Chapter1Data", 1, "Made up", file: "MadeUp", checks: checks),
      checks: results)
  }

  private let path = "Sources/Chapters/Chapter1Data/Exercises/MadeUp.swift"

  @Test func oneLineIsEnoughForWhatPasses() {
    #expect(ResultText().text(of: result([nil, nil])) == "✓ 1.1 Made up\n")
    #expect(
      ResultText(marks: .ascii).text(of: result([]))
        == "-    1.1 Made up   not started\n  \(path)\n"
    )
  }

  @Test func aRemarkIsSaidOfWhatPasses() {
    var checks = result([nil, nil]).checks
    checks[1].add(.remark("the page has 2", diagnosis: "You have 3."))
    checks[1].place = SourceLine(path, 7)
    let remarkable = ExerciseResult(exercise: result([nil, nil]).exercise, checks: checks)
    #expect(remarkable.state == .passed)
    #expect(
      ResultText().text(of: remarkable) == """
        ! 1.1 Made up
          \(path):7
          ! check 1 holds
              the page has 2
              You have 3.

        """)
  }

  @Test func whatIsNotANumberHasNoSign() {
    let failure = CheckFailure("wrong", expected: "\(-Double.nan) or -nano", got: "[1.0, -nan]")
    #expect(failure.lines == ["wrong", "expected  nan or -nano", "got       [1.0, nan]"])
  }

  @Test func aFailureSaysAllThereIsToSay() {
    let failure = CheckFailure(
      "the sum is wrong", expected: "1\n2", got: "3", diagnosis: "That is both of them.")
    #expect(
      ResultText().text(of: result([nil, failure])) == """
        ✗ 1.1 Made up
          \(path)
          ✓ check 0 holds
          ✗ check 1 holds
              the sum is wrong
              expected  1
                        2
              got       3
              That is both of them.

        """)
  }

  @Test func ofALongLineTheBeginningIsKept() {
    var result = CheckResult(Check("a check", hint: "") {})
    let long = String(repeating: "é", count: 4 * ShownLines.longest)
    result.add(line: long)
    #expect(result.printed == [long.prefix(ShownLines.longest) + " …"])
    result.add(line: String(long.prefix(ShownLines.longest)))
    #expect(result.printed.last == String(long.prefix(ShownLines.longest)))
  }

  @Test func printedLinesStandWithTheirCheck() {
    let lines = (0..<23).map { "line \($0)" }
    let shown = lines.prefix(20).map { "      | \($0)\n" }.joined()
    #expect(
      ResultText().text(of: result([nil], printed: lines))
        == "✓ 1.1 Made up\n  ✓ check 0 holds\n      printed:\n\(shown)      | and 3 more lines\n")
  }

  @Test func longLinesAreBrokenBelowTheirValue() {
    let failure = CheckFailure(
      "the mean of all of the images is not what it must be",
      expected: "0.0 at [0, 0]; 1.0 at [12, 12], and so on",
      diagnosis: "See Sources/Chapters/Chapter1Data/Exercises/MadeUp.swift:12 for more.")
    #expect(
      ResultText(width: 46).text(of: result([failure])) == """
        ✗ 1.1 Made up
          \(path)
          ✗ check 0 holds
              the mean of all of the images is not
                what it must be
              expected  0.0 at [0, 0]; 1.0 at [12,
                        12], and so on
              See
                \(path):12
                for more.

        """)
  }

  @Test func whatIsBriefHasALineForAllButTheFirstFailure() {
    let failure = CheckFailure("no", expected: "1", got: "2")
    var result = result([nil, failure, CheckFailure("neither"), nil, nil])
    let parts = ResultText().parts(of: result)
    #expect(
      parts.brief.all == [
        "✗ 1.1 Made up", "  \(path)", "  ✓ check 0 holds", "  ✗ check 1 holds", "      no",
        "      expected  1", "      got       2", "  ✗ check 2 holds", "  ✓ check 3 holds",
        "  ✓ check 4 holds",
      ])
    #expect(parts.beforeInShort == "  ✓ 1 passes")
    #expect(parts.afterInShort == "  ✗ 1 more fails, 2 pass")
    var checks = result.checks
    for index in 2...4 {
      checks[index].failure = nil
      checks[index].wasRun = false
    }
    result = ExerciseResult(exercise: result.exercise, checks: checks)
    let cut = ResultText().parts(of: result)
    #expect(cut == cut.brief)
    #expect(cut.after.map { $0[0] } == (2...4).map { "  · not run: check \($0) holds" })
    #expect(cut.afterInShort == "  · 3 not run")
    #expect(result.state == .failed)
  }

  @Test func coloursAreGivenToWhatTheyAreFor() {
    let text = ResultText { "<\($1) \($0)>" }
    #expect(
      text.text(of: result([CheckFailure("no")], printed: ["1"])) == """
        <failed ✗> <title 1.1 Made up>
          <faint \(path)>
          <failed ✗> check 0 holds
              no
              <faint printed:>
              <faint | 1>

        """)
  }
}
