/// The one of `candidates` that `word` was probably meant to be, or nil if none is near.
///
/// A beginning of at least two letters is near, and so is a word with few typing errors for its
/// length.
func nearestWord(to word: String, in candidates: [String]) -> String? {
  let beginning = word.drop { $0 == "-" }
  if beginning.count >= 2, let whole = candidates.first(where: { $0.hasPrefix(word) }) {
    return whole
  }
  let limit = (beginning.count + 1) / 3
  // A long word is not worth comparing with what is that much shorter.
  let nearest = candidates.filter { abs($0.count - word.count) <= limit }
    .map { (candidate: $0, distance: editDistance(word, $0)) }
    .min { $0.distance < $1.distance }
  guard let nearest, nearest.distance <= limit else { return nil }
  return nearest.candidate
}

/// How many typing errors turn one word into the other: a character too many, too few or wrong, or
/// two neighbours swapped.
func editDistance(_ first: String, _ second: String) -> Int {
  let (first, second) = (Array(first), Array(second))
  // Row i, column j: the distance of the first i characters of one from the first j of the other.
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for i in 0..<first.count {
    var row = [i + 1]
    for j in 0..<second.count {
      var distance = min(last[j] + (first[i] == second[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
        distance = min(distance, beforeLast[j - 1] + 1)
      }
      row.append(distance)
    }
    (beforeLast, last) = (last, row)
  }
  return last[second.count]
}
