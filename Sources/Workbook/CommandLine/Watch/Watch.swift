import Exercises
import Foundation
import Guide
import Notebook

/// Some exercises, of which one is shown and checked again whenever a source changes.
final class Watch {
  /// Those that the keys go through, and the chapter's own code where it begins with that.
  private var exercises: [Exercise]
  private let limit: Duration?
  private var session: Session
  private let root: PackageRoot
  private let folder: BuildFolder
  private var text: ExerciseText
  /// Nil without a terminal.
  private let keyboard: HeldKeyboard?
  private var judge: Judge!
  /// The program that runs the checks.
  private var executable: String

  /// The one that is shown.
  private var index = 0
  private var exercise: Exercise { exercises[index] }
  /// Whether it goes on by itself, up to the first exercise that is not done.
  private var isSearching: Bool

  /// The last verdict, on which exercise, and when it came; nil before there is one.
  private var shown: (verdict: Judge.Verdict, on: Exercise, at: Date)?
  /// Whether something was saved since.
  private var isOutOfDate = false
  /// Where the reader is in the help for it.
  private var hintPlace = HintPlace()
  private var isShowingHint = false
  /// Which page of all that there is to say is shown; nil for what matters.
  private var page: Int?
  /// What `a` does now.
  private var more: String?

  /// What is being done, since when, and the line that says so.
  private var work: (what: String, since: ContinuousClock.Instant, line: String)?
  /// A key that came meanwhile.
  private var waiting: WatchKey?

  /// A person has asked for the end.
  private struct Quit: Error {}

  /// - Parameters:
  ///   - exercises: those that it goes through.
  ///   - start: where it begins; nil for the first that is not done.
  init(
    _ exercises: [Exercise], from start: Exercise?, limit: Duration?, in session: Session
  ) throws {
    self.exercises = exercises
    self.limit = limit
    self.session = session
    root = try PackageRoot.find()
    folder = .current()
    executable = folder.executable.path
    text = ExerciseText(session)
    keyboard = Keyboard().map(HeldKeyboard.init)
    index = start.flatMap { start in exercises.firstIndex { $0.number == start.number } } ?? 0
    isSearching = start == nil
    let root = root
    judge = Judge(
      Judge.Tools(
        snapshot: { SourceSnapshot(of: root) }, isThere: { root.exists($0.path) },
        build: { [unowned self] in build(while: $0) },
        check: { [unowned self] in try check($0, while: $1) },
        touch: { paths in
          for path in paths {
            try? FileManager.default.setAttributes(
              [.modificationDate: Date.now], ofItemAtPath: root.url(of: path).path)
          }
        }),
      // What this program was built from, nobody knows: something may have been saved while it was
      // being built. Where it was built elsewhere, it is what is asked for.
      built: folder.isOf(root) ? nil : SourceSnapshot(of: root))
    if !isSearching { endSearch() }
  }

  /// Returns when a key asks for it; never without a keyboard.
  func run() throws {
    guard !exercises.isEmpty else { return }
    defer { session.console.showPassing(nil) }
    do {
      try judgeAgain()
      while true {
        if let key = nextKey(within: .milliseconds(250)) { try act(on: key) }
        if judge.isOutOfDate {
          showOutOfDate()
          try judgeAgain()
        }
      }
    } catch is Quit {}
  }

  private func act(on key: WatchKey) throws {
    switch key {
    case .run:
      judge.forgetBuild()
      try judgeAgain()
    case .hint:
      guard let steps = hintSteps else { return }
      hintPlace.advance(in: steps)
      isShowingHint = true
      page = nil
      if !session.output.canRedraw {
        return session.console.write("\n" + hint(hintPlace, of: steps))
      }
      draw()
    case .all:
      guard more != nil else { return }
      page = more == "less" ? nil : (page ?? 0) + 1
      draw()
    case .next, .previous:
      guard let other = neighbor(key) else { return }
      index = other
      isSearching = false
      try judgeAgain()
    case .quit: throw Quit()
    }
  }

  /// Where the keys lead from here; nil for nowhere.
  private func neighbor(_ key: WatchKey) -> Int? {
    let other = index + (key == .next ? 1 : -1)
    return exercises.indices.contains(other) ? other : nil
  }

  // MARK: Building and checking

  /// Finds out how the exercise is now, and shows that.
  private func judgeAgain() throws {
    while true {
      let exercise = exercise
      let verdict = judge.verdict(on: exercise) { activity in
        say(activity)
        return goesOn(activity)
      }
      work = nil
      if let key = waiting {
        waiting = nil
        // It says what to do next, and that is done here.
        if key == .quit { throw Quit() }
        if key == .run { judge.forgetBuild() }
        if let other = neighbor(key) { index = other }
        isSearching = false
        continue
      }
      guard let verdict else { continue }
      if isSearching, case .result(let result) = verdict, result.state == .passed,
        let next = neighbor(.next)
      {
        index = next
        continue
      }
      endSearch()
      shown = (verdict, exercise, .now)
      isOutOfDate = false
      isShowingHint = false
      page = nil
      return show()
    }
  }

  /// From here on a person says where to go: to exercises, and back to the chapter's own code where
  /// that is what it began with.
  private func endSearch() {
    isSearching = false
    let exercise = exercise
    exercises = exercises.filter { !$0.isChapterCode || $0.number == exercise.number }
    index = exercises.firstIndex { $0.number == exercise.number } ?? 0
  }

  /// Says of what is still shown that it is of older sources.
  private func showOutOfDate() {
    isOutOfDate = true
    if session.output.canRedraw { draw() }
  }

  private func build(while isWanted: (String) -> Bool) -> PackageBuild.End {
    let build = PackageBuild(root, in: folder)
    let end = build.end(while: isWanted)
    if end == .built { executable = build.executable }
    return end
  }

  private func check(
    _ exercise: Exercise, while isWanted: (CheckProgress) -> Bool
  ) throws -> ExerciseResult? {
    let runner = try ExerciseRunner(session, limit: limit, executable: executable, isSilent: true)
    return try runner.result(of: exercise, while: isWanted)
  }

  /// Takes the keys that come while something is being done. Those that only show something do so;
  /// those that lead elsewhere end a check, and wait for the end of a build.
  private func goesOn(_ activity: Judge.Activity) -> Bool {
    if waiting == nil, keyboard != nil, let key = nextKey(within: .zero) {
      switch key {
      case .hint, .all: try? act(on: key)
      case .run:
        if case .checking = activity { waiting = key }
      case .next, .previous: if neighbor(key) != nil { waiting = key }
      case .quit: waiting = key
      }
    }
    if case .building = activity { return waiting != .quit }
    if case .beginningAnew = activity { showOutOfDate() }
    return waiting == nil
  }

  /// Waits for a key that does something. Without a keyboard only time passes.
  private func nextKey(within limit: Duration) -> WatchKey? {
    if hasNewSize { draw() }
    guard let keyboard else {
      Thread.sleep(forTimeInterval: limit / .seconds(1))
      return nil
    }
    return keyboard.next(within: limit, whenContinued: draw).flatMap(WatchKey.init)
  }

  // MARK: Showing

  /// Whether the window is no longer what it was when something was written into it.
  private var hasNewSize: Bool {
    let before = session
    session.askForSizes()
    text.output = session.output
    return session.output.canRedraw
      && (session.output.width != before.output.width
        || session.output.height != before.output.height)
  }

  private func show() {
    _ = hasNewSize
    if session.output.canRedraw { return draw() }
    guard let screen else { return }
    session.console.write("\n" + screen.text)
    showLine()
  }

  /// Begins the screen anew, so that all that is seen is of the last run.
  private func draw() {
    guard session.output.canRedraw, let screen else { return showLine() }
    let (height, width) = (session.output.height, session.output.width)
    let view = screen.view(page: page, rows: height, columns: width)
    more = view.more
    if more == "all" { page = nil }
    // The line with the keys stands at the bottom.
    let padding = max(height - 1 - view.rows.count, 0)
    let rows = view.rows + Array(repeating: "", count: padding)
    session.console.showPassing(nil)
    session.console.write(
      "\u{1B}[H\u{1B}[2J" + rows.map { TerminalText(styled: $0) + "\n" }.joined())
    showLine()
  }

  private var screen: WatchScreen? {
    guard let shown else { return nil }
    let exercise = shown.on
    let counted = exercises.filter { !$0.isChapterCode }
    let position = counted.firstIndex { $0.number == exercise.number }
    let place = position.map { " (\($0 + 1) of \(counted.count))" } ?? ""
    let time = shown.at.formatted(
      Date.ISO8601FormatStyle(timeZone: .current).time(includingFractionalSeconds: false))
    let head = text.colored("watching \(exercise.number)\(place), \(time)", .faint).written
    let (verdict, remark) = words(of: shown.verdict, on: exercise)
    return WatchScreen(
      head: head, verdict: verdict,
      hint: isShowingHint ? hintSteps.map { hint(hintPlace, of: $0) } : nil,
      remark: text.wrapped(isOutOfDate ? "That was before your last save." : remark))
  }

  /// What there is to say of a verdict, and what to do now. Nothing of it happens by itself.
  private func words(
    of verdict: Judge.Verdict, on exercise: Exercise
  ) -> (ResultText.Parts, remark: String) {
    switch verdict {
    case .result(let result): return (text.parts(of: result), remark(on: result))
    case .problem(let problem):
      return (
        ResultText.Parts(title: [], first: textLines(text.wrapped(problem).written)),
        "Looked at again when you save."
      )
    case .notBuilt(let said):
      let errors = CompilerErrors(said, in: root)
      let parts = ResultText.Parts(
        title: [text.colored("It does not compile:", .removed).written],
        first: Self.shown(errors.errors.first ?? errors.lines(atMost: 20)),
        after: errors.errors.dropFirst().map(Self.shown),
        afterInShort: "and \(errors.errors.count - 1) more errors")
      return (
        parts,
        errors.areOutsideChapters
          ? "This is the code that uses yours. Did you change a name or a type that the stub had?"
          : "Built again when you save."
      )
    }
  }

  /// What the compiler wrote speaks to no terminal.
  private static func shown(_ lines: [String]) -> [String] {
    lines.map { TerminalText(lines: $0).written }
  }

  private func remark(on result: ExerciseResult) -> String {
    let number = result.exercise.number
    switch result.state {
    case .notStarted:
      return "\(result.exercise.path) is yours to edit: it is checked each time you save."
    case .failed where result.checks.contains { !$0.wasRun }:
      return
        "Checked again when you save. 'swift run workbook check \(number) --all' runs the others, too."
    case .failed: return "Checked again when you save."
    case .passed where keyboard == nil: return "\(number) passes."
    case .passed:
      if let next = neighbor(.next) {
        return "\(number) passes. n goes on to \(exercises[next]), whenever you like."
      }
      let after = [result].waysAfterChecks.first.map { " After that: \($0.command)" }
      return "\(number) passes. q ends this.\(after ?? "")"
    }
  }

  // MARK: Hints

  /// The help for what is shown; nil where there is nothing to help with.
  private var hintSteps: HintSteps? {
    guard let shown, case .result(let result) = shown.verdict else { return nil }
    return HintSteps(result, pageOfChapter: session.page(ofChapter:))
  }

  private func hint(_ place: HintPlace, of steps: HintSteps) -> TerminalText {
    if place.step <= steps.hints.count { return text.hint(place.step, of: steps) }
    let way = shown?.on.wayOut.command ?? ""
    return text.wrapped("That was the last hint. One way to do it: \(way)", indentation: 2)
  }

  // MARK: The line at the bottom

  private func say(_ activity: Judge.Activity) {
    let what: String
    var words = ""
    switch activity {
    case .building(let state):
      what = "building"
      words = state
    case .checking(let progress):
      what = "checking \(exercise.number)"
      words = ": \(progress)"
    case .beginningAnew:
      work = nil
      return
    }
    if work?.what != what { work = (what, .now, "") }
    guard let since = work?.since else { return }
    var line = what + (words.isEmpty || words.hasPrefix(":") ? words : " \(words)")
    if case .building = activity {
      line += ", \(Int((ContinuousClock.now - since) / .seconds(1))) s"
    }
    if work?.line != line {
      work?.line = line
      showLine()
    }
  }

  private func showLine() {
    let keys = WatchKey.allCases.filter { key in
      switch key {
      case .next: neighbor(key) != nil
      case .previous: neighbor(key) != nil && work == nil
      // These work meanwhile, too; there is no room to say so.
      case .hint: hintSteps != nil && work == nil
      case .all: more != nil && work == nil
      case .run: work == nil
      case .quit: true
      }
    }
    showLine(keyboard == nil ? [] : keys, state: work?.line ?? "")
  }

  /// At the bottom of the terminal; a line like any other where it could not be taken away again.
  private func showLine(_ keys: [WatchKey], state: String) {
    if session.error.canRedraw {
      let line = WatchKey.line(keys, state: state, all: more, width: session.error.width)
      session.console.showPassing(line.isEmpty ? nil : "\(line)")
    } else if !keys.isEmpty, state.isEmpty {
      let line = WatchKey.line(keys, state: "", width: session.output.width)
      session.console.write("\(line)\n")
    }
  }
}
