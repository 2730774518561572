/// What stands before a list item: `-`, `+`, `*`, `3.` or `3)`.
struct ListMarker {
  /// The bullet, or the sign behind the number. Another sign begins another list.
  let sign: Unicode.Scalar
  /// Nil for a bullet.
  let number: Int?
  /// Where the item's text begins, counted from the beginning of the line.
  let contentOffset: Int
  /// Nothing stands behind the marker.
  let isEmpty: Bool
  /// A tab stands behind it, whose width nobody can see.
  let isFollowedByTab: Bool

  /// The marker at the beginning of a line that is indented by three spaces at most.
  init?(_ line: Line) {
    let scalars = line.scalars
    var position = line.indentation
    let start = position
    while position < scalars.count, position - start < 9, ("0"..."9").contains(scalars[position]) {
      position += 1
    }
    guard position < scalars.count else { return nil }
    sign = scalars[position]
    if position > start {
      guard sign == "." || sign == ")" else { return nil }
      number = Int(String(String.UnicodeScalarView(scalars[start..<position])))
    } else {
      guard sign == "-" || sign == "+" || sign == "*" else { return nil }
      number = nil
    }
    position += 1
    let rest = scalars[position...]
    let space = rest.prefix { $0 == " " || $0 == "\t" }
    isEmpty = space.count == rest.count
    isFollowedByTab = !isEmpty && space.contains("\t")
    guard isEmpty || !space.isEmpty else { return nil }
    // Five spaces and more are one space and an indentation that belongs to the text.
    contentOffset = position + (isEmpty || space.count > 4 ? 1 : space.count)
  }

  func continues(_ earlier: ListMarker) -> Bool {
    sign == earlier.sign && (number == nil) == (earlier.number == nil)
  }

  /// Only such an item ends a paragraph without a blank line: otherwise a line that happens to
  /// begin with a number would.
  var interruptsParagraph: Bool {
    !isEmpty && (number == nil || number == 1)
  }
}
