import Testing

/// What is kept of a list of words that is too long to be kept whole.
struct LongList: Decodable, Sendable {
  /// The first and the last few.
  let ends: [UInt32]
  /// FNV-1a over all of them, in hexadecimal: agrees only where all do, in their order.
  let fingerprint: String

  /// Records a failure unless these are the words, to the last bit.
  func expect(_ words: [UInt32], _ what: String, _ origin: Origin, length: Int = 5) {
    let ends = Array(words.prefix(length)) + Array(words.suffix(length))
    let difference = zip(ends, self.ends).enumerated().first { $0.element.0 != $0.element.1 }
    if ends == self.ends && Self.fingerprint(words) == fingerprint { return }
    let detail =
      if let difference {
        "number \(difference.offset) of those at the ends is \(difference.element.0) "
          + "instead of \(difference.element.1)"
      } else if ends.count != self.ends.count {
        "\(words.count) numbers are not as many as PyTorch gives"
      } else {
        "the ends agree, and something between them does not"
      }
    Issue.record(
      """
      \(origin.label): \(what): \(detail)
      expected numbers made by:
      \(origin.snippet.joined(separator: "\n"))
      """)
  }

  static func fingerprint(_ words: [UInt32]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for word in words { hash = (hash ^ UInt64(word)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
