/// A stretch of two texts in which they differ, with a few lines around it that they share.
struct Hunk: Equatable, Sendable {
  /// Where the stretch begins in the first text, counted from 0.
  let oldStart: Int
  /// Where it begins in the second text, counted from 0.
  let newStart: Int
  let lines: [LineDifference.Line]
}

extension LineDifference {
  /// The stretches in which the texts differ, with `context` shared lines on either side. Stretches
  /// that would touch or overlap are one.
  func hunks(context: Int = 3) -> [Hunk] {
    var ranges: [Range<Int>] = []
    for stretch in lines.stretches where stretch.first?.isChanged == true {
      let start = max(stretch.startIndex - context, 0)
      let end = min(stretch.endIndex + context, lines.count)
      if let last = ranges.last, last.upperBound >= start {
        ranges[ranges.count - 1] = last.lowerBound..<end
      } else {
        ranges.append(start..<end)
      }
    }
    var (old, new, end) = (0, 0, 0)
    return ranges.map { range in
      let between = Array(lines[end..<range.lowerBound])
      old += between.old.count
      new += between.new.count
      let hunk = Hunk(oldStart: old, newStart: new, lines: Array(lines[range]))
      old += hunk.lines.old.count
      new += hunk.lines.new.count
      end = range.upperBound
      return hunk
    }
  }
}

extension [LineDifference.Line] {
  /// Lines that both texts have, and lines in which they differ, in turn.
  var stretches: [ArraySlice<Element>] {
    var stretches: [ArraySlice<Element>] = []
    var rest = self[...]
    while let first = rest.first {
      stretches.append(rest.prefix { $0.isChanged == first.isChanged })
      rest = rest.dropFirst(stretches[stretches.count - 1].count)
    }
    return stretches
  }
}
