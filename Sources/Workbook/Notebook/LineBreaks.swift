import Plots

/// Breaks a text into lines of a width, and gives where each of them stands in it. Never none.
///
/// Lines break at spaces, which are left out there, and between wide characters, which are written
/// without spaces. A word that is too long for a line, such as a path, is left whole. A newline begins
/// a new line.
///
/// - Parameter hanging: how much shorter the lines behind the first one are.
package func lineBreaks(in text: [Character], width: Int, hanging: Int = 0) -> [Range<Int>] {
  var lines: [Range<Int>] = []
  var line = 0..<0
  var lineWidth = 0
  var position = 0
  while position < text.count {
    if text[position] == "\n" {
      lines.append(line)
      line = (position + 1)..<(position + 1)
      lineWidth = 0
    }
    guard text[position] != "\n", text[position] != " " else {
      position += 1
      continue
    }
    let word = endOfWord(in: text, from: position)
    let gap = line.isEmpty ? 0 : position - line.upperBound
    let room = max(width - (lines.isEmpty ? 0 : hanging), 1)
    if !line.isEmpty, lineWidth + gap + word.width > room {
      lines.append(line)
      line = position..<word.end
      lineWidth = word.width
    } else {
      line = (line.isEmpty ? position : line.lowerBound)..<word.end
      lineWidth += gap + word.width
    }
    position = word.end
  }
  return lines + [line]
}

/// Where a word ends, and how wide it is. A wide character is a word, with the marks behind it.
private func endOfWord(in text: [Character], from start: Int) -> (end: Int, width: Int) {
  var end = start
  var width = 0
  while end < text.count, text[end] != " ", text[end] != "\n" {
    let columns = text[end].displayWidth
    if end > start, columns == 2, !closingMarks.contains(text[end]) { break }
    width += columns
    end += 1
  }
  return (end, width)
}

/// East Asian marks that may not begin a line.
private let closingMarks: Set<Character> = Set("、。，．！？：；）」』】〉》］｝")

extension String {
  /// The text in lines of a width: see ``lineBreaks(in:width:hanging:)``. Before the lines behind the
  /// first one stand spaces.
  package func broken(width: Int, hanging: Int = 0) -> [String] {
    let characters = Array(self)
    let lines = lineBreaks(in: characters, width: width, hanging: hanging).map { characters[$0] }
    let indentation = String(repeating: " ", count: hanging)
    return lines.enumerated().map { index, line in
      index == 0 ? String(line) : indentation + String(line)
    }
  }
}
