/// How a page is read on a terminal: what is written of it, where that stops, and what the keys do. It
/// reads no key and writes to no terminal.
///
/// Text goes below what is there, as if nothing had stopped it, and each line once: so the terminal's own
/// history has the whole of what was read, to be copied or looked at when the program has ended. What is
/// further up is shown by itself, in place of the end, and is gone from the screen afterwards.
struct Pager {
  /// How far text may be written before a key is waited for.
  private enum Goal: Equatable {
    /// So many rows; in pages that end between blocks, or each for itself.
    case rows(Int, inPages: Bool)
    case heading
    case line(Int)
    /// The line of this piece that holds what is searched.
    case piece(Int)
    case end
  }

  private(set) var text: PagedText
  private let outline: PageOutline
  private let isUnicode: Bool
  /// Whether what was found is shown in reverse.
  private let isColored: Bool
  private var width: Int
  private var height: Int

  /// Lines before this one have been written.
  private(set) var shown = 0
  /// Where the page that is read begins.
  private(set) var pageStart = 0
  private var goal: Goal
  /// The first line of what is shown further up; nil for the end.
  private(set) var top: Int?
  private(set) var isStopped = false
  /// Text that is written and not kept.
  private var passing = ""
  private(set) var isOver = false

  /// What stands in the line of keys in place of how far the reader is: `cell 2 of 13`.
  private var place: String?
  private var notice: String?
  /// What is typed to be searched for; nil where nothing is.
  private var typed: String?
  private var searched: SearchText?
  private var found: Int?

  init(
    width: Int, height: Int, outline: PageOutline = PageOutline(), isUnicode: Bool = true,
    isColored: Bool = true, mostLines: Int = Self.mostLines
  ) {
    self.mostLines = mostLines
    text = PagedText(width: width, height: height)
    (self.width, self.height) = (width, height)
    (self.outline, self.isUnicode, self.isColored) = (outline, isUnicode, isColored)
    goal = .end
    goal = .rows(pageRows, inPages: true)
  }

  /// A screen has a line for the keys. A row of the page before stays, to go on from.
  private var pageRows: Int { max(height - 2, 1) }
  private var screenRows: Int { max(height - 1, 1) }

  // MARK: Text

  /// So many lines are kept to be looked at again: a loop without an end, of which somebody wants all the
  /// rest, is not to take all memory.
  static let mostLines = 100_000
  private let mostLines: Int

  mutating func add(_ block: PagedText.Block) {
    if isOver { return }
    let isEndless = text.lines.count >= mostLines && block.heading == nil
    if isEndless, !stopsByRows {
      passing += block.set(width)
    } else {
      text.append(block)
    }
  }

  private var stopsByRows: Bool {
    if case .rows = goal { true } else { false }
  }

  /// Text that is to be written now: up to where it stops for a key, or to the end of what there is.
  mutating func advance() -> String {
    var written = ""
    while shown < text.lines.count, !isStopped, !isOver {
      if isGoal(shown) { beginPage() }
      let rows = text.lines[shown].rows
      if case .rows(let left, let inPages) = goal {
        if hasToStop(before: shown, left: left, inPages: inPages) {
          isStopped = true
          break
        }
        goal = .rows(left - rows, inPages: inPages)
      }
      written += line(shown) + "\n"
      shown += 1
      pageStart = max(pageStart, text.start(of: screenRows, before: shown))
    }
    defer { passing = "" }
    return written + passing
  }

  private mutating func beginPage() {
    goal = .rows(pageRows, inPages: true)
    pageStart = shown
  }

  /// Whether a reader asked for this line.
  private mutating func isGoal(_ line: Int) -> Bool {
    switch goal {
    case .rows, .end: return false
    case .heading: return text.block(beginningAt: line)?.block.heading != nil
    case .line(let wanted): return line == wanted
    case .piece(let piece):
      let current = text.blocks[text.lines[line].block].piece
      if current > piece {
        // What the page has is not what its cell has printed.
        notice = Self.notFound
        return true
      }
      guard current == piece, isFound(line) else { return false }
      found = line
      return true
    }
  }

  /// A heading is not left alone below a page, and what fits a screen is not cut in two for a few rows.
  private func hasToStop(before line: Int, left: Int, inPages: Bool) -> Bool {
    if left <= 0 { return true }
    // Nothing stands on this page yet.
    guard inPages, left < pageRows else { return false }
    if text.lines[line].rows > left { return true }
    guard let (block, rows) = text.block(beginningAt: line) else { return false }
    let needed = rows + (block.heading == nil ? 0 : 3)
    return needed > left && needed <= pageRows
      && (block.isFigure || block.heading != nil || left <= pageRows / 3)
  }

  /// Stops before something that will take its time, and so many rows, where there is no room for it.
  mutating func stop(beforeRows rows: Int) {
    guard case .rows(let left, let inPages) = goal else { return }
    let isCut = rows > left && rows <= pageRows && left <= pageRows / 3
    if left <= 0 || inPages && left < pageRows && isCut { isStopped = true }
  }

  /// Stops in any case, but not on the way to something that a reader asked for.
  mutating func stop(at place: String) {
    guard stopsByRows else { return }
    self.place = place
    isStopped = true
  }

  /// Writes all that there is, and all that comes.
  mutating func stopNoMore() {
    top = nil
    goOn(.end)
  }

  private func line(_ index: Int) -> String {
    let line = text.lines[index].text
    guard isColored, let searched else { return line }
    return searched.highlighted(line)
  }

  /// The words of the heading above the page that is read; nil where there is none.
  var heading: String? {
    guard pageStart < text.lines.count else { return nil }
    return text.blocks[...text.lines[pageStart].block].last { $0.heading != nil }?.heading
  }

  // MARK: Keys

  /// Does what a key asks for. Where that is to go on, ``isStopped`` is false afterwards.
  mutating func press(_ key: String) {
    notice = nil
    if let typed { return type(key, behind: typed) }
    switch PagerKey(key) {
    case .page: if !scrolls(pageRows) { goOn(.rows(pageRows, inPages: true)) }
    case .line: if !scrolls(1) { goOn(.rows(1, inPages: false)) }
    case .heading: goToHeading()
    case .back: lookBack(pageRows)
    case .lineBack: lookBack(1)
    case .rest: stopNoMore()
    case .search: typed = ""
    case .again: find()
    case .quit: (isOver, top) = (true, nil)
    case nil: break
    }
  }

  private mutating func goOn(_ goal: Goal) {
    self.goal = goal
    place = nil
    isStopped = false
    if case .rows(_, inPages: true) = goal { pageStart = shown }
  }

  /// Where the screen begins that ends with what was written last.
  private var lastTop: Int { text.start(of: screenRows, before: shown) }

  private mutating func lookBack(_ rows: Int) {
    let start = top ?? lastTop
    guard start > 0 else { return notice = "this is the top" }
    top = min(text.start(of: rows, before: start), start - 1)
  }

  /// Goes down in what is shown further up, and gives whether that is shown.
  private mutating func scrolls(_ rows: Int) -> Bool {
    guard let start = top else { return false }
    let next = max(text.end(of: rows, from: start, upTo: shown), start + 1)
    top = next < lastTop ? next : nil
    return true
  }

  private mutating func goToHeading() {
    func next(in lines: Range<Int>) -> Int? {
      lines.first { text.block(beginningAt: $0)?.block.heading != nil }
    }
    if let start = top {
      let heading = next(in: (start + 1)..<max(lastTop, start + 1))
      return top = heading
    }
    let piece = text.blocks.last?.piece ?? -1
    if next(in: shown..<text.lines.count) != nil || outline.hasHeading(behind: piece) {
      goOn(.heading)
    } else {
      notice = "no heading below"
    }
  }

  private mutating func type(_ key: String, behind typed: String) {
    switch key {
    case "\r", "\n":
      self.typed = nil
      if let new = SearchText(typed) { (searched, found) = (new, nil) }
      find()
    case "\u{7F}", "\u{8}": self.typed = typed.isEmpty ? nil : String(typed.dropLast())
    case "\u{15}": self.typed = ""
    case "\u{1B}", "\u{4}": self.typed = nil
    case "":
      self.typed = nil
      isOver = true
    default:
      let isText = key.count == 1 && key.unicodeScalars.allSatisfy { $0.value >= 0x20 }
      if isText { self.typed = typed + key }
    }
  }

  // MARK: Searching

  private static let notFound = "not found"

  private func isFound(_ line: Int) -> Bool {
    guard let searched else { return false }
    let next = line + 1 < text.lines.count ? text.lines[line + 1].text : ""
    return searched.isIn(text.lines[line].text, before: next)
  }

  /// Goes to the next place below: in what is there already, in what is to come, and from the top.
  private mutating func find() {
    guard let searched else { return notice = "type / and what to look for" }
    let start = found.map { $0 + 1 } ?? top ?? shown
    let piece = text.blocks.last?.piece ?? -1
    if let line = (start..<max(start, text.lines.count)).first(where: isFound) {
      go(to: line)
    } else if let piece = outline.piece(holding: searched, behind: piece) {
      top = nil
      goOn(.piece(piece))
    } else if let line = (0..<min(start, text.lines.count)).first(where: isFound) {
      go(to: line)
    } else {
      notice = Self.notFound
    }
  }

  private mutating func go(to line: Int) {
    let isSeen = found != nil
    found = line
    if top == nil, isSeen, line < shown, line > lastTop {
      // It can be seen already, in reverse; now it goes to the top.
      goOn(.rows(pageRows - text.rows(line..<shown), inPages: true))
      pageStart = line
    } else if line < shown {
      top = min(line, lastTop)
    } else {
      top = nil
      goOn(.line(line))
    }
  }

  // MARK: The screen

  /// Whether the line at the bottom says something that a reader waits for.
  var isSpeaking: Bool { notice != nil || typed != nil }

  /// The line at the bottom, less than the width.
  var keys: String {
    if let typed { return String("/\(typed)_".suffix(max(width - 1, 0))) }
    let last = top.map { text.end(of: screenRows, from: $0, upTo: shown) } ?? shown
    let piece = last > 0 ? text.blocks[text.lines[last - 1].block].piece + 1 : 0
    let state = notice ?? (top == nil ? place : nil) ?? "\(outline.percent(before: piece))%"
    return PagerKey.line(state: state, width: width, isUnicode: isUnicode)
  }

  /// What stands on a screen that is drawn as a whole: of what is further up, or of the end.
  var screen: String {
    let start = top ?? pageStart
    let end = text.end(of: screenRows, from: start, upTo: shown)
    return (start..<end).map { line($0) + "\u{1B}[K\n" }.joined()
  }

  /// Takes another size of the terminal; false where it is the same. The page that is read goes on to
  /// begin with the same words; there may be room for more of what is there, and what there is none for
  /// is written when the reader goes on.
  mutating func resize(width: Int, height: Int) -> Bool {
    guard width != self.width || height != self.height else { return false }
    (self.width, self.height) = (width, height)
    let positions = text.setAgain(
      width: width, height: height, keeping: [shown, pageStart, top ?? 0, found ?? 0])
    let start = positions[1]
    shown = text.end(of: screenRows, from: start, upTo: max(positions[0], start))
    shown = max(shown, text.end(of: pageRows, from: start, upTo: text.lines.count))
    pageStart = min(start, lastTop)
    if top != nil { top = min(positions[2], lastTop) }
    if found != nil { found = positions[3] }
    if case .rows(let left, let inPages) = goal, !isStopped {
      goal = .rows(max(0, min(left, pageRows - text.rows(pageStart..<shown))), inPages: inPages)
    }
    return true
  }
}
