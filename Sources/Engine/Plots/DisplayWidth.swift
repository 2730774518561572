// How much room text takes in a terminal, where East Asian characters and emoji are twice as wide
// as others, and marks stand above or below the character before them.

extension StringProtocol {
  /// How many columns of a terminal the text takes.
  package var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }
}

extension Character {
  /// How many columns of a terminal the character takes, with all marks that belong to it: as many
  /// as its first scalar, and two where it asks to be shown as a picture.
  package var displayWidth: Int {
    let scalars = unicodeScalars
    guard let first = scalars.first else { return 0 }
    // A variation selector or a keycap asks for the picture of a sign.
    if scalars.count > 1, scalars.contains("\u{FE0F}") || scalars.contains("\u{20E3}") { return 2 }
    return first.displayWidth
  }
}

extension Unicode.Scalar {
  /// How many columns of a terminal the scalar takes: two for East Asian wide characters and emoji,
  /// none for marks, joiners, variation selectors and control characters, one for everything else.
  package var displayWidth: Int {
    if value < 0x300 {
      let isControl = value < 0x20 || (0x7F..<0xA0).contains(value)
      return isControl ? 0 : 1
    }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator:
      return 0
    default:
      return isWide ? 2 : 1
    }
  }

  /// East Asian wide and fullwidth, and what is shown as a picture by default.
  private var isWide: Bool {
    if value < 0x1100 { return false }
    if properties.isEmojiPresentation { return true }
    return Self.wideRanges.contains { $0.contains(value) }
  }

  /// The ranges that are W or F, put together where only unassigned code points lie between them.
  ///
  /// Source: https://www.unicode.org/Public/UCD/latest/ucd/EastAsianWidth.txt
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul Jamo that begin a syllable
    0x2329...0x232A,  // angle brackets
    0x2E80...0x303E,  // radicals, CJK punctuation
    0x3041...0x3247,  // kana, Bopomofo, Hangul compatibility, enclosed CJK
    0x3250...0x4DBF,  // enclosed and squared CJK, CJK extension A
    0x4E00...0xA4CF,  // CJK, Yi
    0xA960...0xA97F,  // Hangul Jamo extended A
    0xAC00...0xD7A3,  // Hangul syllables
    0xF900...0xFAFF,  // CJK compatibility
    0xFE10...0xFE19,  // vertical forms
    0xFE30...0xFE6F,  // CJK compatibility forms, small forms
    0xFF01...0xFF60,  // fullwidth forms
    0xFFE0...0xFFE6,  // fullwidth signs
    0x16FE0...0x18DFF,  // Tangut, Khitan
    0x1AFF0...0x1B2FF,  // kana extensions
    0x1F200...0x1F265,  // enclosed ideographs
    0x20000...0x3FFFD,  // CJK extensions B and later
  ]
}
