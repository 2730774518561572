import Plots

/// The text of a page as far as it is known, in lines of the terminal's width.
///
/// It is kept in the blocks in which it came, so that it can be set anew for another width.
struct PagedText {
  /// What belongs together: a paragraph, some code, a line of output.
  struct Block: Sendable {
    /// The piece of the page that it is a part of: see ``PageOutline``.
    var piece = 0
    /// The words of a heading; nil for all else.
    var heading: String?
    /// Whether it should not be cut in two where it fits a screen.
    var isFigure = false
    /// The text for a terminal of some width, in whole lines.
    let set: @Sendable (_ width: Int) -> String
  }

  struct Line: Equatable {
    /// Without its end.
    let text: String
    /// How many rows of the terminal it takes.
    let rows: Int
    /// The block's index.
    let block: Int
  }

  private(set) var blocks: [Block] = []
  private(set) var lines: [Line] = []
  /// Where each block begins.
  private var starts: [Int] = []
  private(set) var width: Int
  /// A longer line is cut: nobody could read it, a screen at a time.
  private var mostRows: Int

  init(width: Int, height: Int) {
    (self.width, mostRows) = (max(width, 1), max(height / 2, 1))
  }

  mutating func append(_ block: Block) {
    blocks.append(block)
    set(block, index: blocks.count - 1)
  }

  /// Sets all blocks for another size, and gives where the lines at some positions are then. Such a line
  /// may also hold the end of the one before, but none is left out.
  mutating func setAgain(width: Int, height: Int, keeping positions: [Int]) -> [Int] {
    let places = positions.map(place)
    self = PagedText(width: width, height: height, blocks: blocks)
    return places.map(position)
  }

  private init(width: Int, height: Int, blocks: [Block]) {
    self.init(width: width, height: height)
    for block in blocks { append(block) }
  }

  private mutating func set(_ block: Block, index: Int) {
    starts.append(lines.count)
    var texts = block.set(width).split(separator: "\n", omittingEmptySubsequences: false)
    if texts.last == "" { texts.removeLast() }
    for text in texts.map(String.init) {
      let rows = text.rows(width: width)
      if rows <= mostRows {
        lines.append(Line(text: text, rows: rows, block: index))
      } else {
        lines += text.cut(width: width).map { Line(text: $0, rows: 1, block: index) }
      }
    }
  }

  // MARK: Lines

  func rows(_ range: Range<Int>) -> Int { lines[range].reduce(0) { $0 + $1.rows } }

  /// Whether a block begins with the line.
  func isStart(_ line: Int) -> Bool { starts[lines[line].block] == line }

  /// The block that begins with the line; nil inside of one.
  func block(beginningAt line: Int) -> (block: Block, rows: Int)? {
    guard isStart(line) else { return nil }
    let index = lines[line].block
    let end = index + 1 < starts.count ? starts[index + 1] : lines.count
    return (blocks[index], rows(line..<end))
  }

  /// The first of the lines before `end` from which on all fit into so many rows.
  func start(of rows: Int, before end: Int) -> Int {
    var (start, left) = (end, rows)
    while start > 0, lines[start - 1].rows <= left {
      start -= 1
      left -= lines[start].rows
    }
    return start
  }

  /// Behind the last of the lines from `start` on that fit into so many rows.
  func end(of rows: Int, from start: Int, upTo last: Int) -> Int {
    var (end, left) = (start, rows)
    while end < last, lines[end].rows <= left {
      left -= lines[end].rows
      end += 1
    }
    return end
  }

  // MARK: Places that do not depend on the width

  /// A block, and how many of its letters stand before a line.
  private func place(_ position: Int) -> (block: Int, letters: Int) {
    guard position < lines.count else { return (blocks.count, 0) }
    let block = lines[position].block
    return (block, lines[starts[block]..<position].reduce(0) { $0 + $1.text.letters })
  }

  private func position(_ place: (block: Int, letters: Int)) -> Int {
    guard place.block < blocks.count else { return lines.count }
    var position = starts[place.block]
    // A figure is drawn anew, and its letters stand elsewhere then.
    guard place.letters > 0, !blocks[place.block].isFigure else { return position }
    var letters = lines[position].text.letters
    while letters <= place.letters, position + 1 < lines.count,
      lines[position + 1].block == place.block
    {
      position += 1
      letters += lines[position].text.letters
    }
    return position
  }
}

/// A character of a terminal's line, or what changes the colour between two of them.
enum TerminalSign {
  case character(Character)
  case code(String)
}

extension String {
  /// The characters of a line, and the escape codes between them.
  var signs: [TerminalSign] {
    var signs: [TerminalSign] = []
    var plain = ""
    var rest = unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1B}" else {
        plain.unicodeScalars.append(scalar)
        continue
      }
      signs += plain.map(TerminalSign.character)
      plain = ""
      let end = rest.dropFirst().firstIndex { (0x40...0x7E).contains($0.value) }
      let code = rest[..<(end.map(rest.index(after:)) ?? rest.endIndex)]
      signs.append(.code("\u{1B}" + String(code)))
      rest = rest[code.endIndex...]
    }
    return signs + plain.map(TerminalSign.character)
  }

  /// What a reader sees of a line.
  var visible: [Character] {
    utf8.contains(0x1B)
      ? signs.compactMap { if case .character(let character) = $0 { character } else { nil } }
      : Array(self)
  }

  /// How many letters and digits there are: these stay, however a text is broken into lines.
  fileprivate var letters: Int { visible.count { $0.isLetter || $0.isNumber } }

  /// How many rows a line takes in a terminal.
  func rows(width: Int) -> Int {
    var (rows, column) = (1, 0)
    for character in visible {
      let columns = character.columns(at: column)
      if column + columns > width { (rows, column) = (rows + 1, 0) }
      column += columns
    }
    return rows
  }

  /// The line in parts of one row each.
  fileprivate func cut(width: Int) -> [String] {
    var parts = [""]
    var column = 0
    for sign in signs {
      switch sign {
      case .code(let code): parts[parts.count - 1] += code
      case .character(let character):
        let columns = character.columns(at: column)
        if column + columns > width {
          parts.append("")
          column = 0
        }
        column += columns
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }
}

extension Character {
  /// How far the cursor moves.
  fileprivate func columns(at column: Int) -> Int {
    self == "\t" ? 8 - column % 8 : displayWidth
  }
}
