import Guide
import Notebook
import Quiz
import StateFiles

/// `workbook quiz`: questions that can be answered by thinking, with answers that are computed.
struct QuizCommand: Command {
  static let description = CommandDescription(
    name: "quiz", summary: "Answer questions, and learn why an answer is right.",
    discussion: """
      Asks the ten questions of chapter N. Without a number it asks ten about all
      chapters: first those that you got wrong last time, then others at random.

      An answer is a number (1600, 0.5, 40 %), a shape ([32, 10], 32x10) or a letter.
      Enter or ? skips a question and shows its answer; q, Ctrl-D or Ctrl-C stops.
      What you got wrong is kept in \(Mistakes.path), which may be deleted.
      """,
    example: "workbook quiz 3")

  @Argument(.chapter) private var word = ""
  @Option(.number(atLeast: 0), default: "another each time", help: "Which questions are drawn")
  private var seed: UInt64?

  func run(in session: Session) throws {
    var questions: [Question]?
    if !word.isEmpty {
      let chapter = try session.chapter(word)
      questions = Question.all(ofChapter: chapter.number)
      if questions?.isEmpty == true {
        throw UsageError("chapter \(chapter.number) has no questions")
      }
    }
    let root = try? PackageRoot.find()
    var (mistakes, note) = root.map { Mistakes.load(from: $0) } ?? (Mistakes(), nil)
    if let note { session.console.writeMessage("\(note)") }

    let seed = seed ?? UInt64.random(in: 0...UInt64(UInt32.max))
    var dialogue = QuizDialogue(
      questions ?? Question.selection(after: mistakes, seed: seed), in: session)
    try Signals.catchingInterrupt { try dialogue.run() }

    let before = mistakes
    for (question, isRight) in dialogue.results { mistakes.note(question, isRight: isRight) }
    guard let root, mistakes != before else { return }
    do {
      try Signals.holdingBack { try mistakes.save(to: root) }
    } catch {
      session.console.writeMessage("your mistakes could not be saved: \(error)")
    }
  }
}
