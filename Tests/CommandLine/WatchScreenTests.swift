import ExerciseSupport
import Exercises
import Foundation
import Notebook
import Testing

@testable import WorkbookCommand

/// How a verdict is laid out in a window.
@Suite struct WatchScreenTests {
  // MARK: Rows

  @Test func rowsBreakBetweenWordsAndKeepColours() {
    #expect(rows(of: ["one two three"], columns: 20) == ["one two three"])
    #expect(rows(of: ["one two three"], columns: 9) == ["one two", "three"])
    #expect(rows(of: ["one two three"], columns: 7) == ["one two", "three"])
    #expect(rows(of: ["a path/without/gaps"], columns: 8) == ["a path/w", "ithout/g", "aps"])
    #expect(rows(of: ["", ""], columns: 5) == ["", ""])
    #expect(
      rows(of: ["\u{1B}[31mone two\u{1B}[0m three"], columns: 5) == [
        "\u{1B}[31mone\u{1B}[0m", "\u{1B}[31mtwo\u{1B}[0m", "three",
      ])
    #expect(rows(of: ["数字数字数字"], columns: 5) == ["数字", "数字", "数字"])
    #expect(rows(of: ["\ta"], columns: 20) == ["        a"])
  }

  // MARK: Windows

  /// An exercise with so many lines in its first failure, and so many checks before and behind it.
  private func screen(
    lines: Int, before: Int = 2, after: Int = 3, hint: Int = 0
  ) -> WatchScreen {
    let checks = (0...before + after).map { Check("check \($0) holds", hint: "Hold it.") {} }
    let results = checks.enumerated().map { index, check in
      var result = CheckResult(check)
      if index >= before {
        let count = index == before ? lines : 2
        result.failure = CheckFailure(
          (1...count).map { "\(index): line \($0)" }.joined(separator: "\n"))
      }
      return result
    }
    let result = ExerciseResult(
      exercise: Exercise("Chapter1Data", 1, "Made up", file: "MadeUp", checks: checks),
      checks: results)
    return WatchScreen(
      head: "watching 1.1 (1 of 4), 12:00:00", verdict: ResultText().parts(of: result),
      hint: hint == 0
        ? nil : TerminalText(lines: (1...hint).map { "  hint \($0)\n" }.joined()),
      remark: "Checked again when you save.\n")
  }

  @Test func theFirstFailureIsShownInFullAndTheOthersInALine() {
    let view = screen(lines: 3).view(page: nil, rows: 24, columns: 80)
    #expect(
      view.rows == [
        "watching 1.1 (1 of 4), 12:00:00", "", "✗ 1.1 Made up",
        "  Sources/Chapters/Chapter1Data/Exercises/MadeUp.swift", "  ✓ check 0 holds",
        "  ✓ check 1 holds", "  ✗ check 2 holds", "      2: line 1", "      2: line 2",
        "      2: line 3", "  ✗ check 3 holds", "  ✗ check 4 holds", "  ✗ check 5 holds", "",
        "Checked again when you save.",
      ])
    #expect(view.more == "all")
  }

  @Test func whereThereIsNoRoomTheOthersAreCounted() {
    let view = screen(lines: 13).view(page: nil, rows: 24, columns: 80)
    #expect(view.rows.count <= 23)
    #expect(view.rows.contains("  ✓ 2 pass"))
    #expect(view.rows.contains("      2: line 13"))
    #expect(view.rows.contains("  ✗ check 5 holds") || view.rows.contains("  ✗ 3 more fail"))
  }

  @Test func aFailureLongerThanTheWindowIsCut() {
    let view = screen(lines: 50).view(page: nil, rows: 24, columns: 80)
    #expect(view.rows.count == 23)
    let shown = view.rows.filter { $0.hasPrefix("      2: line") }.count
    #expect(shown >= 12)
    #expect(view.rows.contains("      … \(50 - shown) more lines: a"))
    #expect(view.rows.contains("  ✗ 3 more fail"))
    #expect(view.rows.last == "Checked again when you save.")
    #expect(view.more == "all")
  }

  @Test func whatIsAllThereNeedsNoKey() {
    #expect(screen(lines: 2, after: 0).view(page: nil, rows: 24, columns: 80).more == nil)
  }

  @Test func aHintStandsBelowIt() {
    let view = screen(lines: 50, hint: 4).view(page: nil, rows: 24, columns: 80)
    #expect(view.rows.count == 23)
    #expect(
      view.rows.suffix(7) == [""] + (1...4).map { "  hint \($0)" } + [
        "", "Checked again when you save.",
      ])
  }

  @Test(
    arguments: [(80, 24), (80, 50), (40, 24), (80, 12), (20, 10), (10, 5)] as [(Int, Int)],
    [1, 8, 12, 15, 17, 30])
  func everythingFits(window: (columns: Int, rows: Int), lines: Int) {
    for (before, after) in [(0, 0), (1, 1), (0, 5), (9, 9)] {
      for hint in [0, 30] {
        let screen = screen(lines: lines, before: before, after: after, hint: hint)
        // The last row is that of the keys.
        let most = max(window.rows - 1, 6)
        let view = screen.view(page: nil, rows: window.rows, columns: window.columns)
        #expect(view.rows.count <= most)
        #expect(view.rows.allSatisfy { $0.count <= window.columns })
        guard view.more != nil else { continue }
        // Its pages have every row, in order.
        let pages = screen.pages(rows: window.rows, columns: window.columns)
        #expect(pages.allSatisfy { $0.count + 2 <= most })
        let last = screen.view(page: pages.count, rows: window.rows, columns: window.columns)
        #expect(Array(last.rows.dropFirst(2)) == pages.last)
        #expect(last.more == "less")
        let all = rows(of: screen.verdict.all, columns: window.columns)
        #expect(pages.joined().starts(with: all))
      }
    }
  }

  // MARK: Hints

  @Test func hintsGoOnAndBeginAgainWithAnotherCheck() throws {
    let first = Check("a", hint: "One.", "Two.") {}
    let second = Check("b", hint: "Three.") {}
    let exercise = Exercise("Chapter1Data", 1, "Made up", file: "MadeUp", checks: [first, second])
    func steps(failing: Int) throws -> HintSteps {
      var results = exercise.checks.map { CheckResult($0) }
      results[failing].failure = CheckFailure("no")
      return try #require(
        HintSteps(ExerciseResult(exercise: exercise, checks: results)) { _ in "01-data.md" })
    }
    let steps = try [steps(failing: 0), steps(failing: 1)]
    #expect(steps.map(\.hints.count) == [3, 2])
    #expect(steps[0].hints[2].contains("Guide/01-data.md"))
    #expect(steps[0].title(of: 2) == "Hint 2 of 3")
    var place = HintPlace()
    var shown: [Int] = []
    for step in [0, 0, 0, 0, 0, 1, 1, 0] {
      place.advance(in: steps[step])
      shown.append(place.step)
    }
    // The fourth says what is next.
    #expect(shown == [1, 2, 3, 4, 1, 1, 2, 1])
    let passed = ExerciseResult(exercise: exercise, checks: exercise.checks.map { CheckResult($0) })
    #expect(HintSteps(passed) { _ in nil } == nil)
  }

  @Test(arguments: Exercise.all.filter { !$0.isChapterCode })
  func theLastHintLeadsToSectionsThatAreThere(exercise: Exercise) throws {
    let chapter = try #require(Chapter.all().first { $0.number == exercise.number.chapter })
    let page = try String(
      contentsOf: PackageRoot.find().url(of: "Guide/\(chapter.page)"), encoding: .utf8)
    let headings = Set(
      page.split(separator: "\n").filter { $0.hasPrefix("#") }.map {
        $0.drop { $0 == "#" || $0 == " " }
      })
    #expect(headings.contains("\(exercise)"))
    #expect(!exercise.explainingSections.isEmpty)
    for section in exercise.explainingSections {
      #expect(headings.contains(Substring(section)), "\(section)")
    }
  }
}
