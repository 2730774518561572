import Exercises
import Notebook

/// What a shell can offer for a value of an option, or for a word.
struct Completion {
  /// Something that could be written, and what it is.
  struct Candidate: Equatable {
    let word: String
    var help = ""
  }

  /// Which paths can stand there, too. The shell knows them.
  enum Paths {
    case files, folders
  }

  var paths: Paths?
  /// By the words of the command line up to here, without options.
  var candidates: (_ words: [String]) -> [Candidate] = { _ in [] }

  static func words(_ words: [String], or paths: Paths? = nil) -> Completion {
    Completion(paths: paths) { _ in words.map { Candidate(word: $0) } }
  }

  static var chapters: Completion {
    Completion { _ in Chapter.all().map { Candidate(word: "\($0.number)", help: $0.title) } }
  }

  /// Without a chapter's own code, which has neither a stub nor a solution.
  static var exercises: Completion {
    Completion { _ in
      Exercise.all.filter { !$0.isChapterCode }
        .map { Candidate(word: "\($0.number)", help: $0.title) }
    }
  }

  static var chaptersAndExercises: Completion {
    Completion { chapters.candidates($0) + exercises.candidates($0) }
  }

  /// The cells of the chapter that one of the words names.
  static var cells: Completion {
    Completion { words in
      let chapter = Chapter.pages().first { words.contains($0.word) }
      return chapter?.cells.map { Candidate(word: $0.name) } ?? []
    }
  }
}
