/// How one text becomes another, line by line: which lines stay, which go, and which come.
///
/// Where lines are replaced, those that go stand before those that come.
package struct LineDifference: Equatable, Sendable {
  /// A line of the one text, of the other, or of both.
  package enum Line: Equatable, Sendable {
    case kept(String)
    case removed(String)
    case added(String)
  }

  /// All lines of both texts.
  package let lines: [Line]

  /// Above so many lines between the first and the last that differ, all of them count as replaced:
  /// to look for what they have in common would take time and memory by the square of their number.
  static let searchLimit = 2_000

  /// - Parameter sameness: lines are the same if this makes the same bytes of them. Where it does so
  ///   of lines that are not equal, the first text's is kept.
  init(
    from old: [String], to new: [String], sameness: (String) -> String = { $0 }
  ) {
    // Not as strings: to Swift, an é of one character and one of two are equal. A number for each
    // is compared faster than its bytes.
    var numbers: [[UInt8]: Int] = [:]
    func key(_ line: String) -> Int {
      let bytes = Array(sameness(line).utf8)
      return numbers[bytes]
        ?? {
          numbers[bytes] = numbers.count
          return numbers.count - 1
        }()
    }
    let keys = (old.map(key), new.map(key))
    let prefix = zip(keys.0, keys.1).prefix { $0 == $1 }.count
    let rests = (keys.0.dropFirst(prefix), keys.1.dropFirst(prefix))
    let suffix = zip(rests.0.reversed(), rests.1.reversed()).prefix { $0 == $1 }.count
    let changed = Self.changes(
      from: Array(rests.0.dropLast(suffix)), to: Array(rests.1.dropLast(suffix)))
    var lines: [Line] = []
    var (oldIndex, newIndex) = (0, 0)
    while oldIndex < old.count || newIndex < new.count {
      if changed.removals.contains(oldIndex - prefix) {
        lines.append(.removed(old[oldIndex]))
        oldIndex += 1
      } else if changed.insertions.contains(newIndex - prefix) {
        lines.append(.added(new[newIndex]))
        newIndex += 1
      } else {
        lines.append(.kept(old[oldIndex]))
        oldIndex += 1
        newIndex += 1
      }
    }
    self.lines = lines
  }

  /// Which lines go and which come, by their positions.
  private static func changes(
    from old: [Int], to new: [Int]
  ) -> (removals: Set<Int>, insertions: Set<Int>) {
    if old.count + new.count > searchLimit { return (Set(old.indices), Set(new.indices)) }
    var removals: Set<Int> = []
    var insertions: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removals.insert(offset)
      case .insert(let offset, _, _): insertions.insert(offset)
      }
    }
    return (removals, insertions)
  }

  /// Whether the two texts are the same.
  var isEmpty: Bool {
    lines.allSatisfy { !$0.isChanged }
  }

  /// How many lines both texts begin with.
  var firstChange: Int {
    lines.prefix { !$0.isChanged }.count
  }
}

extension LineDifference.Line {
  /// The line without its sign.
  var text: String {
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
