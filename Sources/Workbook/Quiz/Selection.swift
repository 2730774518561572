import Tensors

extension Question {
  /// How many are asked at a time.
  package static let perQuiz = 10

  /// Ten of all chapters: those that went wrong come first, in the order in which they did, then others
  /// that chance draws.
  package static func selection(
    after mistakes: Mistakes, seed: UInt64, of questions: [Question] = all
  ) -> [Question] {
    let wrong = mistakes.keys.compactMap { key in questions.first { $0.key == key } }
    let rest = questions.filter { !mistakes.contains($0) }
    let drawn = Generator(seed: seed).randomPermutation(rest.count).map { rest[$0] }
    return Array((wrong + drawn).prefix(perQuiz))
  }
}
