import Testing

@testable import WorkbookCommand

@Suite struct HelpTests {
  private let everywhere = """
    Options of every command:
      --data bundled|DIR   Bundled digits, or those in a folder (default: bundled)
      --threads N          Threads that compute (default: all cores)
      --color WHEN         auto, always or never (default: auto)
      --help               Show this help and exit
      --version            Show the version and exit
    """

  @Test(arguments: [["--help"], ["-h"], ["help"], ["--threads", "2", "--help"]])
  func helpOfTheProgram(arguments: [String]) throws {
    let expected = """
      Usage: workbook [COMMAND] [OPTIONS]

      A deep learning workbook: six chapters that end in a network that reads
      handwritten digits. Without a command, workbook shows the contents.

      Commands:
        chapter N            Read and run one chapter.
        museum [N]           See mistakes that run without an error.
        check [N|N.M]        Check your answers to the exercises.
        hint N.M             Help with the first check that fails.
        solution N.M         Show one way to do an exercise.
        reset N.M            Start an exercise over.
        watch [N|N.M]        Check an exercise each time you save.
        diff N               Show where your chapter differs from the guide.
        quiz [N]             Answer questions, and learn why an answer is right.
        train                Train the network and print a line for each epoch.
        data status          Show which digits there are.
        data download [DIR]  Fetch the full set of digits.
        guide check          Compare the guide with the code and its output.
        guide update         Write the code and its output into the guide.
        guide review         Go through what has changed, and accept or reject it.
        bench                Measure this machine, and training on it.

      Options:
        --generate-completion-script SHELL  Completions for bash, zsh or fish

      \(everywhere)

      Example:
        workbook chapter 1

      'workbook COMMAND --help' says more about a command.

      """
    #expect(try BuiltWorkbook.run(arguments) == .init(output: expected))
  }

  @Test(arguments: [
    ["train", "--help"], ["help", "train"], ["--help", "train"], ["train", "--epochs", "-h"],
    ["train", "--no-such-option", "--help"],
  ])
  func helpOfTrain(arguments: [String]) throws {
    let expected = """
      Usage: workbook train [OPTIONS]

      Train the network and print a line for each epoch.

      The network, the optimizer and the loop are those of the chapters: what you
      change there is what is trained. With the same seed, the numbers are the same.

      A network is saved as a safetensors file, which PyTorch can load. PyTorch writes
      one for the way back: save_file(model.state_dict(), FILE).

      Options:
        --epochs N           Times to go through all images (default: 5)
        --batch-size N       Images to learn from at a time (default: 32)
        --learning-rate X    How far each step goes (default: 0.01)
        --seed N             Where the random numbers start (default: 0)
        --save FILE          Where to write the trained network
        --load FILE          A saved network to start from

      \(everywhere)

      Example:
        workbook train --epochs 2 --learning-rate 0.05

      """
    #expect(try BuiltWorkbook.run(arguments) == .init(output: expected))
  }

  @Test func helpOfDiff() throws {
    let expected = """
      Usage: workbook diff N [OPTIONS]

      Show where your chapter differs from the guide.

      Runs chapter N (1 to 6) and shows the code, output and figures that no longer
      agree with its page, and what it claims that does not hold: - is the guide's,
      + is yours. You are meant to change things, so the status is 0 either way. What
      the page masks, such as the name of the machine, is not compared. 'museum' in
      the place of N compares the museum.

      \(everywhere)

      Example:
        workbook diff 2

      """
    #expect(try BuiltWorkbook.run("diff", "--help") == .init(output: expected))
  }

  @Test func helpOfChapter() throws {
    let expected = """
      Usage: workbook chapter N [OPTIONS]

      Read and run one chapter.

      Shows the page of chapter N (1 to 6). Its code is run as the page comes to it,
      so what you see is what the code in Sources/Chapters does now. On a terminal it
      stops when the screen is full, with a line of keys: to go on, go back, find a
      word, or quit. The next time, it offers to go on where you stopped.

      A cell is one step of the chapter: what is printed or drawn below its code.
      If a page has 'text cell=count', --only count runs that step.

      Options:
        --step               Wait for a key after each cell, too
        --all                Show all of it without stopping
        --only CELL          Run one cell, and show no more than its code

      \(everywhere)

      Example:
        workbook chapter 1

      """
    #expect(try BuiltWorkbook.run("chapter", "--help") == .init(output: expected))
  }

  @Test func helpOfAGroup() throws {
    let expected = """
      Usage: workbook guide COMMAND [OPTIONS]

      Commands:
        guide check          Compare the guide with the code and its output.
        guide update         Write the code and its output into the guide.
        guide review         Go through what has changed, and accept or reject it.

      \(everywhere)

      Example:
        workbook guide check

      """
    #expect(try BuiltWorkbook.run("guide", "--help") == .init(output: expected))
  }

  @Test(arguments: Workbook.commands.map { $0.description.name })
  func eachCommandHasHelpThatFits(name: String) throws {
    let run = try BuiltWorkbook.run(name.split(separator: " ").map(String.init) + ["--help"])
    #expect(run.status == 0)
    #expect(run.error == "")
    #expect(run.output.hasPrefix("Usage: workbook \(name)"))
    #expect(run.output.contains("Example:\n  workbook \(name)"))
    #expect(run.output.contains(everywhere))
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.filter { $0.count > 80 } == [])
    #expect(lines.filter { $0.hasSuffix(" ") } == [])
  }

  @Test(arguments: [["--version"], ["train", "--version"]])
  func version(arguments: [String]) throws {
    #expect(
      try BuiltWorkbook.run(arguments) == .init(output: "workbook \(Workbook.version)\n"))
  }
}
