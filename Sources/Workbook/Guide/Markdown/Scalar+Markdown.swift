// The classes of characters that Markdown knows.
extension Unicode.Scalar {
  var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }

  var isASCIILetterOrDigit: Bool { isASCIILetter || ("0"..."9").contains(self) }

  /// What a backslash takes the meaning from.
  var isASCIIPunctuation: Bool {
    ("!"..."/").contains(self) || (":"..."@").contains(self) || ("["..."`").contains(self)
      || ("{"..."~").contains(self)
  }

  /// Unicode's punctuation and symbols.
  var isPunctuation: Bool {
    if isASCII { return isASCIIPunctuation }
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol:
      return true
    default:
      return false
    }
  }

  var isSpaceOrNewline: Bool { self == " " || self == "\t" || self == "\n" }

  /// Ends a stretch of text that has no meaning beyond itself.
  var beginsInlineMarkup: Bool {
    switch self {
    case "\\", "`", "*", "_", "!", "[", "]", "<", "&", "~", "\n": true
    default: false
    }
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// `<https:` and the like: a letter, 1 to 31 more signs, a colon.
  var hasScheme: Bool {
    guard let colon = firstIndex(of: ":"), (3...33).contains(colon - startIndex),
      self[startIndex + 1].isASCIILetter
    else { return false }
    return self[(startIndex + 1)..<colon].allSatisfy { scalar in
      scalar.isASCIILetterOrDigit || scalar == "+" || scalar == "." || scalar == "-"
    }
  }

  /// `[label]:`, perhaps over several lines, which would be the address of links elsewhere.
  var beginsWithDefinition: Bool {
    guard first == "[" else { return false }
    var position = startIndex + 1
    while position < endIndex, self[position] != "]" {
      if self[position] == "[" { return false }
      position += self[position] == "\\" ? 2 : 1
    }
    guard position + 1 < endIndex, self[position + 1] == ":" else { return false }
    return self[(startIndex + 1)..<position].contains { !$0.isSpaceOrNewline }
  }

  /// The `&name;` or `&#number;` that these scalars begin with, or nil.
  var entity: String? {
    guard first == "&" else { return nil }
    var end = startIndex + 1
    if end < endIndex, self[end] == "#" { end += 1 }
    while end < endIndex, self[end].isASCIILetterOrDigit { end += 1 }
    guard end < endIndex, self[end] == ";", self[end - 1].isASCIILetterOrDigit else { return nil }
    return String(String.UnicodeScalarView(self[startIndex...end]))
  }
}
