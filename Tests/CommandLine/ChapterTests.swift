import Testing

@testable import WorkbookCommand

@Suite struct ChapterTests {
  @Test func oneCellIsItsCodeAndItsOutput() throws {
    let expected = """
        │ let trainDataset = try MNIST(root: root, train: true, transform: ToTensor())
        │ let testDataset = try MNIST(root: root, train: false, transform: ToTensor())

        │ print("training set:", trainDataset.count)
        │ print("test set:", testDataset.count)

        training set: 4000
        test set: 1000

      """
    #expect(
      try BuiltWorkbook.run("chapter", "1", "--only", "count") == .init(output: expected))
  }

  @Test func oneCellThatTrapsShowsItsMessage() throws {
    let run = try BuiltWorkbook.run("chapter", "1", "--only=too-many")
    #expect(run.status == 0)
    #expect(
      run.output
        == "  │ print(images[images.size(0)].shape)\n\n"
        + "  Fatal error: subscript: 32 is not in the first dimension of [32, 1, 28, 28]\n")
  }

  @Test(arguments: [
    (1, ["swift run workbook chapter 2", "swift run workbook diff 1"]),
    (6, ["swift run workbook", "swift run workbook diff 6"]),
  ])
  func aPageEndsWithWhereToGo(number: Int, commands: [String]) throws {
    let chapters = Session(GlobalOptions(), console: .standard()).chapters
    let chapter = try #require(chapters.first { $0.number == number })
    let next = ChapterCommand.whatIsNext(after: chapter, of: chapters).map(\.command)
    #expect(
      next == ["swift run workbook watch \(number)", "swift run workbook quiz \(number)"] + commands
        + ["swift test --filter Chapter\(number)"])
  }

  @Test(arguments: [
    (["TERM": "xterm-256color", "LANG": "C.UTF-8", "COLORFGBG": "15;0"], "\u{1B}[38;5;177mlet"),
    (["TERM": "xterm-256color", "LANG": "C.UTF-8", "COLORFGBG": "0;15"], "\u{1B}[38;5;90mlet"),
    (["TERM": "xterm", "LANG": "C.UTF-8", "COLORFGBG": "0;15"], "\u{1B}[35mlet"),
    (["TERM": "xterm-256color", "NO_COLOR": "1", "LANG": "C.UTF-8"], "  │ let"),
    (["TERM": "dumb", "LANG": "C.UTF-8"], "  │ let"),
    (["TERM": "xterm-256color", "NO_COLOR": "1"], "  | let"),
  ])
  func aTerminalGetsWhatItCanShow(environment: [String: String], code: String) throws {
    let screen = try PseudoTerminal()
    let process = try screen.start(
      "chapter", "1", "--only", "count", environment: environment)
    let shown = try screen.read(through: "test set: 1000\r\n")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(shown.contains(code))
    let isPlain = environment["TERM"] == "dumb" || environment["NO_COLOR"] != nil
    #expect(shown.contains("\u{1B}[38;") == (!isPlain && environment["TERM"] != "xterm"))
    if isPlain { #expect(!shown.contains("\u{1B}")) }
  }
}
