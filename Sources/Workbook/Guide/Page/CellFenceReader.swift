/// Reads the words of `` ```text cell=name mask=times,paths claim="loss < 1" ``.
struct CellFenceReader {
  private(set) var problems: [Problem] = []
  private var name: String?
  private var masks: [Mask] = []
  private var claims: [Claim] = []

  init() {}

  /// The cell's name and what is to be compared; nil where there are problems.
  mutating func read(_ words: [FenceInformation.Word]) -> (name: String, rules: OutputRules)? {
    var seen: Set<String> = []
    for (position, word) in words.enumerated() {
      // The name of the cell comes first, and each word once but for claims.
      guard let attribute = word.name, (attribute == "cell") == (position == 0) else {
        problems.append(.unknownFenceWord(language: "text", word: word.text))
        continue
      }
      if attribute != "claim", !seen.insert(attribute).inserted {
        problems.append(.fenceWordTwice(attribute))
        continue
      }
      switch attribute {
      case "cell" where !word.value.isEmpty: name = word.value
      case "mask": readMasks(word.value)
      case "claim": readClaim(word.value)
      default: problems.append(.unknownFenceWord(language: "text", word: word.text))
      }
    }
    guard problems.isEmpty, let name else { return nil }
    return (name, OutputRules(masks: masks, claims: claims))
  }

  private mutating func readMasks(_ value: String) {
    for word in value.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      guard let mask = Mask(rawValue: word) else {
        problems.append(.unknownMask(word))
        continue
      }
      if masks.contains(mask) { problems.append(.fenceWordTwice(word)) } else { masks.append(mask) }
    }
  }

  private mutating func readClaim(_ value: String) {
    guard let claim = Claim(value) else {
      problems.append(.malformedClaim(value))
      return
    }
    claims.append(claim)
  }
}
