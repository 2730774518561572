/// What the keys of `workbook watch` do.
enum WatchKey: Equatable, CaseIterable {
  case run, hint, next, previous, quit

  /// By what the key sends; nil for one that does nothing.
  init?(_ key: String) {
    switch key {
    case "r", "\r", "\n": self = .run
    case "h": self = .hint
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
    case .next: ("[n] next", "[n]ext")
    case .previous: ("[p] previous", "[p]rev")
    case .quit: ("[q] quit", "[q]uit")
    }
  }

  /// The line at the bottom: what is going on, and the keys; less than the width.
  static func line(_ keys: [WatchKey], state: String, width: Int) -> String {
    let states = state.isEmpty ? [] : ["\(state) ..."]
    let long = (states + keys.map(\.words.long)).joined(separator: "   ")
    if long.count < width { return long }
    let short = (states + keys.map(\.words.short)).joined(separator: " ")
    return String(short.prefix(max(width - 1, 0)))
  }
}
