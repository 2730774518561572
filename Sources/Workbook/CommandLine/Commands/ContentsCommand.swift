import Exercises
import Foundation
import Guide
import Notebook

/// `workbook` alone: what there is, how far the reader is, and what to run next.
struct ContentsCommand: Command {
  static let description = CommandDescription(
    name: "", summary: "Show the contents and what to run next.", example: "workbook")

  @Option(.choice("SHELL"), help: "Completions for bash, zsh or fish")
  private var generateCompletionScript: Shell?

  func run(in session: Session) throws {
    if let shell = generateCompletionScript {
      session.console.write(TerminalText(lines: shell.completionScript))
      return
    }
    let text = ExerciseText(session)
    let results = try Self.results(in: session)
    let width = session.chapters.map(\.title.count).max() ?? 0
    let chapters = session.chapters.map { chapter in
      let own = results.filter { $0.exercise.number.chapter == chapter.number }
      let padding = String(repeating: " ", count: width - chapter.title.count + 3)
      let count = "\(padding)\(own.count { $0.state == .passed }) of \(own.count) exercises"
      return "  \(chapter.number)  \(chapter.title)\(own.isEmpty ? "" : count)\n"
    }.joined()
    session.console.write(
      """
      \(text.colored("Digit by Digit", .bold))
      \(Chapter.countInWords.capitalized) chapters, and at their end a network that reads handwritten digits.

      \(TerminalText(lines: chapters))
      \(text.text(of: results.waysFromContents))
      """)
  }

  /// Runs the checks of what has been begun with, and so no process at all on a fresh clone. A
  /// chapter's own code is left out: it has no beginning.
  private static func results(in session: Session) throws -> [ExerciseResult] {
    let exercises = Exercise.all.filter { !$0.isChapterCode }
    // The contents are to be seen where the package is not, too.
    guard let runner = try? ExerciseRunner(session) else { return [] }
    return try exercises.map { exercise in
      do {
        return try runner.result(of: exercise)
      } catch let error as ExerciseFileError {
        // To be looked at; `workbook check` says what is wrong with its file.
        return ExerciseResult(of: exercise, without: error)
      }
    }
  }
}
