import Checks
import Datasets
import Exercises
import Notebook

/// The table of the chapters, in their order: of each its page with the cells, and what is checked.
private let chapters: [(chapter: @Sendable (MNIST.Root) -> Chapter, exercises: [Exercise])] = [
  (Chapter.chapter1, Exercise.chapter1),
  (Chapter.chapter2, Exercise.chapter2),
  (Chapter.chapter3, Exercise.chapter3),
  (Chapter.chapter4, Exercise.chapter4),
  (Chapter.chapter5, Exercise.chapter5),
  (Chapter.chapter6, Exercise.chapter6),
]

extension Chapter {
  /// All chapters, on digits from `root`.
  package static func all(from root: MNIST.Root = .bundled) -> [Chapter] {
    chapters.map { $0.chapter(root) }
  }

  /// All chapters, and behind them the pages that run cells and are no chapters.
  package static func pages(from root: MNIST.Root = .bundled) -> [Chapter] {
    all(from: root) + [museum(root)]
  }

  /// How many chapters there are.
  static var count: Int { chapters.count }

  /// The same as a word, as prose has it: `six`.
  static var countInWords: String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return words.indices.contains(count) ? words[count] : String(count)
  }
}

extension Exercise {
  /// Everything that can be checked, in its order: for each chapter its own code, and then its
  /// exercises.
  package static let all = chapters.flatMap(\.exercises).map { exercise in
    exercise.isChapterCode
      ? exercise.adding(.claims(ofChapter: exercise.number.chapter)) : exercise
  }

  /// Those of one chapter.
  package static func all(ofChapter chapter: Int) -> [Exercise] {
    all.filter { $0.number.chapter == chapter }
  }
}

extension Cell {
  /// A cell that prints and draws nothing.
  static func prints(
    _ name: String, after earlier: String? = nil, ending: Ending = .returns,
    file: String = #filePath, line: Int = #line, _ body: @escaping () throws -> Void
  ) -> Cell {
    Cell(name, after: earlier, ending: ending, file: file, line: line) {
      try body()
      return nil
    }
  }
}
