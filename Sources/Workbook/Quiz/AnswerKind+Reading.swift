import Notebook

// What somebody has typed. It may be read in two ways: `1,600` is a number, and for some 1.6.
extension AnswerKind {
  /// What the words may mean; nothing where they are no answer to such a question.
  package func answers(in words: String) -> [Answer] {
    let words = words.trimmingSpace
    switch self {
    case .number(_, let unit):
      var number = words
      for ending in ["%", unit] where !ending.isEmpty && number.lowercased().hasSuffix(ending) {
        number = String(number.dropLast(ending.count)).trimmingSpace
      }
      return Self.numbers(in: number).map { .number($0) }
    case .shape: return Self.shapes(in: words).map { .shape($0) }
    case .choice(let options):
      return Self.choice(in: words, of: options).map { [.choice($0)] } ?? []
    }
  }

  private static func numbers(in words: String) -> [Double] {
    let word = words.replacing("−", with: "-").filter { $0 != " " && $0 != "_" }
    guard !word.isEmpty, word.count <= 40,
      word.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.,eE".contains($0)) })
    else { return [] }
    let readings = [grouped(word) ? word.filter { $0 != "," } : nil, withPoint(word)]
    return Set(readings.compactMap { $0.flatMap { Double($0) } }).filter(\.isFinite).sorted()
  }

  /// Whether commas stand where thousands end: `1,600`, `16,981,120`.
  private static func grouped(_ word: String) -> Bool {
    let whole = word.prefix { $0 != "." }.drop { $0 == "-" || $0 == "+" }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    guard !word.drop(while: { $0 != "." }).contains(",") else { return false }
    return groups.count == 1
      || (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
  }

  /// `0,5` as some write 0.5.
  private static func withPoint(_ word: String) -> String? {
    let commas = word.count { $0 == "," }
    return commas == 1 && !word.contains(".") ? word.replacing(",", with: ".") : nil
  }

  private static func shapes(in words: String) -> [[Int]] {
    var inner = words.lowercased()
    if inner.hasPrefix("torch.size") { inner = String(inner.dropFirst("torch.size".count)) }
    inner = String(inner.filter { !"[]()".contains($0) })
    guard inner.count <= 80 else { return [] }
    let parts = inner.split { ",x× *\t".contains($0) }
    let lengths = parts.compactMap { part in
      part.allSatisfy { ("0"..."9").contains($0) } ? Int(part) : nil
    }
    guard !parts.isEmpty, lengths.count == parts.count else { return [] }
    // 1,600 is one length as well as two.
    let one = inner.contains(",") && grouped(inner) ? Int(inner.filter { $0 != "," }) : nil
    return [lengths] + (one.map { [[$0]] } ?? [])
  }

  /// By its letter, or by its text.
  private static func choice(in words: String, of options: [String]) -> Int? {
    func plain(_ text: String) -> String {
      text.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "." }
        .trimmingSpace.trimmingPoint
    }
    let word = plain(words)
    return options.indices.first { letter($0) == word }
      ?? options.firstIndex { !word.isEmpty && plain($0) == word }
  }
}

extension String {
  fileprivate var trimmingSpace: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  fileprivate var trimmingPoint: String { last == "." ? String(dropLast()) : self }
}
