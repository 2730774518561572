import Testing

@testable import Quiz

/// Answers as people write them.
@Suite struct AnswerReadingTests {
  private func isRight(_ words: String, _ right: Answer, _ kind: AnswerKind) -> Bool {
    kind.answers(in: words).contains { kind.isRight($0, right) }
  }

  @Test(
    arguments: [
      ("1600", 1600), ("1,600", 1600), (" 1 600 ", 1600), ("1600.0", 1600), ("1.6e3", 1600),
      ("+1600", 1600), ("16,981,120", 16_981_120), ("-0.8", -0.8), ("−0.8", -0.8), ("-,8", -0.8),
      (".5", 0.5), ("0,5", 0.5), ("2,303", 2.303), ("2,303", 2303), ("1_600", 1600),
    ] as [(String, Double)])
  func numbers(_ words: String, _ number: Double) {
    #expect(isRight(words, .number(number), .number(within: 0, unit: "")))
    #expect(!isRight(words, .number(number + 1), .number(within: 0, unit: "")))
  }

  @Test(arguments: ["40", "40%", "40 %", "40.0 %"])
  func percentages(_ words: String) {
    #expect(isRight(words, .number(40), .number(within: 0, unit: "%")))
    #expect(isRight(words, .number(40), .number(within: 0, unit: "")))
  }

  @Test func unitsMayBeWritten() {
    #expect(isRight("2 points", .number(2), .number(within: 0, unit: "points")))
    #expect(isRight("2", .number(2), .number(within: 0, unit: "points")))
  }

  @Test func aNumberMayBeOffByTheTolerance() {
    let kind = AnswerKind.number(within: 0.05, unit: "")
    for words in ["4.6", "4.61", "4.655", "4.556"] {
      #expect(isRight(words, .number(4.60517), kind), "\(words)")
    }
    for words in ["4.5", "4.66", "5"] {
      #expect(!isRight(words, .number(4.60517), kind), "\(words)")
    }
    // 4.65 - 4.6 is a little more than 0.05.
    #expect(isRight("4.65", .number(4.6), kind))
    // What was computed in floats need not be met to the last digit.
    #expect(isRight("0.3", .number(Double(Float(0.3))), .number(within: 0, unit: "")))
    #expect(!isRight("0.3001", .number(0.3), .number(within: 0, unit: "")))
  }

  @Test(arguments: [
    "", "many", "1 or 2", "nan", "inf", "0x10", "1e999", "5x5", "--1", "1,60,0", "%", "1.2.3",
    "\u{1B}[31m1",
  ])
  func whatIsNoNumber(_ words: String) {
    #expect(AnswerKind.number(within: 0, unit: "%").answers(in: words) == [])
  }

  @Test(arguments: [
    "5x5", "5×5", "5 x 5", "[5, 5]", "5, 5", "5,5", "5 5", "(5, 5)", "torch.Size([5, 5])", "5X5",
    "5*5",
  ])
  func shapes(_ words: String) {
    #expect(AnswerKind.shape.answers(in: words) == [.shape([5, 5])])
  }

  @Test func aShapeOfOneLength() {
    for words in ["1600", "[1600]", "(1600,)", "1,600"] {
      #expect(AnswerKind.shape.answers(in: words).contains(.shape([1600])), "\(words)")
    }
    #expect(AnswerKind.shape.answers(in: "1,600").contains(.shape([1, 600])))
  }

  @Test(arguments: ["", "[]", "five", "5xx", "-5", "5.5", "99999999999999999999", "5;5"])
  func whatIsNoShape(_ words: String) {
    let isNone = AnswerKind.shape.answers(in: words) == []
    // Two signs in a row part two lengths as one does.
    #expect(isNone || words == "5xx")
  }

  private let choice = AnswerKind.choice(["it falls, slowly", "w", "no: never"])

  @Test(arguments: [
    ("a", 0), ("B", 1), ("c)", 2), ("(a)", 0), ("b.", 1), (" c ", 2), ("it falls, slowly", 0),
    ("IT FALLS SLOWLY.", 0), ("w", 1), ("no: never", 2), ("No never", 2),
  ])
  func choices(_ words: String, _ index: Int) {
    #expect(choice.answers(in: words) == [.choice(index)])
  }

  @Test(arguments: ["", "d", "ab", "it falls", "1", "?!"])
  func whatIsNoChoice(_ words: String) {
    #expect(choice.answers(in: words) == [])
  }

  @Test func answersAreWrittenAsTheyAreRead() {
    let number = AnswerKind.number(within: 0, unit: "")
    #expect(number.text(of: .number(121_930)) == "121,930")
    #expect(number.text(of: .number(1600)) == "1600")
    #expect(number.text(of: .number(-0.8)) == "-0.8")
    #expect(number.text(of: .number(89.99999)) == "90")
    #expect(number.text(of: .number(-16_981_120)) == "-16,981,120")
    #expect(AnswerKind.number(within: 0.05, unit: "%").text(of: .number(4.60517)) == "4.61 %")
    #expect(AnswerKind.shape.text(of: .shape([5, 5])) == "[5, 5]")
    #expect(choice.text(of: .choice(1)) == "w")
    #expect(choice.advice == "Write a letter, a to c.")
  }
}
