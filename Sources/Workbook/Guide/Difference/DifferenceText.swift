import Plots

/// A difference as lines to read: `-` before what the page has, `+` before what is so now, a few
/// lines around them, and marks below the characters that are not the same.
enum DifferenceText {
  /// How many unchanged lines stand before and behind each place that differs.
  private static let context = 2
  /// The longest line that is shown as a whole.
  private static let width = 160
  /// How many lines there are at most, besides the one that says how many are left out.
  private static let limit = 60

  static func lines(of difference: LineDifference) -> [String] {
    let all = Array(
      difference.hunks(context: context).map(lines).joined(separator: ["  …"]))
    let rest = all.count - limit
    return rest <= 1 ? all : all.prefix(limit) + ["  … and \(rest) more lines"]
  }

  private static func lines(of hunk: Hunk) -> [String] {
    hunk.lines.stretches.flatMap { stretch -> [String] in
      let (page, now) = (Array(stretch).old, Array(stretch).new)
      if stretch.first?.isChanged != true { return page.map { "  \(clip($0))" } }
      return zip(page, now).flatMap(pair)
        + page.dropFirst(now.count).map { "- \(clip($0))" }
        + now.dropFirst(page.count).map { "+ \(clip($0))" }
    }
  }

  /// A line before and after, with the marks below it.
  private static func pair(_ page: String, _ now: String) -> [String] {
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
    let marks = marks(old, new)
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
      marks += String(repeating: sign, count: new[index].displayWidth)
    }
    return marks
  }

  private static func clip(_ text: String) -> String {
    String(clip(text.visibleScalars))
  }

  private static func clip(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    scalars.count <= width ? scalars : scalars.prefix(width - 1) + ["…"]
  }
}

extension String {
  /// Its characters, with a picture such as ␉ for each that controls a terminal.
  fileprivate var visibleScalars: [Unicode.Scalar] {
    unicodeScalars.map { scalar in
      if scalar.value < 0x20 { return Unicode.Scalar(0x2400 + scalar.value) ?? scalar }
      if scalar.value == 0x7F { return "\u{2421}" }
      return scalar.isControl ? "\u{FFFD}" : scalar
    }
  }

  init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
