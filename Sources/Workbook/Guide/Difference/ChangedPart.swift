import Notebook

/// Which part of a line is another one than in the line that it replaces.
///
/// Goes by words: of `loss: 0.45` and `loss: 0.57` it is the whole number that changed, and not two
/// of its digits.
struct ChangedPart: Equatable {
  /// What both lines begin with.
  let prefix: String
  /// What stands only in the first.
  let old: String
  /// What stands only in the second.
  let new: String
  /// What both lines end with.
  let suffix: String

  /// Nil if the lines share nothing but spaces, so that there is no part to point at.
  init?(from old: String, to new: String) {
    let (oldWords, newWords) = (Self.words(of: old), Self.words(of: new))
    let start = zip(oldWords, newWords).prefix { $0 == $1 }.count
    let rests = (oldWords.dropFirst(start), newWords.dropFirst(start))
    let end = zip(rests.0.reversed(), rests.1.reversed()).prefix { $0 == $1 }.count
    prefix = oldWords.prefix(start).joined()
    suffix = oldWords.suffix(end).joined()
    self.old = rests.0.dropLast(end).joined()
    self.new = rests.1.dropLast(end).joined()
    if prefix.isBlank && suffix.isBlank { return nil }
  }

  /// Letters, digits, points and underscores that stand together, and every other character alone.
  private static func words(of line: String) -> [Substring] {
    var words: [Substring] = []
    var rest = Substring(line)
    while !rest.isEmpty {
      let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
      words.append(word.isEmpty ? rest.prefix(1) : word)
      rest = rest[words[words.count - 1].endIndex...]
    }
    return words
  }
}

extension [LineDifference.Line] {
  /// The changed part for each line that has a counterpart: where as many lines in a row go as come
  /// after them, the first of the one is compared with the first of the other, and so on.
  var changedParts: [Int: ChangedPart] {
    var parts: [Int: ChangedPart] = [:]
    for stretch in stretches where stretch.first?.isChanged == true {
      let removed = stretch.prefix { if case .removed = $0 { true } else { false } }
      let added = stretch[removed.endIndex...]
      guard removed.count == added.count else { continue }
      for (old, new) in zip(removed.indices, added.indices) {
        let part = ChangedPart(from: self[old].text, to: self[new].text)
        parts[old] = part
        parts[new] = part
      }
    }
    return parts
  }
}
