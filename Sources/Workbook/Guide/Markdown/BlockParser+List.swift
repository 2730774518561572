// Lists: items, what belongs to each, and whether there is air between them.
extension BlockParser {
  mutating func list(at lines: ArraySlice<Line>) -> (Block.Content, count: Int) {
    var items: [[Block]] = []
    var isTight = true
    var start: Int?
    var earlier: ListMarker?
    var position = lines.startIndex
    var end = position

    while position < lines.endIndex {
      let line = lines[position]
      guard line.indentation <= 3, !line.isThematicBreak, let marker = ListMarker(line),
        earlier.map(marker.continues) ?? true
      else { break }
      if earlier == nil { start = marker.number } else if position > end { isTight = false }
      earlier = marker
      if marker.isFollowedByTab { report(.tabInIndentation, line: line.number) }

      let first = line.dropping(marker.contentOffset)
      let (rest, count) = indentedLines(
        lines[(position + 1)...], by: marker.contentOffset, allowsText: !marker.isEmpty)
      let blocks = parse([first] + rest)
      // Nothing but blank lines stands between two blocks.
      if zip(blocks, blocks.dropFirst()).contains(where: {
        $0.lines.upperBound + 1 < $1.lines.lowerBound
      }) {
        isTight = false
      }
      items.append(blocks)

      position += 1 + count
      end = position
      while position < lines.endIndex, lines[position].isBlank { position += 1 }
    }
    let list = Block.List(start: start, isTight: isTight, items: items)
    return (.list(list), end - lines.startIndex)
  }

  /// The lines that belong to an item or a footnote that has begun, without their indentation, and
  /// how many they are. Blank lines at the end do not belong to it. An item that begins with an
  /// empty line goes on in the next line or not at all (`allowsText`).
  mutating func indentedLines(
    _ lines: ArraySlice<Line>, by width: Int, allowsText: Bool
  ) -> (lines: [Line], count: Int) {
    if !allowsText, lines.first?.isBlank == true { return ([], 0) }
    var collected: [Line] = []
    var count = 0
    for line in lines {
      guard line.isBlank || line.indentation >= width else { break }
      collected.append(line.dropping(width))
      rejectTab(line.dropping(width))
      if !line.isBlank { count = collected.count }
    }
    let followsText = count == collected.count
    if followsText { rejectLazyContinuation(lines.dropFirst(count)) }
    return (Array(collected.prefix(count)), count)
  }
}
