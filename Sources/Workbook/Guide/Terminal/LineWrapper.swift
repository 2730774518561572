/// Breaks styled text into lines of a width.
///
/// Lines break at spaces, and between wide characters, which are written without spaces. A word
/// that is too long for a line, such as an address, is left whole.
struct LineWrapper {
  private let width: Int
  private var lines: [StyledLine] = []
  private var line: StyledLine = []
  private var lineWidth = 0
  /// The word being collected, which may be of several styles.
  private var word: StyledLine = []
  private var wordWidth = 0
  /// The space before that word.
  private var space: Span?

  /// The lines of a text; a newline in it begins a new one. Never empty.
  static func wrap(_ spans: [Span], width: Int) -> [StyledLine] {
    var wrapper = LineWrapper(width: width)
    for span in spans { wrapper.add(span) }
    wrapper.finishLine()
    return wrapper.lines
  }

  private init(width: Int) {
    self.width = max(width, 1)
  }

  private mutating func add(_ span: Span) {
    for character in span.text {
      switch character {
      case "\n": finishLine()
      case " ":
        finishWord()
        if space == nil { space = Span(" ", span.style) }
      default:
        let characterWidth = character.displayWidth
        if characterWidth == 2, wordWidth > 0, !character.isClosingMark { finishWord() }
        if let last = word.last, last.style == span.style {
          word[word.count - 1].text.append(character)
        } else {
          word.append(Span(String(character), span.style))
        }
        wordWidth += characterWidth
        if characterWidth == 2, wordWidth > width { finishWord() }
      }
    }
  }

  private mutating func finishWord() {
    if word.isEmpty { return }
    let spaceWidth = space == nil || line.isEmpty ? 0 : 1
    if lineWidth + spaceWidth + wordWidth > width, !line.isEmpty {
      lines.append(line)
      line = []
      lineWidth = 0
    } else if let space, !line.isEmpty {
      append(space)
      lineWidth += 1
    }
    for span in word { append(span) }
    lineWidth += wordWidth
    word = []
    wordWidth = 0
    space = nil
  }

  /// Neighbours of one style become one span; a space between them takes their style.
  private mutating func append(_ span: Span) {
    if let last = line.last, last.style == span.style {
      line[line.count - 1].text += span.text
    } else {
      line.append(span)
    }
  }

  private mutating func finishLine() {
    finishWord()
    lines.append(line)
    line = []
    lineWidth = 0
    space = nil
  }
}

extension Character {
  /// East Asian marks that may not begin a line.
  fileprivate var isClosingMark: Bool {
    "、。，．！？：；）」』】〉》］｝".contains(self)
  }
}
