import Testing

@testable import WorkbookCommand

@Suite struct ArgumentParserTests {
  /// What a command might declare.
  private struct Line {
    @Option(.number(atLeast: 1), help: "Rounds") var epochs = 5
    @Option(.positive, help: "How fast") var stepSize: Float = 0.01
    @Option(.file, help: "Where") var save: String?
    @Option(.choice("WHEN"), help: "When") var color = GlobalOptions.ColorChoice.auto
    @Flag(help: "Show this") var help: Bool
    @Argument(.word("FIRST", "the first word")) var first: String
    @Argument(.word("SECOND", "the second word")) var second = "none"
    @RestOfArguments("MORE") var rest: [String]

    init() {}

    init(_ line: String) throws(UsageError) {
      self.init()
      let declarations = Declarations(of: self)
      let parser = ArgumentParser { declarations.options }
      try declarations.read(try parser.parse(line.split(separator: " ").map(String.init)))
    }
  }

  private let parser = ArgumentParser { Declarations(of: Line()).options }

  @Test func aDeclarationSaysItAll() {
    let declarations = Declarations(of: Line())
    #expect(declarations.options.map(\.name) == ["epochs", "step-size", "save", "color", "help"])
    #expect(declarations.options.map(\.placeholder) == ["N", "X", "FILE", "WHEN", nil])
    #expect(
      declarations.options.map(\.help) == [
        "Rounds (default: 5)", "How fast (default: 0.01)", "Where", "When (default: auto)",
        "Show this",
      ])
    #expect(declarations.arguments.map(\.placeholder) == ["FIRST", "[SECOND]", "MORE..."])
  }

  @Test(arguments: [
    "--epochs 7 a b", "a --epochs=7 b", "a b --epochs 7", "--epochs 2 a b --epochs 7",
  ])
  func optionsStandAnywhere(line: String) throws {
    let read = try Line(line)
    #expect(read.epochs == 7)
    #expect([read.first, read.second] == ["a", "b"])
    #expect(read.rest == [])
  }

  @Test func whatIsNotGivenIsAsItWas() throws {
    let read = try Line("a")
    #expect(read.epochs == 5)
    #expect(read.stepSize == 0.01)
    #expect(read.save == nil)
    #expect(!read.help)
    #expect(read.second == "none")
  }

  @Test func twoDashesEndTheOptions() throws {
    let read = try Line("--epochs 7 --help -- --epochs --help --")
    #expect(read.epochs == 7)
    #expect(read.help)
    #expect([read.first, read.second] + read.rest == ["--epochs", "--help", "--"])
  }

  @Test func numbersAndASingleDashAreWords() throws {
    let read = try Line("-1 - -0.5 more")
    #expect([read.first, read.second] + read.rest == ["-1", "-", "-0.5", "more"])
  }

  @Test func anEqualsSignInAValueStays() throws {
    #expect(try Line("--save=a=b x").save == "a=b")
  }

  @Test(arguments: [
    ("--epoch 5", "no option '--epoch'; did you mean '--epochs'?"),
    ("--epcohs=5", "no option '--epcohs'; did you mean '--epochs'?"),
    ("--zzz", "no option '--zzz'"),
    ("-e 5", "no option '-e'"),
    ("--epochs", "'--epochs' needs a value: --epochs N"),
    ("--epochs=", "'--epochs' needs a value: --epochs N"),
    ("--epochs --help", "'--epochs' needs a value: --epochs N"),
    ("--help=yes", "'--help' takes no value, but was given 'yes'"),
    ("--help", "the first word is missing"),
    (
      "a --color alwys",
      "'--color' needs auto, always or never, not 'alwys'; did you mean 'always'?"
    ),
    ("a --color=x", "'--color' needs auto, always or never, not 'x'"),
  ])
  func mistakesHaveTheirOwnErrors(line: String, message: String) {
    #expect(throws: UsageError(message)) { _ = try Line(line) }
  }

  @Test(arguments: ["0", "-1", "2.5", "five", "-99999999999999999999"])
  func aWholeNumberIsChecked(word: String) throws {
    #expect(
      throws: UsageError("'--epochs' needs a whole number of at least 1, not '\(word)'")
    ) { _ = try Line("a --epochs \(word)") }
  }

  @Test func aNumberThatIsTooLargeOrTooSmallIsToldTheRange() {
    let most = "'--epochs' needs a whole number of at most 9223372036854775807, not "
    #expect(throws: UsageError(most + "'9223372036854775808'")) {
      _ = try Line("a --epochs 9223372036854775808")
    }
    for word in ["1e999", "1e-999", "1e39", "1e-46"] {
      #expect(
        throws: UsageError(
          "'--step-size' needs a number from 1e-45 to 3.4028235e+38, not '\(word)'")
      ) { _ = try Line("a --step-size=\(word)") }
    }
  }

  @Test(arguments: ["0", "-0.1", "nan", "inf", "-1e-999", "small"])
  func aPositiveNumberIsChecked(word: String) throws {
    #expect(
      throws: UsageError("'--step-size' needs a finite number greater than 0, not '\(word)'")
    ) { _ = try Line("a --step-size=\(word)") }
  }

  @Test func valuesOfOptionsAreNoCommands() {
    let arguments = ["--epochs", "3", "guide", "--epochs=3", "check", "more"]
    #expect(parser.pieces(of: arguments).positions == [2, 4, 5])
    #expect(parser.pieces(of: ["--epochs", "--help", "train"]).positions == [2])
    #expect(parser.pieces(of: ["train", "--", "now"]).positions == [0])
  }
}

@Suite struct NearestWordTests {
  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("", "abc", 3),
    // One character wrong, one missing, one too many, two swapped.
    ("chaqter", "chapter", 1), ("chaptr", "chapter", 1), ("chappter", "chapter", 1),
    ("chpater", "chapter", 1), ("kitten", "sitting", 3),
  ])
  func editDistanceCountsTypingErrors(first: String, second: String, distance: Int) {
    #expect(editDistance(first, second) == distance)
    #expect(editDistance(second, first) == distance)
  }

  @Test(arguments: [
    ("chaptr", "chapter"), ("chap", "chapter"), ("trian", "train"), ("GUIDE", nil),
    ("x", nil), ("c", nil), ("bench", nil), ("gide", "guide"),
  ])
  func onlyANearWordIsProposed(word: String, expected: String?) {
    #expect(nearestWord(to: word, in: ["chapter", "train", "data", "guide"]) == expected)
  }

  /// As many words as a system passes on, and as long ones.
  @Test(arguments: [
    Array(repeating: "help", count: 20_000), Array(repeating: "--color", count: 20_000),
    Array(repeating: "--threads=1", count: 20_000),
    ["help"] + Array(repeating: "-x", count: 20_000),
    [String(repeating: "chapter", count: 15_000)],
    ["--" + String(repeating: "color", count: 20_000)],
  ])
  func commandLinesAreReadInAShortTime(_ words: [String]) {
    let time = ContinuousClock().measure {
      if case .run(let command, let arguments)? = try? Request(words, commands: Workbook.commands) {
        _ = try? command.parse(arguments)
      }
    }
    #expect(time < .seconds(5))
  }
}
