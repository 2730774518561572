/// A difference as lines to read: `-` before what the page has, `+` before what is so now, a few
/// lines around them, and marks below the characters that are not the same.
struct DifferenceText {
  /// How many unchanged lines stand before and behind each place that differs.
  var context = 2
  /// The longest line that is shown as a whole.
  var width = 160
  /// How many lines there are at most, besides the one that says how many are left out.
  var limit = 60

  func lines(of difference: LineDifference) -> [String] {
    let all = allLines(of: difference)
    let rest = all.count - limit
    return rest <= 1 ? all : all.prefix(limit) + ["  … and \(rest) more lines"]
  }

  private func allLines(of difference: LineDifference) -> [String] {
    let parts = Self.parts(of: difference.lines)
    var shown: [String] = []
    for (index, part) in parts.enumerated() {
      switch part {
      case .same(let lines):
        let before = index == 0 ? 0 : context
        let behind = index == parts.count - 1 ? 0 : context
        if lines.count <= before + behind {
          shown += lines.map { "  \(clip($0))" }
        } else {
          shown += lines.prefix(before).map { "  \(clip($0))" }
          if index > 0 && index < parts.count - 1 { shown.append("  …") }
          shown += lines.suffix(behind).map { "  \(clip($0))" }
        }
      case .changed(let page, let now):
        for (old, new) in zip(page, now) { shown += pair(old, new) }
        shown += page.dropFirst(now.count).map { "- \(clip($0))" }
        shown += now.dropFirst(page.count).map { "+ \(clip($0))" }
      }
    }
    return shown
  }

  private enum Part {
    case same([String])
    case changed(page: [String], now: [String])
  }

  /// Unchanged and changed lines in turn.
  private static func parts(of lines: [LineDifference.Line]) -> [Part] {
    var parts: [Part] = []
    for line in lines {
      switch (line, parts.last) {
      case (.kept(let text), .same(let texts)): parts[parts.count - 1] = .same(texts + [text])
      case (.kept(let text), _): parts.append(.same([text]))
      case (.removed(let text), .changed(let page, let now)):
        parts[parts.count - 1] = .changed(page: page + [text], now: now)
      case (.removed(let text), _): parts.append(.changed(page: [text], now: []))
      case (.added(let text), .changed(let page, let now)):
        parts[parts.count - 1] = .changed(page: page, now: now + [text])
      case (.added(let text), _): parts.append(.changed(page: [], now: [text]))
      }
    }
    return parts
  }

  /// A line before and after, with the marks below it.
  private func pair(_ page: String, _ now: String) -> [String] {
    var old = page.visibleScalars
    var new = now.visibleScalars
    // Of two long lines, the part around the first character that differs.
    let first = zip(old, new).prefix { $0 == $1 }.count
    if max(old.count, new.count) > width, first > width / 4 {
      let dropped = first - width / 4
      old = ["…"] + old.dropFirst(dropped)
      new = ["…"] + new.dropFirst(dropped)
    }
    (old, new) = (clip(old), clip(new))
    let marks = Self.marks(old, new)
    return ["- \(String(old))", "+ \(String(new))"] + (marks.isEmpty ? [] : ["  \(marks)"])
  }

  /// A `^` below each character of the second line that the first does not have; where characters
  /// are only missing, below the one that comes instead.
  private static func marks(_ old: [Unicode.Scalar], _ new: [Unicode.Scalar]) -> String {
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
    // Nothing is left of the line: marks would say no more than the two lines do.
    if start + end == 0 { return "" }
    let middle = start..<(new.count - end)
    var marks = String(repeating: " ", count: String(new[..<start]).displayWidth)
    if middle.isEmpty { return marks + "^" }
    let isPlaceByPlace = old.count == new.count
    for index in middle {
      let sign = isPlaceByPlace && old[index] == new[index] ? " " : "^"
      marks += String(repeating: sign, count: String([new[index]]).displayWidth)
    }
    return marks
  }

  private func clip(_ text: String) -> String {
    String(clip(text.visibleScalars))
  }

  private func clip(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    scalars.count <= width ? scalars : scalars.prefix(width - 1) + ["…"]
  }
}

extension String {
  /// Its characters, with a picture such as ␉ for each that controls a terminal.
  fileprivate var visibleScalars: [Unicode.Scalar] {
    unicodeScalars.map { scalar in
      if scalar.value < 0x20 { return Unicode.Scalar(0x2400 + scalar.value) ?? scalar }
      return scalar.value == 0x7F ? "\u{2421}" : scalar
    }
  }

  fileprivate init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
