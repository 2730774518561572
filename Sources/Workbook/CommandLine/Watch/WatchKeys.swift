/// What the keys of `workbook watch` do.
enum WatchKey: Equatable, CaseIterable {
  case run, hint, all, next, previous, quit

  /// By what the key sends; nil for one that does nothing.
  init?(_ key: String) {
    switch key {
    case "r", "\r", "\n": self = .run
    case "h": self = .hint
    case "a", " ": self = .all
    case "n", "\u{1B}[C", "\u{1B}OC": self = .next
    case "p", "\u{1B}[D", "\u{1B}OD": self = .previous
    // Ctrl-D, or the terminal itself, is the end of what is typed.
    case "q", "\u{4}", "": self = .quit
    default: return nil
    }
  }

  private var words: (long: String, short: String) {
    switch self {
    case .run: ("[r] run again", "[r]un")
    case .hint: ("[h] hint", "[h]int")
    case .all: ("[a] all", "[a]ll")
    case .next: ("[n] next", "[n]ext")
    case .previous: ("[p] previous", "[p]rev")
    case .quit: ("[q] quit", "[q]uit")
    }
  }

  /// The line at the bottom: what is going on, and the keys; less than the width.
  ///
  /// - Parameter all: what the key `a` does now, where that is not to show all.
  static func line(
    _ keys: [WatchKey], state: String, all: String? = nil, width: Int
  ) -> String {
    let states = state.isEmpty ? [] : [state]
    func words(_ key: WatchKey) -> (long: String, short: String) {
      if key == .all, let all { ("[a] \(all)", "[a] \(all)") } else { key.words }
    }
    for separator in ["   ", "  "] {
      let long = (states + keys.map { words($0).long }).joined(separator: separator)
      if long.count < width { return long }
    }
    let short = (states + keys.map { words($0).short }).joined(separator: " ")
    return String(short.prefix(max(width - 1, 0)))
  }
}
