import Guide
import Notebook

/// Goes through the changes of some pages, shows each, and does what a key says.
struct ChangeReview {
  /// What can be done with a change, as the line with the keys has it: each begins with its key.
  private enum Answer: String, CaseIterable {
    case accept = "a accept"
    case reject = "r reject"
    case skip = "s skip"
    case all = "A accept all from here"
    case quit = "q quit"
  }

  let session: Session
  let keyboard: Keyboard
  private(set) var accepted = 0
  /// The page is right, and the code is to be changed.
  private(set) var rejected = 0
  /// Left for another time, or never come to.
  private(set) var skipped = 0

  /// Asks about every change, page by page. What is accepted is written at once, so whoever stops
  /// in the middle keeps it.
  mutating func run(_ pages: [ComparedPage]) throws {
    let count = pages.reduce(0) { $0 + $1.changes.count }
    var number = 0
    var last = Answer.skip
    for var page in pages {
      for change in page.changes {
        number += 1
        if last != .all && last != .quit {
          session.write(change, number, of: count)
          last = ask()
        }
        switch last {
        case .accept, .all:
          _ = try Signals.holdingBack { try page.record([change]) }
          accepted += 1
        case .reject: rejected += 1
        case .skip, .quit: skipped += 1
        }
      }
    }
  }

  /// Waits for one of the keys.
  private func ask() -> Answer {
    let keys = Answer.allCases.map(\.rawValue).joined(separator: ", ") + ": "
    func prompt() { session.console.write("\(keys)") }
    prompt()
    return keyboard.next(afterNow: true, whenContinued: prompt) { key -> Answer? in
      // Ctrl-D, too, is the end.
      if key.isEmpty || key == "\u{4}" {
        session.console.write("\n")
        return .quit
      }
      guard let answer = Answer.allCases.first(where: { $0.rawValue.hasPrefix("\(key) ") }) else {
        session.console.write("\nThat is not one of the keys.\n\(keys)")
        return nil
      }
      session.console.write("\(answer)\n\n")
      return answer
    }
  }
}

extension Session {
  /// Writes a change with its position, as a diff.
  func write(_ change: Change, _ number: Int, of count: Int) {
    let fault = change.fault
    console.write(
      ExerciseText(self)
        .sentence("\(number) of \(count)  \(fault.place): \(change.recorded.finding)"))
    for line in fault.details {
      let color: TerminalText? =
        switch line.first {
        case _ where output.colors == nil || line.hasPrefix("---") || line.hasPrefix("+++"): nil
        case "-": "\u{1B}[31m"
        case "+": "\u{1B}[32m"
        default: nil
        }
      console.write("  \(color.map { "\($0)\(line)\u{1B}[0m" } ?? "\(line)" as TerminalText)\n")
    }
  }
}
