// What each mask is for. All of these look at the beginning of the characters, and give where the
// stretch ends; nil where none begins there. No character is looked at more than a few times: a page
// may have long lines.
extension ArraySlice<Character> {
  /// `2026-01-31`, `14:03`, `14:03:22.5`, `1,250 ms`, `12.5s`.
  ///
  /// - Parameter tried: up to where numbers have been looked at, which begin only once.
  func time(_ tried: inout Int) -> Int? {
    let digits = prefix(5).prefix(while: \.isDigit)
    if digits.isEmpty { return nil }
    let behind = self[digits.endIndex...]
    if digits.count == 4, let date = behind.digits("-", 2)?.digits("-", 2) {
      return date.startIndex
    }
    if digits.count <= 2, let minutes = behind.digits(":", 2) {
      guard let seconds = minutes.digits(":", 2) else { return minutes.startIndex }
      return seconds.fraction.startIndex
    }
    if startIndex < tried { return nil }
    let number = drop { $0.isDigit || $0 == "," }
    tried = number.startIndex
    // One character more than any unit has.
    let word = number.fraction.drop { $0 == " " }.prefix(8).prefix(while: \.isWord)
    return units.contains(String(word)) ? word.endIndex : nil
  }

  /// `/tmp/x`, `~/MNIST/`.
  func path(behind before: Character?) -> Int? {
    guard before.map({ $0.isWhitespace || "\"'(=".contains($0) }) ?? true else { return nil }
    var rest = first == "~" ? dropFirst() : self
    let start = rest.startIndex
    while rest.first == "/", let next = rest.dropFirst().first, next.isOfPath {
      rest = rest.dropFirst().drop(while: \.isOfPath)
    }
    if rest.startIndex == start { return nil }
    return rest.first == "/" ? rest.startIndex + 1 : rest.startIndex
  }

  /// `cpu (2 cores, …)`.
  var machine: Int? {
    guard starts(with: "cpu (") else { return nil }
    let rest = dropFirst(5).drop { $0 != "(" && $0 != ")" }
    return rest.first == ")" ? rest.startIndex + 1 : nil
  }

  /// What another mask has left.
  var stand: Int? {
    guard first == "‹" else { return nil }
    let rest = dropFirst().drop { ("a"..."z").contains($0) }
    return rest.first == "›" && rest.startIndex > startIndex + 1 ? rest.startIndex + 1 : nil
  }

  /// What stands behind the sign and so many digits; nil where something else begins here.
  private func digits(_ sign: Character, _ count: Int) -> ArraySlice? {
    guard first == sign, dropFirst().prefix(count).count(where: \.isDigit) == count else {
      return nil
    }
    return dropFirst(1 + count)
  }

  /// What stands behind a point and digits, or else all of it.
  private var fraction: ArraySlice {
    let behind = first == "." ? dropFirst().drop(while: \.isDigit) : self
    return behind.startIndex > startIndex + 1 ? behind : self
  }
}

private let units: Set<String> = [
  "ns", "µs", "μs", "us", "ms", "s", "sec", "second", "seconds", "min", "minute", "minutes", "h",
  "hour", "hours",
]

extension Character {
  fileprivate var isWord: Bool { isLetter || isNumber || self == "_" }

  fileprivate var isOfPath: Bool { !isWhitespace && !"\"'():,;/".contains(self) }
}
