import Exercises

/// How many exercises are done, in one line: `Chapter 3: 2 of 5 done, 1 to mend, 2 not started.`
///
/// A chapter's own code is none of its exercises, and is named only where it fails.
struct ProgressSummary: CustomStringConvertible {
  private let results: [ExerciseResult]
  private let chapter: Int?

  /// - Parameter chapter: the only one that the results are of; nil for all.
  init(_ results: [ExerciseResult], chapter: Int? = nil) {
    self.results = results
    self.chapter = chapter
  }

  private var exercises: [ExerciseResult] { results.filter { !$0.exercise.isChapterCode } }

  private func count(_ state: ExerciseResult.State) -> Int {
    exercises.filter { $0.state == state }.count
  }

  var description: String {
    let subject = chapter.map { "Chapter \($0)" } ?? "All chapters"
    var parts: [String] = []
    if count(.failed) > 0 { parts.append("\(count(.failed)) to mend") }
    if count(.notStarted) > 0 { parts.append("\(count(.notStarted)) not started") }
    let done = "\(count(.passed)) of \(exercises.count) done"
    var sentences = ["\(subject): \(([done] + parts).joined(separator: ", "))."]
    let codes = results.filter { $0.exercise.isChapterCode && $0.state == .failed }
      .map { "\($0.exercise.number.chapter)" }
    if let last = codes.last {
      let list = [codes.dropLast().joined(separator: ", "), last].filter { !$0.isEmpty }
        .joined(separator: " and ")
      sentences.append(
        "The code of chapter\(codes.count == 1 ? "" : "s") \(list) is to be mended, too.")
    }
    return sentences.joined(separator: " ")
  }
}
