import Exercises
import Foundation
import Guide
import Notebook

/// Some exercises, of which one is shown and checked again whenever a source changes.
final class Watch {
  private let exercises: [Exercise]
  private let limit: Duration?
  private var session: Session
  private let root: PackageRoot
  private let folder: BuildFolder
  private var text: ExerciseText
  /// Nil without a terminal.
  private let keyboard: HeldKeyboard?

  /// The one that is shown.
  private var index = 0
  private var exercise: Exercise { exercises[index] }
  /// What became of it; nil where that is not known, for want of a build that succeeds.
  private var result: ExerciseResult?
  /// Why it could not be checked.
  private var problem: String?
  /// What the last build started from.
  private var seen: SourceSnapshot
  /// The last one built.
  private var executable: String

  /// A person has asked for the end.
  private struct Quit: Error {}

  init(_ exercises: [Exercise], limit: Duration?, in session: Session) throws {
    self.exercises = exercises
    self.limit = limit
    self.session = session
    root = try PackageRoot.find()
    folder = .current()
    executable = folder.executable.path
    text = ExerciseText(session)
    keyboard = Keyboard().map(HeldKeyboard.init)
    seen = SourceSnapshot(of: root)
  }

  /// Returns when a key asks for it; never without a keyboard.
  func run() throws {
    guard !exercises.isEmpty else { return }
    defer { session.console.showPassing(nil) }
    do {
      try begin()
      while true {
        if let key = nextKey(within: .milliseconds(500)) { try act(on: key) }
        if SourceSnapshot(of: root) != seen { try build() }
      }
    } catch is Quit {}
  }

  /// Finds the first exercise that is not done.
  private func begin() throws {
    if folder.newerSource(in: root) != nil { return try build() }
    for next in exercises.indices {
      index = next
      try check()
      if result?.state != .passed { break }
    }
    show()
  }

  private func act(on key: WatchKey) throws {
    switch key {
    case .run: try build()
    case .hint:
      guard let result else { return }
      session.console.showPassing(nil)
      session.console.write("\n" + text.hint(for: result))
      showKeys()
    case .next, .previous:
      let other = index + (key == .next ? 1 : -1)
      guard exercises.indices.contains(other) else { return }
      index = other
      try check()
      show()
    case .quit: throw Quit()
    }
  }

  // MARK: Building and checking

  /// Builds what is there now, checks the exercise with it, and shows what came of that. What is
  /// saved meanwhile differs from `seen`, and so is built next.
  private func build() throws {
    seen = .settled { SourceSnapshot(of: root) }
    if root.exists(exercise.path) {
      let build = PackageBuild(root, in: folder)
      if let said = try whileWatchingKeys("building", orElse: build.cancel, build.failure) {
        result = nil
        show(CompilerErrors(said, in: root))
        return
      }
      executable = build.executable
    }
    try check()
    show()
  }

  private func check() throws {
    let exercise = exercise
    guard root.exists(exercise.path) else {
      result = nil
      problem =
        "\(exercise.path) is not there: put it back, or start over with "
        + "'swift run --skip-build workbook reset \(exercise.number)'."
      return
    }
    problem = nil
    let runner = try ExerciseRunner(session, limit: limit, executable: executable, isSilent: true)
    let checked = try whileWatchingKeys("checking \(exercise.number)", orElse: {}) {
      Result { try runner.result(of: exercise) }
    }
    result = try? checked.get()
    // A file may be away for a moment, or for good; the next save is looked at all the same.
    if case .failure(let error) = checked { problem = Failure(error).message?.written }
  }

  /// Does something that takes its time on another thread, while `q` still works.
  private func whileWatchingKeys<Value: Sendable>(
    _ what: String, orElse cancel: () -> Void, _ body: @escaping @Sendable () -> Value
  ) throws -> Value {
    // What is shown next fits a window that has become narrower meanwhile.
    session.askForSizes()
    text.output = session.output
    let work = Background(body)
    showLine([.quit], state: what)
    while true {
      if let value = work.value(within: keyboard == nil ? .seconds(60) : .zero) { return value }
      if keyboard != nil, nextKey(within: .milliseconds(50)) == .quit {
        cancel()
        throw Quit()
      }
    }
  }

  /// Waits for a key that does something. Without a keyboard only time passes.
  private func nextKey(within limit: Duration) -> WatchKey? {
    guard let keyboard else {
      Thread.sleep(forTimeInterval: limit / .seconds(1))
      return nil
    }
    return keyboard.next(within: limit, whenContinued: showKeys).flatMap(WatchKey.init)
  }

  // MARK: Showing

  private func show() {
    show(
      result.map { text.text(of: $0) + "\n" + text.wrapped(remark(on: $0)) }
        ?? text.wrapped(problem ?? ""))
  }

  private func show(_ errors: CompilerErrors) {
    let lines = errors.lines(atMost: max(session.output.height - 8, 10))
      .map { TerminalText(lines: $0 + "\n") }
    let remark =
      "This is the code that uses yours. Did you change a name or a type that the stub had?"
    show(
      text.colored("It does not compile:", .removed) + "\n" + lines.joined()
        + (errors.areOutsideChapters ? "\n" + text.wrapped(remark) : ""))
  }

  /// Begins the screen anew, so that all that is seen is of the last run.
  private func show(_ said: TerminalText) {
    let place = exercises.count == 1 ? "" : " (\(index + 1) of \(exercises.count))"
    let time = Date.now.formatted(
      Date.ISO8601FormatStyle(timeZone: .current).time(includingFractionalSeconds: false))
    let head = text.colored("watching \(exercise.number)\(place), \(time)", .faint)
    session.console.showPassing(nil)
    session.console.write(
      (session.output.canRedraw ? "\u{1B}[H\u{1B}[2J" : "\n") + "\(head)\n\n\(said)")
    showKeys()
  }

  /// What there is to do now. Nothing of it happens by itself.
  private func remark(on result: ExerciseResult) -> String {
    let number = result.exercise.number
    return switch result.state {
    case .notStarted: "\(result.exercise.path) is yours to edit: it is checked each time you save."
    case .failed: "Checked again when you save."
    case .passed where keyboard == nil: "\(number) passes."
    case .passed where exercise.number == exercises.last?.number: "\(number) passes. q ends this."
    case .passed: "\(number) passes. n goes on to \(exercises[index + 1]), whenever you like."
    }
  }

  private func showKeys() {
    let keys = WatchKey.allCases.filter { key in
      switch key {
      case .next: index < exercises.count - 1
      case .previous: index > 0
      case .hint: result != nil
      case .run, .quit: true
      }
    }
    showLine(keys, state: "")
  }

  /// At the bottom of the terminal; a line like any other where it could not be taken away again.
  private func showLine(_ keys: [WatchKey], state: String) {
    let keys = keyboard == nil ? [] : keys
    if session.error.canRedraw {
      let line = WatchKey.line(keys, state: state, width: session.error.width)
      session.console.showPassing(line.isEmpty ? nil : "\(line)")
    } else if !keys.isEmpty, state.isEmpty {
      let line = WatchKey.line(keys, state: "", width: session.output.width)
      session.console.write("\(line)\n")
    }
  }
}
