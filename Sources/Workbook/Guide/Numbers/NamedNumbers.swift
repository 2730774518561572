/// The numbers of a source or of a file of values, each with the name that it belongs to:
/// `let mostBytes = 400`, `"testAccuracy":0.9358`, `momentum: 0.9`.
struct NamedNumbers {
  private var literals: [String: [NumberToken.Literal]] = [:]
  /// What stands behind the `=` of a `let`, such as `2 * largestCount`.
  private var expressions: [String: ArraySlice<NumberToken>] = [:]

  init(_ text: String) {
    var name: String?
    for line in text.split(whereSeparator: \.isNewline) {
      let tokens = NumberToken.tokens(of: String(line))
      for index in tokens.indices {
        if let literal = tokens[index].literal {
          if let name { literals[name, default: []].append(literal) }
        } else if tokens[index].kind == .word, Self.isName(index, in: tokens) {
          name = tokens[index].text
        }
      }
      guard let index = tokens.firstIndex(where: { $0.kind == .word && $0.text == "let" }),
        index + 1 < tokens.count, let sign = tokens.firstIndex(where: { $0.isSign("=") })
      else { continue }
      expressions[tokens[index + 1].text] = tokens[(sign + 1)...]
    }
  }

  /// Whether a `:` or a `=` stands behind the word.
  private static func isName(_ index: Int, in tokens: [NumberToken]) -> Bool {
    var behind = index + 1
    if behind < tokens.count, tokens[behind].isSign("\"'") { behind += 1 }
    return behind < tokens.count && tokens[behind].isSign(":=")
  }

  /// Whether it is a constant, and not only the name of an argument or of a function.
  func isConstant(_ name: String) -> Bool {
    expressions[name] != nil
  }

  func numbers(of name: String) -> ShownNumbers? {
    guard literals[name] != nil || isConstant(name) else { return nil }
    var shown = ShownNumbers()
    if let value = value(of: name) {
      shown.add(value: value)
    } else {
      for literal in literals[name] ?? [] { shown.add(literal) }
    }
    shown.sort()
    return shown
  }

  /// What a constant comes to, where that is a product or a shift: `1 << 24`, `2 * largestCount`.
  private func value(of name: String, depth: Int = 0) -> Double? {
    guard let tokens = expressions[name], depth < 4 else { return nil }
    if tokens.map(\.text) == ["Int", "(", "Int32", ".", "max", ")"] { return Double(Int32.max) }
    var result: Double?
    var sign = ""
    for token in tokens {
      guard token.kind != .sign else {
        sign += token.text
        continue
      }
      let operand = token.literal?.value ?? value(of: token.text, depth: depth + 1)
      guard let operand else { return nil }
      switch (result, sign) {
      case (nil, ""): result = operand
      case (let left?, "*"): result = left * operand
      case (let left?, "<<") where operand < 64: result = left * Double(1 << Int(operand))
      default: return nil
      }
      sign = ""
    }
    return sign.isEmpty ? result : nil
  }
}
