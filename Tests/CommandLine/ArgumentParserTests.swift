import Testing

@testable import WorkbookCommand

@Suite struct ArgumentParserTests {
  private let epochs = Option.integer("epochs", default: 5, atLeast: 1, help: "")
  private let rate = Option.positiveNumber("rate", default: 0.01, help: "")

  private func parse(_ line: String) throws(UsageError) -> ParsedArguments {
    let flag = OptionDescription(name: "help", placeholder: nil, help: "")
    let parser = ArgumentParser(options: [epochs.description, rate.description, flag])
    return try parser.parse(line.split(separator: " ").map(String.init))
  }

  @Test(arguments: [
    "--epochs 7 a b", "a --epochs=7 b", "a b --epochs 7", "--epochs 2 a b --epochs 7",
  ])
  func optionsStandAnywhere(line: String) throws {
    let parsed = try parse(line)
    #expect(try parsed.value(of: epochs) == 7)
    #expect(parsed.words == ["a", "b"])
  }

  @Test func withoutTheOptionItsFallbackHolds() throws {
    #expect(try parse("a").value(of: epochs) == 5)
    #expect(try parse("a").value(of: rate) == 0.01)
  }

  @Test func twoDashesEndTheOptions() throws {
    let parsed = try parse("--epochs 7 -- --epochs --help --")
    #expect(try parsed.value(of: epochs) == 7)
    #expect(parsed.words == ["--epochs", "--help", "--"])
  }

  @Test func numbersAndASingleDashAreWords() throws {
    #expect(try parse("-1 - -0.5").words == ["-1", "-", "-0.5"])
  }

  @Test func anEqualsSignInAValueStays() throws {
    #expect(try parse("--epochs=a=b").values == ["epochs": "a=b"])
  }

  @Test(arguments: [
    ("--epoch 5", UsageError.unknownOption("--epoch", nearest: "--epochs")),
    ("--epcohs=5", .unknownOption("--epcohs", nearest: "--epochs")),
    ("--zzz", .unknownOption("--zzz", nearest: nil)),
    ("-e 5", .unknownOption("-e", nearest: nil)),
    ("--epochs", .missingValue(option: "epochs", placeholder: "N")),
    ("--epochs=", .missingValue(option: "epochs", placeholder: "N")),
    ("--epochs --help", .missingValue(option: "epochs", placeholder: "N")),
    ("--help=yes", .unwantedValue("yes", option: "help")),
  ])
  func mistakesHaveTheirOwnErrors(line: String, expected: UsageError) {
    #expect(throws: expected) { try parse(line) }
  }

  @Test(arguments: ["0", "-1", "2.5", "five", "99999999999999999999"])
  func aWholeNumberIsChecked(word: String) throws {
    let parsed = try parse("--epochs \(word)")
    #expect(
      throws: UsageError.wrongValue(
        word, option: "epochs", expected: "a whole number of at least 1")
    ) { try parsed.value(of: epochs) }
  }

  @Test(arguments: ["0", "-0.1", "nan", "inf", "1e999", "1e-999", "small"])
  func aPositiveNumberIsChecked(word: String) throws {
    let parsed = try parse("--rate=\(word)")
    #expect(
      throws: UsageError.wrongValue(
        word, option: "rate", expected: "a finite number greater than 0")
    ) { try parsed.value(of: rate) }
  }

  @Test func valuesOfOptionsAreNoCommands() {
    let parser = ArgumentParser(options: [epochs.description])
    let arguments = ["--epochs", "3", "guide", "--epochs=3", "check", "more"]
    #expect(parser.wordPositions(in: arguments, atMost: 2) == [2, 4])
    #expect(parser.wordPositions(in: ["--epochs", "--help", "train"], atMost: 2) == [2])
    #expect(parser.wordPositions(in: ["--", "train"], atMost: 2) == [])
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
}
