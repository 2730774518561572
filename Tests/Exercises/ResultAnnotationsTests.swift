import Notebook
import Testing

@testable import Exercises

@Suite struct ResultAnnotationsTests {
  private func text(_ reader: ResultAnnotations.Reader, _ failures: CheckFailure?...) -> String {
    let checks = failures.indices.map { Check("mean, in check \($0): 0", hint: "") {} }
    let results = zip(checks, failures).map { check, failure in
      var result = CheckResult(check)
      result.add(failure)
      if failure?.expected != nil { result.place = SourceLine("Sources/A, B.swift", 7) }
      return result
    }
    let exercise = Exercise("Chapter1Data", 1, "Made up", file: "MadeUp", checks: checks)
    return ResultAnnotations(for: reader).text(
      of: ExerciseResult(exercise: exercise, checks: results))
  }

  private let failure = CheckFailure(
    "100 % wrong:\r\nall", expected: "1\n2", got: "3", diagnosis: "That is\n  both.")
  private let stop = CheckFailure("it stopped the program:", diagnosis: "Fatal error: no")

  @Test func aRemarkIsAWarning() {
    let path = "Sources/Chapters/Chapter1Data/Exercises/MadeUp.swift"
    #expect(
      text(.editor, .remark("it is 3", diagnosis: nil))
        == "\(path):1: warning: 1.1 mean, in check 0: 0: it is 3\n")
    #expect(
      text(.github, .remark("it is 3", diagnosis: nil))
        == "::warning file=\(path),line=1,title=1.1 mean%2C in check 0%3A 0::it is 3\n")
  }

  @Test func whatPassesIsNotNamed() {
    #expect(text(.editor, nil, nil) == "")
    #expect(text(.github, nil, nil) == "")
    #expect(text(.github) == "")
  }

  @Test func anEditorGetsALineAsOfACompiler() {
    #expect(
      text(.editor, failure, nil, stop, stop) == """
        Sources/A, B.swift:7: error: 1.1 mean, in check 0: 0: 100 % wrong: all; expected 1 2; got 3; That is both.
        Sources/Chapters/Chapter1Data/Exercises/MadeUp.swift:1: error: 1.1 mean, in check 2: 0: it stopped the program: Fatal error: no

        """)
  }

  /// As the workflow commands' own library escapes.
  @Test func gitHubGetsACommandWithItsSignsEscaped() {
    #expect(
      text(.github, failure, stop, stop) == """
        ::error file=Sources/A%2C B.swift,line=7,title=1.1 mean%2C in check 0%3A 0::100 %25 wrong:%0Aall%0Aexpected  1%0A          2%0Agot       3%0AThat is%0A  both.
        ::error file=Sources/Chapters/Chapter1Data/Exercises/MadeUp.swift,line=1,title=1.1 mean%2C in check 1%3A 0::it stopped the program:%0AFatal error: no

        """)
  }
}
