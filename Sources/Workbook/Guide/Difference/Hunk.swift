/// A stretch of two texts in which they differ, with a few lines around it that they share.
public struct Hunk: Equatable, Sendable {
  /// Where the stretch begins in the first text, counted from 0.
  public let oldStart: Int
  /// Where it begins in the second text, counted from 0.
  public let newStart: Int
  public let lines: [LineDifference.Line]
}

extension LineDifference {
  /// The stretches in which the texts differ, with `context` shared lines on either side. Stretches
  /// that would touch or overlap are one.
  public func hunks(context: Int = 3) -> [Hunk] {
    var ranges: [Range<Int>] = []
    for (index, line) in lines.enumerated() where line.isChanged {
      let range = max(index - context, 0)..<min(index + context + 1, lines.count)
      if let last = ranges.last, last.upperBound >= range.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
      } else {
        ranges.append(range)
      }
    }

    var hunks: [Hunk] = []
    var (done, oldStart, newStart) = (0, 0, 0)
    for range in ranges {
      // Lines between two stretches are shared.
      oldStart += range.lowerBound - done
      newStart += range.lowerBound - done
      let hunk = Hunk(oldStart: oldStart, newStart: newStart, lines: Array(lines[range]))
      hunks.append(hunk)
      done = range.upperBound
      oldStart += hunk.lines.old.count
      newStart += hunk.lines.new.count
    }
    return hunks
  }
}
