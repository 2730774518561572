// What of a sentence ``NumberRule`` names.
extension Sentence {
  /// The numbers that have to be shown somewhere.
  ///
  /// - Parameter labels: the numbers of the page's exercises, such as `3.6`.
  func numbers(labels: Set<String> = []) -> [WrittenNumber] {
    var numbers: [WrittenNumber] = []
    var position = 0
    while position < tokens.count {
      if let end = label(at: position, labels) {
        position = end
      } else if let (number, end) = number(at: position) {
        if let number { numbers.append(number) }
        position = end
      } else {
        position += 1
      }
    }
    return numbers
  }

  /// The numbers of the code in the text that have two digits or a point. A number alone is one that
  /// somebody is to write, and so are those of a command.
  func numbersOfCode(labels: Set<String>) -> [WrittenNumber] {
    codes.filter { !$0.text.isNumber && !$0.text.isCommand }.flatMap { code, place in
      let tokens = NumberToken.tokens(of: code)
      return tokens.indices.compactMap { index -> WrittenNumber? in
        guard let literal = tokens[index].literal, literal.digits >= 2 || literal.decimals != 0,
          !labels.contains(tokens[index].text)
        else { return nil }
        let sign = tokens.isPercentage(at: index) ? " %" : ""
        return WrittenNumber(
          text: tokens[index].text + sign, line: place.line,
          amount: tokens.amount(literal, at: index), decimals: literal.decimals,
          digits: literal.digits, link: place.link)
      }
    }
  }

  private func token(_ index: Int) -> NumberToken {
    tokens.indices.contains(index) ? tokens[index] : .gap
  }

  private func isNumber(_ index: Int) -> Bool {
    token(index).literal != nil || token(index).kind == .version
  }

  /// Where the numbers end that only name or date something and begin here; nil where others begin.
  private func label(at start: Int, _ labels: Set<String>) -> Int? {
    let first = token(start)
    if first.kind == .version || first.literal != nil && labels.contains(first.text) {
      return start + 1
    }
    if first.kind == .word, NumberRule.labels.contains(first.text.lowercased()), isNumber(start + 1)
    {
      var end = start + 2
      while token(end).isSign(",–—-") || token(end).isWord(in: NumberRule.betweenLabels),
        isNumber(end + 1), end < tokens.count
      {
        end += 2
      }
      return end
    }
    if first.isWord(in: NumberRule.products), token(start + 1).literal?.decimals == 1 {
      return start + 2
    }
    return date(at: start)
  }

  /// The end of `2026-01-31`, `14:03`, *in 1998* from its year on.
  private func date(at start: Int) -> Int? {
    let first = token(start)
    guard let year = first.literal?.value else { return nil }
    func joins(_ index: Int, _ sign: String) -> Bool {
      token(index).isSign(sign) && !token(index).followsSpace && token(index + 1).literal != nil
        && !token(index + 1).followsSpace
    }
    if first.text.utf8.count == 4, joins(start + 1, "-"), joins(start + 3, "-") { return start + 5 }
    if joins(start + 1, ":") { return joins(start + 3, ":") ? start + 5 : start + 3 }
    if first.text.utf8.count == 4, (1900...2099).contains(year),
      token(start - 1).isWord(in: NumberRule.beforeYear), noun(behind: start + 1) == nil
    {
      return start + 1
    }
    return nil
  }

  /// The number that begins here, nil where it states no result, and where it ends; nil where none
  /// begins.
  private func number(at start: Int) -> (number: WrittenNumber?, end: Int)? {
    if let (number, end) = part(at: start) { return (number, end) }
    guard let first = Value(at: start, in: tokens) else { return nil }
    var end = first.end
    if let (ratio, end) = ratio(first, at: start) { return (ratio, end) }
    if token(end).isWord(in: NumberRule.readersTime) { return (nil, end + 1) }
    var amount = WrittenNumber.Amount.plain(first.value)
    let isPercentage = token(end).isSign("%") || token(end).isWord(in: ["percent"])
    if isPercentage {
      amount = .percent(first.value)
      end += 1
    }
    let isInLogarithm = token(start - 1).isWord(in: NumberRule.logarithms)
    guard
      isPercentage || isInLogarithm && first.value != 0 || first.isAlwaysChecked
        || isFactor(start, first.end) || isCounted(first, at: start)
    else { return (nil, end) }
    var number = self.number(amount, start..<end)
    number.decimals = first.decimals
    number.digits = first.digits
    number.significantDigits = first.significantDigits
    number.isInLogarithm = isInLogarithm
    number.endsRange =
      token(start - 2).literal?.value == 0
      && (token(start - 1).isWord(in: ["to"]) || token(start - 1).isSign("–-"))
    return (number, end)
  }

  private func number(_ amount: WrittenNumber.Amount, _ range: Range<Int>) -> WrittenNumber {
    var text = ""
    for token in tokens[range] {
      text += (token.followsSpace && !text.isEmpty ? " " : "") + token.text
    }
    var number = WrittenNumber(text: text, line: places[range.lowerBound].line, amount: amount)
    number.isApproximate =
      token(range.lowerBound - 1).isWord(in: NumberRule.approximate)
      || token(range.lowerBound - 1).isWord(in: ["to"])
        && token(range.lowerBound - 2).isWord(in: ["close"])
    number.link = range.lazy.compactMap { places[$0].link }.first
    let behind = token(range.upperBound).isSign(".,;:") ? range.upperBound + 1 : range.upperBound
    if behind < places.count { number.footnote = places[behind].footnote }
    return number
  }

  /// `half of`, *a third of*, *two thirds*, *twice as*.
  private func part(at start: Int) -> (WrittenNumber?, end: Int)? {
    guard token(start).kind == .word else { return nil }
    let word = token(start).text.lowercased()
    if let factor = NumberWord.factors[word] {
      guard token(start + 1).isWord(in: NumberRule.comparing) else { return (nil, start + 1) }
      return (number(.plain(factor), start..<start + 1), start + 1)
    }
    if word == "half" {
      guard token(start + 1).isWord(in: NumberRule.comparing) else { return (nil, start + 1) }
      return (number(.ratio(1, 2), start..<start + 1), start + 1)
    }
    let next = token(start + 1)
    guard next.kind == .word, let whole = NumberWord.parts[next.text.lowercased()] else {
      return nil
    }
    let parts = word == "a" ? 1 : NumberWord.number(at: start, in: tokens[...])?.value
    guard let parts, parts < whole else { return nil }
    if parts == 1, !token(start + 2).isWord(in: NumberRule.comparingWithAPart) { return nil }
    return (number(.ratio(parts, whole), start..<start + 2), start + 2)
  }

  /// *Nine of ten*, *one in ten*, `1/3`. One of many only chooses.
  private func ratio(_ part: Value, at start: Int) -> (WrittenNumber?, end: Int)? {
    let sign = token(part.end)
    if sign.isSign("/"), !sign.followsSpace, token(part.end + 1).literal != nil,
      !token(part.end + 1).followsSpace, let whole = Value(at: part.end + 1, in: tokens)
    {
      var ratio = number(.ratio(part.value, whole.value), start..<whole.end)
      ratio.isInLogarithm = token(start - 1).isWord(in: NumberRule.logarithms)
      return (ratio, whole.end)
    }
    guard sign.isWord(in: part.value == 1 ? ["in"] : ["of", "in", "out"]) else { return nil }
    var next = part.end + 1
    if token(part.end).isWord(in: ["out"]) {
      guard token(next).isWord(in: ["of"]) else { return nil }
      next += 1
    }
    if token(next).isWord(in: ["every", "the", "all"]) { next += 1 }
    guard let whole = Value(at: next, in: tokens), part.value <= whole.value, part.value > 0
    else { return nil }
    var ratio = number(.ratio(part.value, whole.value), start..<whole.end)
    ratio.isOneOfSeveral = part.value == 1
    return (ratio, whole.end)
  }

  /// Whether it stands in a product such as `3 × 3`, or in *5 by 5*.
  private func isFactor(_ start: Int, _ end: Int) -> Bool {
    func isTimes(_ index: Int) -> Bool {
      token(index).isSign("×·") || token(index).isWord(in: ["by", "x"])
    }
    return isTimes(end) && Value(at: end + 1, in: tokens) != nil
      || isTimes(start - 1) && (isNumber(start - 2) || Value(at: start - 2, in: tokens) != nil)
  }

  private func isCounted(_ value: Value, at start: Int) -> Bool {
    if !value.isWord, token(start - 1).isWord(in: NumberRule.beforeNumber) { return true }
    var end = value.end
    // 1, 2 or 7 threads
    for _ in 0..<8 where token(end).isSign(",–") || token(end).isWord(in: NumberRule.betweenLabels)
    {
      guard let next = Value(at: end + 1, in: tokens) else { break }
      end = next.end
    }
    guard value.value > 0, let noun = noun(behind: end) else { return false }
    return !value.isWord || value.value > 1 && NumberRule.countedFromTwo.contains(noun)
  }

  /// The noun behind a number that is counted, with two words at most before it.
  private func noun(behind end: Int) -> String? {
    for index in end..<end + 3 {
      guard token(index).kind == .word else { return nil }
      let word = token(index).text.lowercased()
      if NumberRule.counted.contains(word) || NumberRule.units.contains(word) { return word }
      if NumberRule.endsNoun.contains(word) { return nil }
    }
    return nil
  }
}

/// A number in digits or words, where it ends, and how it is written.
private struct Value {
  let value: Double
  let end: Int
  let isWord: Bool
  var decimals = 0
  var digits = 1
  var significantDigits = 1

  init?(at start: Int, in tokens: [NumberToken]) {
    guard tokens.indices.contains(start) else { return nil }
    guard let literal = tokens[start].literal else {
      guard let (value, count) = NumberWord.number(at: start, in: tokens[...]) else { return nil }
      (self.value, end, isWord) = (value, start + count, true)
      return
    }
    isWord = false
    decimals = literal.decimals
    digits = literal.digits
    significantDigits = literal.significantDigits
    var value = literal.value
    var end = start + 1
    // 60 thousand
    if end < tokens.count, tokens[end].kind == .word,
      let power = NumberWord.powers[tokens[end].text.lowercased()]
    {
      value *= power
      digits += 2
      decimals -= power == 1e9 ? 9 : power == 1e6 ? 6 : power == 1_000 ? 3 : 2
      end += 1
    }
    (self.value, self.end) = (value, end)
  }

  var isAlwaysChecked: Bool {
    isWord ? value >= 3 : digits >= 2 || decimals != 0
  }
}

extension [NumberToken] {
  fileprivate func amount(
    _ literal: NumberToken.Literal, at index: Int
  ) -> WrittenNumber.Amount {
    isPercentage(at: index) ? .percent(literal.value) : .plain(literal.value)
  }

  fileprivate func isPercentage(at index: Int) -> Bool {
    index + 1 < count && self[index + 1].isSign("%")
  }

  /// Its numbers in digits.
  var amounts: [WrittenNumber.Amount] {
    indices.compactMap { index in self[index].literal.map { amount($0, at: index) } }
  }
}
