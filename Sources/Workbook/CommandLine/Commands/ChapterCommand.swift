import Datasets
import Guide
import Notebook

/// `workbook chapter N`: a chapter's page, each of its cells run as the page comes to it.
struct ChapterCommand: Command {
  static let description = CommandDescription(
    name: "chapter", summary: "Read and run one chapter.", words: ["N"],
    discussion: """
      Shows the page of chapter N (1 to 6). Its code is run as the page comes to it,
      so what you see is what the code in Sources/Chapters gives now.
      """,
    example: "workbook chapter 1")

  private let word: String

  init(_ arguments: ParsedArguments) throws(UsageError) {
    guard let word = arguments.words.first else {
      throw .missingArgument(what: "the number of a chapter, 1 to 6,")
    }
    self.word = word
  }

  func run(in session: Session) throws {
    let chapter = try session.chapter(word)
    let root = try PackageRoot.find()
    let page = try Page(of: chapter, in: root)
    // Before the page begins, and not in its middle.
    if let problem = MNIST.status(of: session.options.data).problems.first { throw problem }
    if session.options.data != .bundled {
      session.console.write(
        "The digits are those of \(session.options.data); the text speaks of those that ship with the\n"
          + "workbook, so its numbers may be others.\n\n")
    }
    let output = session.output
    let renderer = PageRenderer(
      options: TerminalOptions(
        color: output.colors != .none, width: output.width, unicode: output.isUnicode),
      chapters: session.chapters)
    var presenter = LivePage(
      session: session, root: root, page: page, renderer: renderer,
      cells: ChapterRun(chapter, trappingCells: .thisProgram(options: session.options.arguments)))
    try renderer.render(page, for: &presenter)
  }
}

/// A page on standard output, whose code is what the sources have now and whose output is what they
/// give now.
private struct LivePage: PagePresenter {
  let session: Session
  let root: PackageRoot
  let page: Page
  let renderer: PageRenderer
  let cells: ChapterRun

  func write(_ text: String) {
    session.console.write(text)
  }

  func code(for fence: CodeFence) throws -> [String] {
    try PageRenderer.code(for: fence, of: page, in: root)
  }

  func run(_ fence: CellFence) throws -> Bool {
    // Lines come in on another thread, which the renderer's chapters cannot go to.
    let (console, options) = (session.console, renderer.options)
    let output = try session.running(cells.chapter, fence.name) {
      try cells.output(of: fence.name) { line in
        console.write(PageRenderer(options: options, chapters: []).output(line + "\n"))
      }
    }
    if session.options.data == .bundled, fence.differs(from: output.text) {
      let number = cells.chapter.number
      console.write(
        renderer.note("differs from the guide: swift run workbook diff \(number) shows how"))
      return true
    }
    return !output.text.isEmpty
  }

  func show(_ figure: FigureReference) throws -> Bool {
    let output = try session.running(cells.chapter, figure.cell) {
      try cells.output(of: figure.cell)
    }
    guard let drawn = output.figure else { return false }
    let width = min(session.output.width, renderer.options.width)
    session.console.write(drawn.text(width: width, style: session.output.textStyle) + "\n")
    return true
  }
}

extension Session {
  /// The chapter of the number that stands on the command line.
  func chapter(_ word: String) throws(UsageError) -> Chapter {
    let chapters = chapters
    guard let number = Int(word), let chapter = chapters.first(where: { $0.number == number })
    else {
      throw .noSuchChapter(word, count: chapters.count)
    }
    return chapter
  }
}
