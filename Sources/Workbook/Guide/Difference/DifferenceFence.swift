/// A fence that shows how one region of the sources becomes another, with what goes and what comes.
///
/// `diff Sources/…/OneEpoch.swift#one-epoch Sources/…/FiveEpochs.swift#five-epochs` holds
/// every line of both regions, with `-` or `+` before those that only one of them has. A chapter
/// shows so what it changes in the code of one before it.
package struct DifferenceFence: Equatable, Sendable {
  /// The region that was there before, as far as the page shows it.
  package let old: CodeFence
  /// The region that it became, as far as the page shows it.
  package let new: CodeFence
  /// As it stands in the page.
  package let content: [String]
  /// From the opening to the closing marks.
  package let lines: ClosedRange<Int>

  init(
    old: (source: String, region: String), new: (source: String, region: String),
    content: [String], lines: ClosedRange<Int>
  ) {
    // A line without a sign is no difference: it then counts as one that both have, and the page
    // does not agree with the sources.
    let shown = content.map { LineDifference.Line(written: $0) ?? .kept($0) }
    self.old = CodeFence(source: old.source, region: old.region, code: shown.old, lines: lines)
    self.new = CodeFence(source: new.source, region: new.region, code: shown.new, lines: lines)
    self.content = content
    self.lines = lines
  }

  /// Where the page shows one of the regions: the lines but for those with the sign of the other.
  func place(without sign: String, in page: String) -> TextPlace {
    let numbers = zip(content, lines.dropFirst()).filter { !$0.0.hasPrefix(sign) }.map(\.1)
    return TextPlace(
      file: page, lineNumbers: numbers, end: (numbers.last ?? lines.lowerBound) + 1)
  }
}
