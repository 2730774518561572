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
      so what you see is what the code in Sources/Chapters does now.

      A cell is one step of the chapter: what is printed or drawn below its code.
      If a page has 'text cell=count', --only count runs that step.
      """,
    example: "workbook chapter 1")

  @Argument(.chapter) private var word: String
  @Flag(help: "Wait for a key after each cell") private var step
  @Option(.cell, help: "Run one cell, and show no more than its code") private var only: String?

  func run(in session: Session) throws {
    if step, only != nil {
      throw UsageError("'--step' and '--only' cannot be used together; leave one of them out")
    }
    let chapter = try session.chapter(word)
    if let only { _ = try session.cell(only, of: chapter) }
    try session.show(
      chapter, step: step, endingWith: Self.whatIsNext(after: chapter, of: session.chapters)
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
  let renderer: PageRenderer
  let cells: ChapterRun
  var library: SourceLibrary
  /// Nil for a page that is shown without stopping.
  var stepper: Stepper?

  func write(_ text: String) {
    session.console.write(TerminalText(styled: text))
  }

  mutating func code(for fence: CodeFence) throws -> [String] {
    try library.code(for: fence, in: page.file)
  }

  func run(_ fence: CellFence) throws -> Bool {
    let (console, renderer) = (session.console, renderer)
    let output = try session.output(of: fence.name, in: cells) {
      console.write(TerminalText(styled: renderer.output($0 + "\n")))
    }
    let notes = session.notes(on: fence, thatPrinted: output.text, of: cells.chapter)
    for note in notes { write(renderer.note(note)) }
    return !notes.isEmpty || !output.text.isEmpty
  }

  func show(_ figure: FigureReference) throws -> Bool {
    guard let drawn = try session.output(of: figure.cell, in: cells).figure else { return false }
    let width = min(session.output.width, renderer.options.width)
    let text = drawn.text(width: width, style: session.output.textStyle)
    session.console.write(TerminalText(styled: text + "\n"))
    if let note = session.note(on: figure, of: page, thatIs: drawn, in: library.root) {
      write(renderer.note(note))
    }
    return true
  }

  func words(inPlaceOf summary: String) -> String {
    "\(summary): swift run workbook quiz \(cells.chapter.number) asks these questions and says why."
  }

  mutating func goesOn(after cell: String) -> Bool {
    stepper?.goesOn(after: cell, of: page.cellsInSight) ?? true
  }
}

extension Session {
  /// Shows a page, or an excerpt of it, and runs its cells.
  ///
  /// - Parameters:
  ///   - step: whether to wait for a key after each cell.
  ///   - ways: what stands below a whole page.
  ///   - excerpt: what is to be shown; nil for the whole page.
  func show(
    _ chapter: Chapter, step: Bool, endingWith ways: [Way],
    excerpt: (Page) throws -> Page? = { _ in nil }
  ) throws {
    let stepper = step ? try Stepper(self) : nil
    let root = try PackageRoot.find()
    let whole = try Page(of: chapter, in: root)
    let part = try excerpt(whole)
    let page = part ?? whole
    // Before the page begins, and not in its middle.
    if let problem = MNIST.status(of: options.data).problems.first { throw problem }
    if options.data != .bundled, part == nil {
      console.write(
        "The digits are those of \(options.data); the text is about those that ship with the\n"
          + "workbook, so its numbers may differ.\n\n")
    }
    let renderer = pageRenderer()
    var presenter = LivePage(
      session: self, page: page, renderer: renderer, cells: run(of: chapter),
      library: SourceLibrary(root: root), stepper: stepper)
    guard try renderer.render(page, for: &presenter), part == nil else { return }
    console.write(TerminalText(styled: renderer.ending(ways)))
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
