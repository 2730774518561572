import Exercises
import Plots

// Lines that fit into a window of so many columns and rows. They may have colours.

/// The lines as a terminal of that width shows them without breaking any: each is one of its rows.
/// They break between words, where a word ends in the second half of a row.
func rows(of lines: [String], columns: Int) -> [String] {
  lines.flatMap { rows(of: $0, columns: max(columns, 1)) }
}

private func rows(of line: String, columns: Int) -> [String] {
  var rows: [String] = []
  var row = ""
  var width = 0
  /// The colour that is on; empty for none.
  var color = ""
  /// Where the row could end: what stands before it, how wide that is, and what is behind it.
  var gap: (row: String, width: Int, color: String)?
  var behindGap = ""
  var rest = line[...]
  func end(_ row: String, _ color: String) {
    rows.append(color.isEmpty ? row : row + "\u{1B}[0m")
  }
  while let character = rest.first {
    if character == "\u{1B}", let escape = rest.prefixMatch(of: /\u{1B}\[[0-9;]*m/)?.output {
      row += escape
      behindGap += escape
      color = escape == "\u{1B}[0m" ? "" : String(escape)
      rest = rest[escape.endIndex...]
      continue
    }
    rest = rest.dropFirst()
    let text = character == "\t" ? String(repeating: " ", count: 8 - width % 8) : "\(character)"
    if width + text.displayWidth > columns {
      if let last = gap, last.width > columns / 2, character != " " {
        end(last.row, last.color)
        row = last.color + behindGap
        width -= last.width + 1
      } else {
        end(row, color)
        row = color
        width = 0
      }
      gap = nil
      // The space between two rows is seen as their end.
      if character == " " { continue }
    }
    if character == " " {
      gap = (row, width, color)
      behindGap = ""
    } else {
      behindGap += text
    }
    row += text
    width += text.displayWidth
  }
  return rows + [row]
}

extension ResultText.Parts {
  /// What there is to say in so many rows: the first check that failed in full, and each of the others
  /// in a line. Where that is too much, the others are counted; where it still is, the end of the
  /// failure is left out.
  ///
  /// - Parameters:
  ///   - below: what stands below it, in rows.
  ///   - more: the line that stands where so many rows are left out.
  /// - Returns: the rows, and whether they are all that there is to say.
  func fitted(
    rows count: Int, columns: Int, below: [String] = [], more: (Int) -> String
  ) -> (rows: [String], isWhole: Bool) {
    func rows(_ lines: [String]) -> [String] { WorkbookCommand.rows(of: lines, columns: columns) }
    var title = rows(self.title)
    var before = rows(brief.before.flatMap(\.self))
    var first = rows(self.first)
    var after = rows(brief.after.flatMap(\.self))
    // Of what stands below, as much as leaves room for the beginning of the verdict.
    let below = Array(below.prefix(max(count - 5, 0)))
    let room = count - below.count
    func excess() -> Int { title.count + before.count + first.count + after.count - room }

    var isWhole = brief == self
    if excess() > 0, self.before.count > 1 { before = rows([beforeInShort]) }
    if excess() > 0, self.after.count > 1 { after = rows([afterInShort]) }
    if excess() > 0 {
      isWhole = false
      if first.count - excess() - 1 < 3 {
        before = []
        after = []
      }
      if first.count - excess() - 1 < 3 { title = Array(title.prefix(1)) }
    }
    if excess() > 0 {
      let kept = max(first.count - excess() - 1, 1)
      first = first.prefix(kept) + rows([more(first.count - kept)])
    }
    isWhole = isWhole && before.count >= self.before.count && after.count >= self.after.count
    let lines = title + before + first + after
    return (Array(lines.prefix(max(room, 0))) + below, isWhole)
  }
}
