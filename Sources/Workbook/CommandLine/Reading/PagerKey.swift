/// What the keys do while a page is read.
enum PagerKey: Equatable {
  case page, line, heading, back, lineBack, rest, search, again, quit

  /// By what the key sends; nil for one that does nothing.
  init?(_ key: String) {
    switch key {
    case " ", "\u{1B}[6~": self = .page
    case "\r", "\n", "j", "\u{1B}[B", "\u{1B}OB": self = .line
    case "h": self = .heading
    case "b", "\u{1B}[5~": self = .back
    case "k", "\u{1B}[A", "\u{1B}OA": self = .lineBack
    case "r": self = .rest
    case "/": self = .search
    case "n": self = .again
    // Ctrl-D, or the terminal itself, is the end of what is typed.
    case "q", "\u{4}", "": self = .quit
    default: return nil
    }
  }

  /// In the order of the line, and how early each is left out where there is no room: 0 is the first.
  private static func words(isUnicode: Bool) -> [(long: String, short: String, rank: Int)] {
    [
      ("[Space] on", "[Space] on", 6),
      isUnicode ? ("[↓] line", "[↓]line", 0) : ("[Enter] line", "[Enter]", 0),
      ("[h] heading", "[h]eading", 2), ("[b] back", "[b]ack", 4), ("[r] rest", "[r]est", 3),
      ("[/] find", "[/]find", 1), ("[q] quit", "[q]uit", 5),
    ]
  }

  /// The line at the bottom: where the reader is, and the keys; less than the width.
  static func line(state: String, width: Int, isUnicode: Bool) -> String {
    let words = words(isUnicode: isUnicode)
    let long = ([state] + words.map(\.long)).joined(separator: "  ")
    if long.count < width { return long }
    for most in words.indices {
      let kept = words.filter { $0.rank >= most }.map(\.short)
      let short = ([state] + kept).joined(separator: " ")
      if short.count < width { return short }
    }
    return String(state.prefix(max(width - 1, 0)))
  }
}
