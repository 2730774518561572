import Foundation
import Testing

@testable import WorkbookCommand

/// A pager, and what its terminal gets.
private struct Reading {
  var pager: Pager
  /// All that was written below what was there.
  var written = ""
  /// What was written since the last key.
  var page = ""

  init(
    _ blocks: [PagedText.Block] = [], width: Int = 80, height: Int = 24, outline: [[String]] = [],
    headings: Set<Int> = [], mostLines: Int = Pager.mostLines
  ) {
    let pieces = outline.enumerated().map { index, lines in
      PageOutline.Piece(heading: headings.contains(index) ? lines[0] : nil, lines: lines)
    }
    pager = Pager(
      width: width, height: height, outline: PageOutline(pieces), isColored: false,
      mostLines: mostLines)
    add(blocks)
  }

  mutating func add(_ blocks: [PagedText.Block]) {
    for block in blocks { pager.add(block) }
    goOn()
  }

  mutating func press(_ keys: String...) {
    for key in keys where !pager.isOver {
      page = ""
      pager.press(key)
      goOn()
    }
  }

  private mutating func goOn() {
    let text = pager.advance()
    page += text
    written += text
  }

  var lines: [String] { page.split(separator: "\n").map(String.init) }
  var screen: [String] {
    pager.screen.replacing("\u{1B}[K", with: "").split(separator: "\n").map(String.init)
  }
}

@Suite struct PagerTests {
  private func lines(_ range: Range<Int>, piece: Int = 0) -> PagedText.Block {
    let text = range.map { "line \($0)\n" }.joined()
    return PagedText.Block(piece: piece) { _ in text }
  }

  private func heading(_ words: String, piece: Int = 0) -> PagedText.Block {
    PagedText.Block(piece: piece, heading: words) { _ in "\n\(words)\n---\n" }
  }

  /// A paragraph of words that are all different.
  private func words(_ range: Range<Int>, isFigure: Bool = false) -> PagedText.Block {
    let text = range.map { "w\($0)" }.joined(separator: " ")
    return PagedText.Block(isFigure: isFigure) { width in
      "\n" + text.broken(width: min(width, 100)).map { $0 + "\n" }.joined()
    }
  }

  // MARK: Going on

  @Test func aPageIsAScreenAndTheNextOneGoesOnThere() {
    var reading = Reading([lines(0..<60)])
    #expect(reading.lines.count == 22)
    #expect(reading.pager.isStopped)
    reading.press(" ")
    #expect(reading.lines.first == "line 22")
    #expect(reading.lines.count == 22)
    reading.press("\r")
    #expect(reading.lines == ["line 44"])
    reading.press(" ")
    #expect(reading.lines.last == "line 59")
    // There is no more, as far as anybody knows.
    #expect(!reading.pager.isStopped)
    #expect(!reading.pager.isOver)
    reading.add([lines(60..<100)])
    #expect(reading.pager.isStopped)
    #expect(reading.written.hasSuffix("line 66\n"))
  }

  @Test func aShortTextStopsNowhere() {
    let reading = Reading([lines(0..<22)])
    #expect(!reading.pager.isStopped)
  }

  @Test(arguments: [(80, 24), (80, 50), (40, 10), (20, 3), (5, 1), (200, 2)])
  func eachLineIsWrittenOnceAndSeen(width: Int, height: Int) {
    var blocks: [PagedText.Block] = []
    for index in 0..<20 {
      blocks += [
        heading("Part \(index)"), words((index * 100)..<(index * 100 + 40)),
        words((index * 100 + 50)..<(index * 100 + 90), isFigure: true),
      ]
    }
    var reading = Reading(width: width, height: height)
    for block in blocks {
      reading.add([block])
      while reading.pager.isStopped { reading.press(" ") }
      let rows = reading.page.split(separator: "\n", omittingEmptySubsequences: false)
        .dropLast().reduce(0) { $0 + String($1).rows(width: width) }
      #expect(rows <= max(height - 1, 1))
    }
    // Words that are longer than a line of the smallest are cut.
    func joined(_ text: String) -> String { width < 10 ? text.replacing("\n", with: "") : text }
    #expect(joined(reading.written) == joined(blocks.map { $0.set(width) }.joined()))
  }

  @Test func aHeadingIsNotLeftAloneBelowAPage() {
    var reading = Reading([lines(0..<18), heading("Next"), lines(20..<40)])
    #expect(reading.lines.last == "line 17")
    reading.press(" ")
    #expect(reading.lines.first == "Next")
  }

  @Test func aFigureStaysWholeWhereItFits() {
    let figure = PagedText.Block(isFigure: true) { _ in
      (0..<20).map { "row \($0)\n" }.joined()
    }
    var reading = Reading([lines(0..<6), figure, lines(6..<40)])
    #expect(reading.lines.last == "line 5")
    reading.press(" ")
    #expect(reading.lines.count == 22)
    // It is taller than this screen, and so begins where it stands.
    reading = Reading([lines(0..<6), figure], height: 20)
    #expect(reading.lines.last == "row 11")
    reading.press(" ")
    #expect(reading.lines.first == "row 12")
  }

  @Test func whatPrintsMoreThanThereIsRoomForBeginsANewPage() {
    var reading = Reading([lines(0..<20)])
    reading.pager.stop(beforeRows: 2)
    #expect(!reading.pager.isStopped)
    reading.pager.stop(beforeRows: 3)
    #expect(reading.pager.isStopped)
    reading.press(" ")
    reading.add([lines(20..<42)])
    #expect(!reading.pager.isStopped)
    reading.pager.stop(beforeRows: 1)
    #expect(reading.pager.isStopped)
  }

  @Test func aStepStopsWhereverItIs() {
    var reading = Reading([lines(0..<3)])
    reading.pager.stop(at: "cell 1 of 13")
    #expect(reading.pager.isStopped)
    #expect(reading.pager.keys.hasPrefix("cell 1 of 13 "))
    reading.press("r")
    reading.pager.stop(at: "cell 2 of 13")
    #expect(!reading.pager.isStopped)
    reading.add([lines(3..<300)])
    #expect(!reading.pager.isStopped)
  }

  @Test(arguments: ["q", "\u{4}", ""])
  func quittingWritesNothing(key: String) {
    var reading = Reading([lines(0..<60)])
    reading.press(key)
    #expect(reading.pager.isOver)
    #expect(reading.page == "")
    reading.add([lines(60..<70)])
    #expect(reading.page == "")
  }

  @Test func theNextHeadingComesToTheTop() {
    var reading = Reading(
      [lines(0..<30), heading("A"), lines(30..<60)],
      outline: [["Title"], ["text"], ["B"]], headings: [0, 2])
    reading.press("h")
    #expect(reading.lines[8] == "A")
    #expect(reading.lines.count == 8 + 21)
    // The next one has not come yet.
    reading.press("h")
    reading.add([heading("B", piece: 2), lines(60..<90, piece: 3)])
    #expect(reading.pager.isStopped)
    #expect(reading.pager.heading == "B")
    reading.press("h")
    #expect(reading.pager.keys.hasPrefix("no heading below "))
    #expect(reading.page == "")
  }

  /// Until something stops it, which is a key that was pressed.
  @Test func ofTextWithoutEndTheBeginningIsKept() {
    #expect(Pager.mostLines == 100_000)
    var reading = Reading([lines(0..<60)], mostLines: 100)
    reading.press("r")
    reading.add([lines(60..<100), lines(100..<103)])
    #expect(reading.pager.text.lines.count == 100)
    #expect(reading.written.hasSuffix("\nline 99\nline 100\nline 101\nline 102\n"))
  }

  // MARK: Back

  @Test func whatWasShownIsShownAgainAndNotWritten() {
    var reading = Reading([lines(0..<100)])
    reading.press(" ", " ", "b")
    #expect(reading.page == "")
    #expect(reading.screen.count == 23)
    #expect(reading.screen.first == "line 21")
    reading.press("k")
    #expect(reading.screen.first == "line 20")
    reading.press("b", "b")
    #expect(reading.screen.first == "line 0")
    reading.press("b")
    #expect(reading.pager.keys.hasPrefix("this is the top "))
    reading.press("\n")
    #expect(reading.screen.first == "line 1")
    reading.press(" ")
    #expect(reading.screen.first == "line 23")
    #expect(reading.page == "")
    reading.press(" ")
    #expect(reading.pager.top == nil)
    #expect(reading.page == "")
    reading.press(" ")
    #expect(reading.lines.first == "line 66")
  }

  @Test func fromFurtherUpTheNextHeadingIsTheNextOneThere() {
    var reading = Reading(
      [heading("A"), lines(0..<40), heading("B"), lines(40..<80), heading("C")])
    reading.press(" ", " ", " ", "b", "b", "b", "h")
    #expect(reading.screen.contains("B"))
    reading.press("b", "r")
    #expect(reading.pager.top == nil)
    #expect(reading.written.hasSuffix("C\n---\n"))
  }

  @Test func onTheFirstPageThereIsNothingFurtherUp() {
    var reading = Reading([lines(0..<60)])
    reading.press("b")
    #expect(reading.pager.top == nil)
    #expect(reading.pager.keys.hasPrefix("this is the top "))
  }

  // MARK: Searching

  private func typing(_ text: String, in reading: inout Reading) {
    for character in text { reading.press(String(character)) }
  }

  @Test func whatIsFoundComesToTheTop() {
    var reading = Reading([lines(0..<100)], outline: [["line 0"], ["the Word"]])
    typing("/LINE 5\r", in: &reading)
    #expect(reading.lines.first == "line 22")
    // The last page begins with it.
    #expect(reading.lines[28] == "line 50")
    #expect(reading.lines.count == 28 + 22)
    typing("n", in: &reading)
    #expect(reading.lines.count == 1)
    typing("/word\r", in: &reading)
    let block = PagedText.Block(piece: 1) { _ in
      "a\nthe\nword\n" + String(repeating: "b\n", count: 40)
    }
    reading.add([block])
    #expect(reading.written.hasSuffix("a\nthe\nword\n" + String(repeating: "b\n", count: 21)))
    #expect(reading.pager.isStopped)
  }

  @Test func whatIsFoundFurtherUpIsShownThere() {
    var reading = Reading([lines(0..<100)])
    reading.press(" ", " ")
    typing("/line 7\r", in: &reading)
    // Below, there are 70 to 79.
    #expect(reading.pager.top == nil)
    typing("/line 12\r", in: &reading)
    #expect(reading.screen.first == "line 12")
    typing("/nothing\r", in: &reading)
    #expect(reading.pager.keys.hasPrefix("not found "))
    #expect(reading.screen.first == "line 12")
  }

  @Test func whatThePageHasAndACellDoesNotPrintIsNotFound() {
    var reading = Reading([lines(0..<40)], outline: [["line 0"], ["hello"], ["more"]])
    typing("/hello\r", in: &reading)
    #expect(!reading.pager.isStopped)
    reading.add([
      PagedText.Block(piece: 1) { _ in "other\n" },
      PagedText.Block(piece: 2) { _ in String(repeating: "b\n", count: 40) },
    ])
    #expect(reading.pager.isStopped)
    #expect(reading.pager.keys.hasPrefix("not found "))
  }

  @Test func whatIsTypedCanBeCorrected() {
    var reading = Reading([lines(0..<40)])
    typing("/ab", in: &reading)
    #expect(reading.pager.keys == "/ab_")
    reading.press("\u{7F}", "\u{1B}[A", "q")
    #expect(reading.pager.keys == "/aq_")
    reading.press("\u{15}", "\u{7F}")
    #expect(reading.pager.keys.contains("[q] quit"))
    typing("/x\u{1B}", in: &reading)
    #expect(reading.pager.keys.contains("[q] quit"))
    reading.press("n")
    #expect(reading.pager.keys.hasPrefix("type / and what to look for"))
    typing("/\r", in: &reading)
    #expect(reading.pager.keys.hasPrefix("type / and what to look for"))
  }

  @Test(
    arguments: [
      ("max pooling", ["some Max", "  │ Pooling"], 0), ("pool", ["a", "MaxPool2d"], 1),
      ("no", ["a", "b"], nil), ("ab", ["a", "b"], nil),
      ("red", ["\u{1B}[31mr\u{1B}[0med"], 0),
    ] as [(String, [String], Int?)])
  func aSearchLooksAcrossLines(text: String, lines: [String], line: Int?) throws {
    #expect(try #require(SearchText(text)).firstLine(of: lines) == line)
  }

  @Test func whatIsFoundIsInReverse() throws {
    let search = try #require(SearchText("ed c"))
    #expect(search.highlighted("plain") == "plain")
    #expect(
      search.highlighted("\u{1B}[31mred\u{1B}[0m code")
        == "\u{1B}[31mr\u{1B}[7med\u{1B}[0m\u{1B}[7m c\u{1B}[27mode")
  }

  // MARK: The size

  /// Whatever is pressed, and whatever becomes of the window, each word stands on some screen.
  @Test(arguments: 0..<8)
  func nothingIsLostWhereTheWindowChanges(seed: Int) {
    var random = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ count: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % count
    }
    var reading = Reading()
    var seen: Set<String.SubSequence> = []
    func look(_ text: String) {
      seen.formUnion(text.replacing("\u{1B}[K", with: "").split { " \n".contains($0) })
    }
    for index in 0..<30 {
      let range = (index * 40)..<(index * 40 + next(40))
      for block in [heading("h\(index)"), words(range, isFigure: index % 3 == 0)] {
        reading.add([block])
        look(reading.page)
        while reading.pager.isStopped {
          if next(4) == 0,
            reading.pager.resize(width: 20 + next(80), height: 4 + next(40))
          {
            #expect(reading.screen.count < 44)
            look(reading.pager.screen)
          }
          reading.press([" ", "\r", "b", "k", " "][next(5)])
          // Behind what is further up, the end is drawn anew.
          look(reading.page + reading.pager.screen)
        }
      }
      reading.page = ""
      let lost = range.filter { !seen.contains("w\($0)") }
      #expect(lost.isEmpty)
    }
  }

  @Test func aPageBeginsWithTheSameWordsInAnotherWidth() {
    var reading = Reading([words(0..<2000)])
    reading.press(" ", " ")
    let first = reading.lines[0].split(separator: " ")[0]
    let isResized = reading.pager.resize(width: 40, height: 24)
    #expect(isResized)
    #expect(reading.screen[0].split(separator: " ").contains(first))
    #expect(reading.screen.count == 23)
    // What was pushed off comes again.
    let last = reading.screen.last
    reading.press("\r")
    #expect(reading.screen.dropLast().last == last)
    let isSame = !reading.pager.resize(width: 40, height: 24)
    #expect(isSame)
    _ = reading.pager.resize(width: 100, height: 30)
    #expect(reading.screen.count == 29)
  }

  @Test(arguments: [
    ("", 1), ("1234567890", 1), ("12345678901", 2), ("日本語日本語", 2), ("123456789日", 2),
    ("\u{1B}[38;5;177m1234567890\u{1B}[0m", 1), ("1\t2", 1), ("12345678\t1", 2), ("e\u{301}", 1),
  ])
  func aLineTakesRows(text: String, rows: Int) {
    #expect(text.rows(width: 10) == rows)
  }

  @Test func aLineThatIsTallerThanAScreenIsCut() {
    let long = String(repeating: "0123456789", count: 30)
    var reading = Reading([PagedText.Block { _ in long + "\n" }], width: 10, height: 12)
    #expect(reading.lines.count == 10)
    while reading.pager.isStopped { reading.press(" ") }
    #expect(reading.written.replacing("\n", with: "") == long)
  }

  // MARK: The line of keys

  @Test(arguments: 20...120, [true, false])
  func theKeysFit(width: Int, isUnicode: Bool) {
    let line = PagerKey.line(state: "42%", width: width, isUnicode: isUnicode)
    #expect(line.count < width)
    #expect(line.hasPrefix("42% "))
    #expect(line.contains("[Space] on"))
    #expect((line.hasSuffix("[q] quit") || line.hasSuffix("[q]uit")) == (width > 21))
  }

  @Test func atEightyColumnsAllKeysHaveTheirWords() {
    #expect(
      PagerKey.line(state: "42%", width: 80, isUnicode: true)
        == "42%  [Space] on  [↓] line  [h] heading  [b] back  [r] rest  [/] find  [q] quit")
    #expect(
      PagerKey.line(state: "42%", width: 80, isUnicode: false)
        == "42% [Space] on [Enter] [h]eading [b]ack [r]est [/]find [q]uit")
  }
}
