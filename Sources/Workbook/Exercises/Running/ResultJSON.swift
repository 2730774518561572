import Foundation
import Notebook

/// The results of exercises as one JSON document, for programs. `Guide/check.schema.json` says what is
/// in it; what is added later adds keys, and `version` counts what changes them.
package struct ResultJSON: Encodable {
  private let version = 1
  private let exercises: [ExerciseEntry]
  private let summary: Summary

  package init(_ results: [ExerciseResult]) {
    exercises = results.map(ExerciseEntry.init)
    summary = Summary(results)
  }

  /// The document, with its end of line. Its keys are in their order, and no character of it controls
  /// a terminal.
  package var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let document = try? encoder.encode(self) else {
      fatalError("ResultJSON: the results could not be written as JSON")
    }
    // Such characters stand in strings alone, where JSON has words for them.
    return String(decoding: document, as: UTF8.self).unicodeScalars.reduce(into: "") {
      text, scalar in
      switch scalar.properties.generalCategory {
      case .control where scalar != "\n", .format, .lineSeparator, .paragraphSeparator:
        for unit in String(scalar).utf16 { text += String(format: "\\u%04x", Int(unit)) }
      default: text.unicodeScalars.append(scalar)
      }
    } + "\n"
  }

  private struct ExerciseEntry: Encodable {
    let number, title, file, state: String
    let chapter: Int
    let kind: String
    let checks: [CheckEntry]

    init(_ result: ExerciseResult) {
      let exercise = result.exercise
      (number, title, file) = ("\(exercise.number)", exercise.title, exercise.path)
      chapter = exercise.number.chapter
      kind = exercise.isChapterCode ? "chapter" : "exercise"
      state = "\(result.state)"
      checks = result.checks.map(CheckEntry.init)
    }
  }

  private struct CheckEntry: Encodable {
    let name, state: String
    let hints: [String]
    let message, expected, got, diagnosis, remark, file: String?
    let line: Int?
    let printed: [String]
    let unshownLines: Int

    init(_ check: CheckResult) {
      (name, hints) = (check.name, check.hints)
      state = check.isPassed ? "passed" : check.wasRun ? "failed" : "notRun"
      let failure = check.failure
      (message, expected, got) = (failure?.message, failure?.expected, failure?.got)
      diagnosis = failure?.diagnosis
      remark = check.remark?.lines.joined(separator: "\n")
      (file, line) = (check.place?.file, check.place?.line)
      (printed, unshownLines) = (check.printed, check.unshownLines)
    }
  }

  /// How many exercises there are of each state. A chapter's own code is none, and is named where it
  /// fails.
  private struct Summary: Encodable {
    let exercises, passed, failed, notStarted: Int
    let failedChapters: [Int]

    init(_ results: [ExerciseResult]) {
      let own = results.filter { !$0.exercise.isChapterCode }
      exercises = own.count
      passed = own.count { $0.state == .passed }
      failed = own.count { $0.state == .failed }
      notStarted = own.count { $0.state == .notStarted }
      failedChapters = results.filter { $0.exercise.isChapterCode && $0.state == .failed }
        .map(\.exercise.number.chapter)
    }
  }
}
