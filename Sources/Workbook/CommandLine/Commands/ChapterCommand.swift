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
    let run = ChapterRun(
      chapter, trappingCells: .thisProgram(options: session.options.arguments))
    session.console.write("\(chapter.number). \(chapter.title)\n")
    for cell in chapter.cells {
      session.console.write("\n")
      let output = try session.withProgress {
        try run.output(of: cell.name) { session.console.write("\($0)\n") }
      }
      if let figure = output.figure {
        let text = figure.text(width: session.output.width, style: session.output.textStyle)
        session.console.write(text.hasSuffix("\n") ? text : text + "\n")
      }
    }
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
