import Foundation
import Notebook
import Quiz
import Testing

@testable import WorkbookCommand

/// `workbook quiz`, whose answers come from a pipe or a terminal.
@Suite struct QuizTests {
  private let folder: ReadersFolder

  init() throws {
    folder = try ReadersFolder()
  }

  /// Answers with these lines.
  private func quiz(
    _ arguments: String, _ lines: String, environment: [String: String] = [:]
  ) throws -> BuiltWorkbook.Run {
    var environment = environment
    environment["folder"] = folder.root.directory.path
    environment["lines"] = lines
    return try BuiltWorkbook.shell(
      "cd \"$folder\" && printf \"$lines\" | \"$workbook\" quiz \(arguments)",
      environment: environment)
  }

  private var remembered: String? {
    try? folder.text(of: Mistakes.path)
  }

  @Test func aDialogue() throws {
    let run = try quiz("4", "0.7\\n3\\n[32]\\nmany\\n3.0\\n?\\n\\nd\\nq\\n")
    let expected = """
      10 questions. Press Enter or type ? to skip one and see its answer, and q to
      stop.

      Question 1 of 10, chapter 4
      A batch of 32 has a mean loss of 0.5, and a second, of 8, has 1.5. What is the
      mean over all images?
      > 0.7
      ✓ Right: 0.7. (32 · 0.5 + 8 · 1.5) / 40. The more batches, the less a short one
      counts.
      See: Sizes, Guide/04-train-and-test.md#sizes

      Question 2 of 10, chapter 4
      train goes through 100 digits once, in batches of 32. How often does it call
      step()?
      > 3
      ✗ Tempting, but wrong: 3. The last four digits are a batch, too.
        Right is 4. Three full batches, and one with the last four digits.
      See: Train, Guide/04-train-and-test.md#train

      Question 3 of 10, chapter 4
      Scores have the shape [32, 10]. What shape does argmax(dim: 1) give?
      > [32]
      ✓ Right: [32]. For each of the 32 images, the place of its largest score.
      See: The line that counts, Guide/04-train-and-test.md#the-line-that-counts

      Question 4 of 10, chapter 4
      The guesses are 3 1 4 1 5, and the labels 3 1 4 2 6. What does (guesses ==
      labels).float().sum().item() give?
      > many
      That cannot be read as an answer. Write a number, such as 1600 or 0.5.
      > 3.0
      ✓ Right: 3. A 1 for each right answer, added up. Such counts can be added over
      batches of any size.
      See: The line that counts, Guide/04-train-and-test.md#the-line-that-counts

      Question 5 of 10, chapter 4
      Three digits. Model A gives each right class 0.4, and all three guesses are
      wrong. B gives them 0.9, 0.9 and 0.01. Which has the lower mean loss, and which
      the better accuracy?
        a) B has both   b) A the loss, B the accuracy   c) B the loss, A the accuracy
      > ?
      Right is b) A the loss, B the accuracy. A pays -ln 0.4 = 0.92 three times, B 4.6
      for one digit. So both numbers can rise at once.
      See: The line that counts, Guide/04-train-and-test.md#the-line-that-counts

      Question 6 of 10, chapter 4
      You move a weight by 0.001. What changes, nearly always?
        a) the loss alone   b) loss and accuracy   c) the accuracy alone   d) neither
      > 
      Right is a) the loss alone. The accuracy is a staircase, flat nearly everywhere,
      so it has no gradient to go by.
      See: The line that counts, Guide/04-train-and-test.md#the-line-that-counts

      Question 7 of 10, chapter 4
      What is different inside noGrad?
        a) the scores   b) what Dropout does   c) whether backward() finds a way back
      > d
      That cannot be read as an answer. Write a letter, a to c.
      > q

      3 of 6 right.
      Read again:
        Train, Guide/04-train-and-test.md#train
        The line that counts, Guide/04-train-and-test.md#the-line-that-counts

      """
    #expect(run == .init(output: expected))
    #expect(remembered == "workbook quiz 1\n4 steps\n4 loss-and-accuracy\n4 smooth\n")
  }

  @Test func mistakesComeBackUntilTheyAreRight() throws {
    _ = try quiz("4", "0.7\\n3\\nq\\n")
    #expect(remembered == "workbook quiz 1\n4 steps\n")
    let again = try quiz("--seed 1", "4\\nq\\n")
    #expect(again.output.contains("\nQuestion 1 of 10, chapter 4\ntrain goes through 100 digits"))
    #expect(again.output.hasSuffix("\n1 of 1 right.\n"))
    #expect(remembered == "workbook quiz 1\n")
  }

  @Test func aNumberMayBeReadInTwoWays() throws {
    // The one that is right counts.
    #expect(try quiz("2", "27\\n27\\n14\\n\\n\\n1,216\\n").output.contains("✓ Right: 1216."))
  }

  /// The first answer is no answer, whatever it is; then the input ends.
  @Test(arguments: ["", "q\\n", "Q", "  q  \\n"])
  func whoEndsAtOnceHearsNoScore(_ lines: String) throws {
    let run = try quiz("1", lines)
    #expect(run.output.hasSuffix("\nNo question was answered.\n"))
    #expect(run.status == 0 && run.error == "")
    #expect(remembered == nil)
  }

  @Test func theLastLineNeedsNoEnd() throws {
    #expect(try quiz("2", "27").output.contains("✓ Right: 27."))
    #expect(try quiz("2", "27\\r\\n").output.contains("> 27\n✓ Right: 27."))
  }

  @Test func whatIsTypedDoesNotSpeakToTheTerminal() throws {
    let run = try quiz("2 --color always", "\\033[31mx\\007\\n\\377\\nq\\n")
    #expect(run.output.contains("> \\u{1B}[31mx\\u{7}\nThat cannot be read as an answer."))
    let plain = try quiz("2", "1\\nq\\n")
    #expect(!plain.output.contains("\u{1B}"))
    #expect(try quiz("2 --color always", "q\\n").output.contains("\u{1B}[1mQuestion 1"))
  }

  @Test func ofALongLineTheBeginningIsKept() throws {
    let run = try BuiltWorkbook.shell(
      """
      cd "$folder"; { head -c 20000000 /dev/zero | tr '\\0' 7; echo; echo 27; } | "$workbook" quiz 2
      """, environment: ["folder": folder.root.directory.path])
    #expect(
      run.output.contains(
        "> \(String(repeating: "7", count: 60))\nThat cannot be read as an answer."))
    #expect(run.output.contains("> 27\n✓ Right: 27."))
    #expect(TypedLines.longestLine == 1_000)
  }

  @Test func nobodyIsAskedForEver() throws {
    let run = try BuiltWorkbook.shell(
      "cd \"$folder\"; yes maybe | \"$workbook\" quiz 2",
      environment: ["folder": folder.root.directory.path])
    #expect(run.output.contains("\n0 of 10 right.\nRead again:\n"))
    #expect(run.output.components(separatedBy: "> maybe\n").count == 51)
    #expect(run.status == 0)
  }

  @Test func aDamagedMemoryCostsTheMemory() throws {
    try folder.root.replace(Mistakes.path, with: "workbook quiz 7\n")
    let run = try quiz("2", "9\\nq\\n")
    #expect(
      run.error
        == "workbook: .workbook/quiz is damaged, or another version's, so earlier mistakes are"
        + " not known\n")
    #expect(run.status == 0)
    #expect(remembered == "workbook quiz 1\n2 edge\n")
  }

  @Test func aMemoryThatCannotBeWrittenIsNoFailure() throws {
    try FileManager.default.createDirectory(
      at: folder.root.url(of: Mistakes.path), withIntermediateDirectories: true)
    let run = try quiz("2", "9\\nq\\n")
    #expect(run.output.contains("0 of 1 right."))
    #expect(run.error.contains("workbook: your mistakes could not be saved: "))
    #expect(run.status == 0)
  }

  @Test(arguments: [
    ("7", "no chapter '7'; there are chapters 1 to 6"),
    ("three", "no chapter 'three'; there are chapters 1 to 6"),
    ("1 2", "unexpected argument '2'"),
    ("--seed x", "'--seed' needs a whole number of at least 0, not 'x'"),
  ])
  func mistakesOfTheCommandLine(_ arguments: String, _ message: String) throws {
    let run = try quiz(arguments, "")
    #expect(run == .init(error: "workbook: \(message) (see 'workbook quiz --help')\n", status: 64))
  }

  // MARK: In a terminal

  private func start(_ screen: PseudoTerminal, _ arguments: String...) throws -> Process {
    try screen.start(
      arguments: ["quiz"] + arguments,
      environment: ["TERM": "xterm", "NO_COLOR": "1", "LANG": "C.UTF-8"],
      in: folder.root.directory)
  }

  @Test func aTerminalShowsWhatIsTypedOnce() throws {
    let screen = try PseudoTerminal(columns: 60)
    let process = try start(screen, "2")
    let question = try screen.read(through: "> ")
    #expect(question.components(separatedBy: "\r\n").allSatisfy { $0.count <= 60 })
    try screen.type("27\n")
    #expect(try screen.read(through: "> ").hasPrefix("27\r\n✓ Right: 27."))
    // Ctrl-D
    try screen.type("\u{4}")
    #expect(screen.read(toEndOf: process).hasSuffix("1 of 1 right.\r\n"))
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func controlCEndsWithTheScore() throws {
    let screen = try PseudoTerminal()
    let process = try start(screen, "2")
    _ = try screen.read(through: "> ")
    try screen.type("9\n")
    _ = try screen.read(through: "> ")
    // No shell has made this its foreground.
    process.interrupt()
    #expect(screen.read(toEndOf: process).contains("0 of 1 right.\r\nRead again:"))
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    #expect(remembered == "workbook quiz 1\n2 edge\n")
  }
}
