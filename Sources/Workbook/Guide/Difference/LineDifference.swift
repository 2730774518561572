/// How one text becomes another, line by line: which lines stay, which go, and which come.
///
/// Where lines are replaced, those that go stand before those that come.
public struct LineDifference: Equatable, Sendable {
  /// A line of the one text, of the other, or of both.
  public enum Line: Equatable, Sendable {
    case kept(String)
    case removed(String)
    case added(String)
  }

  /// All lines of both texts.
  public let lines: [Line]

  /// Above so many lines between the first and the last that differ, all of them count as replaced:
  /// to look for what they have in common would take time and memory by the square of their number.
  static let searchLimit = 4_000

  public init(from old: [String], to new: [String]) {
    let prefix = zip(old, new).prefix { $0 == $1 }.count
    let rests = (old.dropFirst(prefix), new.dropFirst(prefix))
    let suffix = zip(rests.0.reversed(), rests.1.reversed()).prefix { $0 == $1 }.count
    let changed = (Array(rests.0.dropLast(suffix)), Array(rests.1.dropLast(suffix)))
    lines =
      old.prefix(prefix).map(Line.kept)
      + Self.lines(from: changed.0, to: changed.1)
      + old.suffix(suffix).map(Line.kept)
  }

  private static func lines(from old: [String], to new: [String]) -> [Line] {
    if old.count + new.count > searchLimit {
      return old.map(Line.removed) + new.map(Line.added)
    }
    var removals: Set<Int> = []
    var insertions: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removals.insert(offset)
      case .insert(let offset, _, _): insertions.insert(offset)
      }
    }
    var lines: [Line] = []
    var (oldIndex, newIndex) = (0, 0)
    while oldIndex < old.count || newIndex < new.count {
      if removals.contains(oldIndex) {
        lines.append(.removed(old[oldIndex]))
        oldIndex += 1
      } else if insertions.contains(newIndex) {
        lines.append(.added(new[newIndex]))
        newIndex += 1
      } else {
        lines.append(.kept(old[oldIndex]))
        oldIndex += 1
        newIndex += 1
      }
    }
    return lines
  }

  /// Whether the two texts are the same.
  public var isEmpty: Bool {
    lines.allSatisfy { !$0.isChanged }
  }
}

extension LineDifference.Line {
  /// The line without its sign.
  public var text: String {
    switch self {
    case .kept(let text), .removed(let text), .added(let text): text
    }
  }

  /// Whether it stands in only one of the texts.
  var isChanged: Bool {
    if case .kept = self { false } else { true }
  }

  /// As `diff -u` writes it, with a sign or a space before it. A blank line stays blank.
  var written: String {
    switch self {
    case .kept(let text): text.isEmpty ? "" : " \(text)"
    case .removed(let text): "-\(text)"
    case .added(let text): "+\(text)"
    }
  }

  /// Reads what ``written`` gives; nil for a line without a sign or a space before it.
  init?(written line: String) {
    let text = String(line.dropFirst())
    switch line.first {
    case " ", nil: self = .kept(text)
    case "-": self = .removed(text)
    case "+": self = .added(text)
    default: return nil
    }
  }
}

extension [LineDifference.Line] {
  /// The lines of the first text.
  var old: [String] {
    filter { if case .added = $0 { false } else { true } }.map(\.text)
  }

  /// The lines of the second text.
  var new: [String] {
    filter { if case .removed = $0 { false } else { true } }.map(\.text)
  }
}
