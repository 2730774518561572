/// The lines of two texts beside each other: what a page has, and what is so now.
public struct LineDifference: Equatable, Sendable {
  /// One line, and whose it is.
  public enum Line: Equatable, Sendable {
    /// Both have it. Where lines count as the same that are not equal, it is the page's.
    case same(String)
    case onlyPage(String)
    case onlyNow(String)
  }

  /// In the order of both texts; where lines were replaced, the page's come first.
  public let lines: [Line]
  /// How many lines are the same before the first that differs.
  public let firstIndex: Int

  /// Nil where no line differs.
  ///
  /// - Parameter sameness: lines are the same if this makes the same bytes of them.
  public init?(
    page: [String], now: [String], sameness: (String) -> String = { $0 }
  ) {
    // Not as strings: to Swift, an é of one character and one of two are equal.
    let pageKeys = page.map { Array(sameness($0).utf8) }
    let nowKeys = now.map { Array(sameness($0).utf8) }
    if pageKeys == nowKeys { return nil }
    firstIndex = zip(pageKeys, nowKeys).prefix { $0 == $1 }.count

    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in nowKeys.difference(from: pageKeys) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [Line] = []
    var (pageIndex, nowIndex) = (0, 0)
    while pageIndex < page.count || nowIndex < now.count {
      if removed.contains(pageIndex) {
        lines.append(.onlyPage(page[pageIndex]))
        pageIndex += 1
      } else if inserted.contains(nowIndex) {
        lines.append(.onlyNow(now[nowIndex]))
        nowIndex += 1
      } else {
        lines.append(.same(page[pageIndex]))
        pageIndex += 1
        nowIndex += 1
      }
    }
    self.lines = lines
  }

  /// The text that puts the page right: its own lines where they are the same, else those of now.
  public var merged: [String] {
    lines.compactMap { line in
      switch line {
      case .same(let text), .onlyNow(let text): text
      case .onlyPage: nil
      }
    }
  }
}
