/// The questions of each chapter, in the order in which its page asks them.
private let chapters: [[Question]] = [
  Question.chapter1, Question.chapter2, Question.chapter3, Question.chapter4, Question.chapter5,
  Question.chapter6,
]

extension Question {
  /// All of them, chapter by chapter.
  package static let all = chapters.enumerated().flatMap { index, questions in
    questions.map { $0.of(chapter: index + 1) }
  }

  /// Those of one chapter; none where it has none.
  package static func all(ofChapter chapter: Int) -> [Question] {
    all.filter { $0.chapter == chapter }
  }
}
