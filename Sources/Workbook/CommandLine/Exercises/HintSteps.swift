import Exercises

/// Help in steps, for somebody who is stuck with a check: its hints, and behind them where to read
/// again, so that there are at least two.
struct HintSteps {
  /// The name of the check.
  let check: String
  /// Whether nothing has failed yet, since nothing has been begun.
  let isBeforeBeginning: Bool
  let hints: [String]

  /// The steps for the first check that fails; for the first of all where nothing has been begun.
  /// Nil where all pass.
  init?(_ result: ExerciseResult, pageOfChapter: (Int) -> String?) {
    if result.state == .passed { return nil }
    let check = result.firstFailure ?? CheckResult(result.exercise.checks[0])
    self.check = check.name
    isBeforeBeginning = result.state == .notStarted
    hints = check.hints + [Self.lastHint(for: result.exercise, pageOfChapter: pageOfChapter)]
  }

  /// Where the page explains it, and how to see more of one's own code.
  private static func lastHint(
    for exercise: Exercise, pageOfChapter: (Int) -> String?
  ) -> String {
    let chapter = exercise.number.chapter
    let printing = """
      Let your code print what it has computed so far: what it prints is shown below the check \
      that fails.
      """
    if exercise.isChapterCode {
      return """
        'swift run workbook diff \(chapter)' shows where its code and its output are no longer \
        those of the page. \(printing)
        """
    }
    guard let page = pageOfChapter(chapter) else { return printing }
    let sections = exercise.explainingSections.map { "'\($0)'" }
    let explained =
      sections.isEmpty ? "" : " \(sections.list()) explain\(sections.count == 1 ? "s" : "") it."
    return """
      Read again what '\(exercise)' asks for, at the end of Guide/\(page), and the comments in \
      the file.\(explained) \(printing)
      """
  }

  /// How a step is headed: `Hint 2 of 3`.
  func title(of step: Int) -> String { "Hint \(step) of \(hints.count)" }
}

/// Which step of the help a reader is at, as long as it is the same check that fails first.
struct HintPlace: Equatable {
  private var check = ""
  /// The last step that was shown; one more than there are says what is next; 0 for none.
  private(set) var step = 0

  /// Goes on to the next step; behind the last one comes what is next, and then the first again.
  mutating func advance(in steps: HintSteps) {
    if check != steps.check { self = HintPlace() }
    check = steps.check
    step = step > steps.hints.count ? 1 : step + 1
  }
}

extension Exercise {
  /// The sections of its chapter's page that explain what it takes.
  var explainingSections: [String] {
    switch "\(number)" {
    case "1.1": ["What a picture is", "From bytes to a tensor"]
    case "1.2": ["Batches", "What a network has to beat"]
    case "1.3": ["Load"]
    case "1.4": ["Batches"]
    case "2.1": ["Convolution", "The walk of shapes"]
    case "2.2": ["How much there is to learn"]
    case "2.3": ["The walk of shapes", "The network"]
    case "2.4": ["How much there is to learn", "The walk of shapes"]
    case "2.5": ["Convolution"]
    case "3.1": ["From scores to probabilities"]
    case "3.2": ["The loss", "From scores to probabilities"]
    case "3.3": ["Is it right?"]
    case "3.4": ["The loss"]
    case "3.5": ["The optimizer"]
    case "3.6", "3.7": ["The chain rule"]
    case "4.1": ["The line that counts", "Sizes"]
    case "4.2": ["The line that counts", "Is that good?"]
    case "4.3": ["Train", "What goes wrong"]
    case "4.4": ["Test"]
    case "5.1": ["Choosing"]
    case "5.2": ["Longer steps"]
    case "5.3": ["Two modes"]
    case "5.4": ["Why so slow", "Longer steps", "Momentum"]
    case "6.1": ["Read"]
    case "6.2": ["Overfitting"]
    case "6.3": ["Draw", "Read"]
    case "6.4": ["What training changed", "Keep it, and use it"]
    default: []
    }
  }
}
