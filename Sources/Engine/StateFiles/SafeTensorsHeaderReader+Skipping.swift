extension SafeTensorsHeaderReader {
  /// How deep what nobody asked for may be nested below a tensor's description: as deep as the
  /// safetensors library reads it.
  static let deepestNesting = 125

  /// Reads over any value that JSON has, without going deeper into itself.
  mutating func skipValue() throws(Problem) {
    var ends: [Unicode.Scalar] = []
    repeat {
      skipSpace()
      if takeIf("{") {
        ends.append("}")
        if !takeIf("}") {
          try skipKey()
          continue
        }
        ends.removeLast()
      } else if takeIf("[") {
        ends.append("]")
        if !takeIf("]") { continue }
        ends.removeLast()
      } else {
        try skipScalar()
      }
      // Behind a value either another one follows, or what holds both ends.
      while let end = ends.last, !takeIf(",") {
        try take(end)
        ends.removeLast()
      }
      if ends.last == "}" { try skipKey() }
    } while !ends.isEmpty && ends.count <= Self.deepestNesting
    guard ends.isEmpty else { throw expected("a value that is nested less deeply") }
  }

  private mutating func skipKey() throws(Problem) {
    _ = try string()
    try take(":")
  }

  /// A string, a number or one of the three words.
  private mutating func skipScalar() throws(Problem) {
    if bytes[position...].first == UInt8(ascii: "\"") {
      _ = try string()
      return
    }
    for word in ["null", "true", "false"] where takeIf(word: word) { return }
    _ = takeIf(word: "-")
    if !takeIf(word: "0") { try skipDigits() }
    if takeIf(word: ".") { try skipDigits() }
    if takeIf(word: "e") || takeIf(word: "E") {
      _ = takeIf(word: "+") || takeIf(word: "-")
      try skipDigits()
    }
  }

  private mutating func skipDigits() throws(Problem) {
    let digits = bytes[position...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard !digits.isEmpty else { throw expected("a value") }
    position += digits.count
  }
}
