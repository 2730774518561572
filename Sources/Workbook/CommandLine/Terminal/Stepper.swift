import Notebook

/// Stops after each cell of a page, until a key says how to go on.
struct Stepper {
  enum Choice: Equatable {
    case next
    /// Everything that is left, without stopping again.
    case rest
    case quit
  }

  private let keyboard: Keyboard
  private let session: Session
  private var isResting = false

  /// Throws if nobody could press a key, or see that one is waited for.
  init(_ session: Session) throws(UsageError) {
    guard session.output.isInteractive, let keyboard = Keyboard() else {
      throw UsageError(
        "'--step' waits for keys, and there is no terminal to read them from; leave it out, or run"
          + " it in a terminal")
    }
    self.keyboard = keyboard
    self.session = session
  }

  /// Waits for a key, unless the rest is to be shown without stopping, and gives whether the page is
  /// to go on.
  mutating func goesOn(after cell: String, of cells: [String]) -> Bool {
    if isResting { return true }
    let (console, error) = (session.console, session.error)
    let position = (cells.firstIndex(of: cell) ?? 0) + 1
    let prompt = Self.prompt(
      place: "\(position) of \(cells.count)", width: error.isInteractive ? error.width : 80)
    // A line that cannot be taken away again is one of the page.
    func show() {
      if error.canRedraw {
        console.showPassing("\(prompt)")
      } else {
        console.write("\n\(prompt)\n")
      }
    }
    show()
    defer { console.showPassing(nil) }
    let choice = keyboard.next(whenContinued: show, Self.choice)
    isResting = choice == .rest
    return choice != .quit
  }

  /// What a key means, by what it sends; nil for a key that means nothing.
  static func choice(of key: String) -> Choice? {
    switch key {
    case " ", "\r", "\n", "n", "\u{1B}[B", "\u{1B}OB": .next
    case "r": .rest
    // Ctrl-D, or the terminal itself, is the end of what is typed.
    case "q", "\u{4}", "": .quit
    default: nil
    }
  }

  /// Which keys there are, in less than a line.
  static func prompt(place: String, width: Int) -> String {
    let long = "cell \(place)   [Space] next   [r] rest without stopping   [q] quit"
    return long.count < width ? long : "[Space] next  [r] rest  [q] quit"
  }
}
