// What people write on charts, made safe for where it is going: SVG, a terminal, ASCII.

extension String {
  /// The text on one line and without invisible characters: no newline or escape sequence survives.
  var printable: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: result.append(" ")
      case .format, .unassigned, .surrogate: continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// The text in ASCII: a few signs have counterparts, any other character becomes a question mark.
  var ascii: String {
    var result = ""
    for character in self {
      if let scalar = character.unicodeScalars.first, scalar.isASCII {
        result.unicodeScalars.append(scalar)
      } else {
        result += String.asciiCounterparts[character] ?? "?"
      }
    }
    return result
  }

  private static let asciiCounterparts: [Character: String] = [
    "×": "x", "·": ".", "–": "-", "—": "-", "−": "-", "…": "...", "→": "->", "←": "<-", "≥": ">=",
    "≤": "<=", "“": "\"", "”": "\"", "‘": "'", "’": "'", "±": "+-", "\u{A0}": " ", "\u{202F}": " ",
  ]

  /// The text with the characters that mean something in XML spelled out.
  var xmlEscaped: String {
    var result = ""
    for character in printable {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }

  /// The text, or as much of it as fits into `limit` columns with a sign that something is missing.
  func shortened(to limit: Int, style: TerminalCapability) -> String {
    guard displayWidth > limit else { return self }
    let sign = style == .plain ? "." : "…"
    var result = ""
    var room = limit - 1
    for character in self where room >= 0 {
      room -= character.displayWidth
      if room >= 0 { result.append(character) }
    }
    return limit > 0 ? result + sign : ""
  }

  /// About how many pixels the text takes in SVG; rather too many than too few.
  func pixels(size: Double) -> Double {
    reduce(0) { $0 + $1.emWidth } * size
  }
}

extension Character {
  /// The width of the character in DejaVu Sans, in units of the font size, by rough classes.
  fileprivate var emWidth: Double {
    if displayWidth == 2 { return 1 }
    switch self {
    case "i", "j", "l", "I", "'", "|", ".", ",", ":", ";", " ", "!", "(", ")", "f", "t", "r", "-":
      return 0.37
    case "m", "w", "M", "W", "@", "%": return 0.96
    case "A"..."Z": return 0.71
    default: return 0.635
    }
  }
}
