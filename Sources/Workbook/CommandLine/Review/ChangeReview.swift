import Guide

/// Goes through the changes of some pages, shows each, and does what a key says.
struct ChangeReview {
  /// What can be done with a change.
  enum Answer: Character, CaseIterable {
    case accept = "a"
    case reject = "r"
    case skip = "s"
    case all = "A"
    case quit = "q"

    /// As the line with the keys has it.
    var explanation: String {
      switch self {
      case .accept: "a accept"
      case .reject: "r reject"
      case .skip: "s skip"
      case .all: "A accept all from here"
      case .quit: "q quit"
      }
    }
  }

  /// How many changes went which way.
  struct Summary: Equatable {
    var accepted = 0
    /// The page is right, and the code is to be changed.
    var rejected = 0
    /// Left for another time, or never come to.
    var skipped = 0
  }

  let isColored: Bool
  let write: (String) -> Void
  /// The next key as what it sends, and nothing where there will be none. Calls what it is given
  /// when the program was stopped meanwhile and goes on.
  let readKey: (_ whenContinued: () -> Void) -> [UInt8]
  /// Writes changes to disk.
  let record: (inout ComparedPage, [Change]) throws -> Void

  static let keys = Answer.allCases.map(\.explanation).joined(separator: ", ")

  /// Asks about every change, page by page. What is accepted is written at once, so whoever stops
  /// in the middle keeps it.
  func run(_ pages: [ComparedPage]) throws -> Summary {
    let count = pages.reduce(0) { $0 + $1.changes.count }
    var summary = Summary()
    var number = 0
    var last = Answer.skip
    for var page in pages {
      for change in page.changes {
        number += 1
        if last != .all && last != .quit {
          write(Self.text(of: change, number, of: count, isColored: isColored))
          last = ask()
        }
        switch last {
        case .accept, .all:
          try record(&page, [change])
          summary.accepted += 1
        case .reject: summary.rejected += 1
        case .skip, .quit: summary.skipped += 1
        }
      }
    }
    return summary
  }

  /// Waits for one of the keys.
  private func ask() -> Answer {
    write("\(Self.keys): ")
    while true {
      let key = readKey { write("\(Self.keys): ") }
      // Ctrl-D, too, is the end.
      if key.isEmpty || key == [0x04] {
        write("\n")
        return .quit
      }
      if key.count == 1, let answer = Answer(rawValue: Character(Unicode.Scalar(key[0]))) {
        write("\(answer)\n\n")
        return answer
      }
      write("\nThat is none of the keys. \(Self.keys): ")
    }
  }

  /// A change with its position, as a diff.
  static func text(
    of change: Change, _ number: Int, of count: Int, isColored: Bool
  ) -> String {
    let fault = change.fault
    let head = "\(number) of \(count)  \(fault.place): \(change.recorded.finding)\n"
    return head
      + fault.details.map { line in
        let color =
          switch line.first {
          case _ where !isColored || line.hasPrefix("---") || line.hasPrefix("+++"): ""
          case "-": "\u{1B}[31m"
          case "+": "\u{1B}[32m"
          default: ""
          }
        return "  \(color)\(line)\(color.isEmpty ? "" : "\u{1B}[0m")\n"
      }.joined()
  }
}
