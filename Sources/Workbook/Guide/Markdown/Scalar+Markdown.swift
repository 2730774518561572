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
}
