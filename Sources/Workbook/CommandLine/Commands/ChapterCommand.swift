import Datasets
import Guide
import Notebook
import Plots
import Quiz

/// `workbook chapter N`: a chapter's page, each of its cells run as the page comes to it.
struct ChapterCommand: Command {
  static let description = CommandDescription(
    name: "chapter", summary: "Read and run one chapter.",
    discussion: """
      Shows the page of chapter N (1 to \(Chapter.count)). Its code is run as the page comes to it,
      so what you see is what the code in Sources/Chapters does now. On a terminal it
      stops when the screen is full, with a line of keys: to go on, go back, find a
      word, or quit. The next time, it offers to go on where you stopped.

      A cell is one step of the chapter: what is printed or drawn below its code.
      If a page has 'text cell=count', --only count runs that step.
      """,
    example: "workbook chapter 1")

  @Argument(.chapter) private var word: String
  @Flag(help: Pace.step) private var step
  @Flag(help: Pace.all) private var all
  @Option(.cell, help: "Run one cell, and show no more than its code") private var only: String?

  func run(in session: Session) throws {
    if step, only != nil {
      throw UsageError("'--step' and '--only' cannot be used together; leave one of them out")
    }
    let chapter = try session.chapter(word)
    if let only { _ = try session.cell(only, of: chapter) }
    let pace = try Pace(step: step, all: all || only != nil)
    try session.show(
      chapter, at: pace, endingWith: Self.whatIsNext(after: chapter, of: session.chapters)
    ) { page in only.map(page.excerpt) }
  }

  /// Commands that go on from a chapter, each with what it is for. None of them runs by itself.
  static func whatIsNext(after chapter: Chapter, of chapters: [Chapter]) -> [Way] {
    let number = chapter.number
    let next: Way =
      chapters.contains { $0.number == number + 1 }
      ? ("Next", "swift run workbook chapter \(number + 1)") : ("Contents", "swift run workbook")
    let questions: [Way] =
      Question.all(ofChapter: number).isEmpty
      ? [] : [("Questions", "swift run workbook quiz \(number)")]
    return [("Exercises", "swift run workbook watch \(number)")] + questions + [
      next, ("Compare", "swift run workbook diff \(number)"),
      ("Test", "swift test --filter Chapter\(number)"),
    ]
  }
}

/// A page on standard output, whose code is what the sources have now and whose output is what they
/// give now.
private struct LivePage: PagePresenter {
  let session: Session
  let page: Page
  let cells: ChapterRun
  var library: SourceLibrary
  let text: PageText
  /// Stops behind each cell where no screen does.
  var stepper: Stepper?
  /// The cells of the page, or of the whole page that this is a part of; nil where none stops.
  let steps: [String]?

  /// The reader has had enough.
  struct IsOver: Error {}

  private var screen: PagedScreen? { text.screen }

  func write(_ text: String) throws {
    try beginPiece()
    session.console.write(TerminalText(styled: text))
  }

  func write(_ piece: SetPiece, for renderer: PageRenderer) throws {
    try beginPiece()
    text.show(heading: piece.heading) { renderer, _ in piece.text(renderer) }
  }

  mutating func code(for fence: CodeFence) throws -> [String] {
    try library.code(for: fence, in: page.file)
  }

  func run(_ fence: CellFence) throws -> Bool {
    try beginPiece()
    let output = try output(of: fence.name, printing: fence.output.count) { [text] line in
      text.show { renderer, _ in renderer.output(line + "\n") }
      // The cell itself may run on for long.
      if text.screen?.isOver == true { Signals.end() }
    }
    let notes = session.notes(on: fence, thatPrinted: output.text, of: cells.chapter)
    show(notes)
    return !notes.isEmpty || !output.text.isEmpty
  }

  func show(_ figure: FigureReference) throws -> Bool {
    try beginPiece()
    guard let drawn = try output(of: figure.cell).figure else { return false }
    let style = session.output.textStyle
    text.show(isFigure: true) { renderer, width in
      drawn.text(width: min(width, renderer.options.width), style: style) + "\n"
    }
    show([session.note(on: figure, of: page, thatIs: drawn, in: library.root)].compactMap { $0 })
    return true
  }

  private func show(_ notes: [String]) {
    for note in notes { text.show { renderer, _ in renderer.note(note) } }
  }

  func words(inPlaceOf summary: String) -> String {
    "\(summary): swift run workbook quiz \(cells.chapter.number) asks these questions and says why."
  }

  mutating func goesOn(after cell: String) throws -> Bool {
    guard let steps else { return true }
    guard let screen else { return stepper?.goesOn(after: cell, of: steps) ?? true }
    screen.stop(at: "cell \((steps.firstIndex(of: cell) ?? 0) + 1) of \(steps.count)")
    return !screen.isOver
  }

  private func beginPiece() throws {
    if screen?.isOver == true { throw IsOver() }
    screen?.beginPiece()
  }

  private func output(
    of cell: String, printing rows: Int = 1,
    onLine: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> CellOutput {
    func run() throws -> CellOutput { try session.output(of: cell, in: cells, onLine: onLine) }
    return try screen?.running(cell, printing: rows, run) ?? run()
  }
}

extension Session {
  /// Shows a page, or an excerpt of it, and runs its cells.
  ///
  /// - Parameters:
  ///   - pace: where to wait for a key.
  ///   - ways: what stands below a whole page.
  ///   - excerpt: what is to be shown; nil for the whole page.
  func show(
    _ chapter: Chapter, at pace: Pace, endingWith ways: [Way],
    excerpt: (Page) throws -> Page? = { _ in nil }
  ) throws {
    let isPaged = pace != .through && PagedScreen.isWanted(by: self)
    let stepper = pace == .cells && !isPaged ? try Stepper(self) : nil
    let root = try PackageRoot.find()
    let whole = try Page(of: chapter, in: root)
    let part = try excerpt(whole)
    var page = part ?? whole
    // Before the page begins, and not in its middle.
    if let problem = MNIST.status(of: options.data).problems.first { throw problem }
    let renderer = pageRenderer()
    let place = part == nil ? ReadingPlace(of: chapter, in: root) : nil
    if isPaged, let place, let heading = place.heading, let rest = whole.rest(from: heading) {
      switch goesOn(from: heading) {
      case true?: page = rest
      case false?: break
      case nil: return
      }
    }
    var screen: PagedScreen?
    if isPaged {
      let outline = PageOutline(of: part ?? whole, by: renderer)
      let title = whole.title
      screen = PagedScreen(self, outline: outline, from: page.title) { heading in
        place?.note(heading == title ? nil : heading)
      }
    }
    defer { screen?.end() }
    if options.data != .bundled, part == nil {
      console.write(
        "The digits are those of \(options.data); the text is about those that ship with the\n"
          + "workbook, so its numbers may differ.\n\n")
    }
    var presenter = LivePage(
      session: self, page: page, cells: run(of: chapter), library: SourceLibrary(root: root),
      text: PageText(console: console, renderer: renderer, width: output.width, screen: screen),
      stepper: stepper,
      steps: pace == .cells ? (part ?? whole).cellsInSight : nil)
    do {
      guard try renderer.render(page, for: &presenter), part == nil else { return }
    } catch is LivePage.IsOver {
      return
    }
    presenter.text.show { renderer, _ in renderer.ending(ways) }
    if screen?.isOver == false { place?.note(nil) }
  }

  /// Asks whether to go on below a heading; nil where the answer is to leave.
  private func goesOn(from heading: String) -> Bool? {
    guard let keyboard = Keyboard() else { return false }
    let line = ReadingPlace.offer(heading, width: error.isInteractive ? error.width : output.width)
    func show() {
      if error.canRedraw {
        console.showPassing("\(line)", as: .keys)
      } else {
        console.write("\(line)\n")
      }
    }
    show()
    defer { console.showPassing(nil, as: .keys) }
    return keyboard.next(whenContinued: show) { key in
      switch key {
      case "c": .some(true)
      case "q", "\u{4}", "": .some(nil)
      default: .some(false)
      }
    }
  }

  /// What sets a page for standard output.
  func pageRenderer() -> PageRenderer {
    let options = TerminalOptions(
      palette: output.palette(on: background), width: output.width, unicode: output.isUnicode)
    return PageRenderer(options: options, chapters: pages)
  }

  /// A way through a chapter, with the options of this command.
  func run(of chapter: Chapter) -> ChapterRun {
    ChapterRun(chapter, program: .workbook(chapter.word, options: options.arguments))
  }

  /// The chapter of the number, or the page of the word, that stands on the command line, or that a
  /// file belongs to.
  func chapter(_ word: String) throws(UsageError) -> Chapter {
    let named = Int(word).map(String.init) ?? word
    let place = try PackageFile(word)?.chapter?.word ?? named
    guard let chapter = pages.first(where: { $0.word == place }) else {
      throw .noSuchChapter(word)
    }
    return chapter
  }

  /// The cell of the name that stands on the command line.
  func cell(_ word: String, of chapter: Chapter) throws(UsageError) -> Cell {
    if let cell = chapter.cell(named: word) { return cell }
    let names = chapter.cells.map(\.name)
    throw .unknown(
      "\(chapter.name) has no cell '\(word)'", nearest: nearestWord(to: word, in: names),
      else: "; it has \(names.quotedList())")
  }
}
