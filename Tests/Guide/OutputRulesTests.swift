import Notebook
import Testing

@testable import Guide

@Suite struct OutputTokenTests {
  @Test(arguments: [
    ("Epoch: 5, Test_acc:86.0%", ["Epoch", ":", " ", "5", ",", " ", "Test_acc", ":", "86.0", "%"]),
    ("28×28 -> 2-1", ["28", "×", "28", " ", "-", ">", " ", "2", "-", "1"]),
    (
      "tensor([0., -1.5,  2e-05])",
      ["tensor", "(", "[", "0.", ",", " ", "-1.5", ",", "  ", "2e-05", "]", ")"]
    ),
    ("params: 121,930. Is", ["params", ":", " ", "121,930", ".", " ", "Is"]),
    ("(1,2,3) conv1", ["(", "1", ",", "2", ",", "3", ")", " ", "conv1"]),
    ("1,2345", ["1", ",", "2345"]),
    ("", []),
  ])
  func aLineInPieces(line: String, tokens: [String]) {
    #expect(OutputToken.tokens(of: line).map(\.text) == tokens)
  }
}

@Suite struct MaskTests {
  @Test(arguments: [
    (Mask.numbers, "a 1.5 b", "a   -20 b", true),
    (.numbers, "a 1.5 b", "a 1.5 c", false),
    (.decimals, "[0.1, -0.2] of 3", "[-0.15, 1e-05] of 3", true),
    (.decimals, "0.1 of 3", "0.1 of 4", false),
    (.decimals, "tensor([0., 1.])", "tensor([0.0010, 1.0000])", true),
    (.times, "took 12.5 ms", "took 3 s", true),
    (.times, "at 14:03:22 on 2026-01-31", "at 4:03 on 2025-12-01", true),
    (.times, "took 12.5 ms", "took 12.5 MB", false),
    (.times, "5 steps", "6 steps", false),
    (.paths, "in /tmp/a-b.c/d, now", "in ~/x, now", true),
    (.paths, "in /tmp/a", "to /tmp/a", false),
    (.paths, "1/2 and a/b", "1/3 and a/c", false),
    (.machine, "cpu (2 cores, fused)", "cpu (1 core)", true),
    (.machine, "cpu (2 cores)", "gpu (2 cores)", false),
  ])
  func linesAreTheSameBehindAMask(mask: Mask, first: String, second: String, areSame: Bool) {
    let masked = [first, second].map { Mask.masked($0, [mask]) }
    #expect((masked[0] == masked[1]) == areSame, "\(masked)")
  }

  @Test func twoMasksTogether() {
    let lines = ["5 images in 1.25 s, kept in /tmp/a1", "6 images in 900 ms, kept in ~/b"].map {
      Mask.masked($0, [.times, .paths, .numbers])
    }
    #expect(lines[0] == "‹numbers›images in‹times›, kept in‹paths›")
    #expect(lines[0] == lines[1])
  }
}

@Suite struct ClaimTests {
  enum ClaimOutcome {
    case holds
    /// With the number that is found.
    case fails(String)
    case findsNothing
  }

  private static let output = [
    "Epoch: 1, Train_acc:25.6%, Test_acc:34.1%, Test_loss:2.249",
    "Epoch: 5, Train_acc:83.5%, Test_acc:86.0%, Test_loss:0.515",
    "Epoch:15, Train_acc:99.0%, Test_acc:61.0%, Test_loss:1e-05",
    "wrong: 140 of 1,000", "mean -nan %, largest inf",
  ]

  @Test(arguments: [
    ("Test_acc of epoch 5 >= 80 %", ClaimOutcome.holds),
    ("test_acc of Epoch: 5 >= 86.0%", .holds),
    ("Test_acc of epoch 5 > 86 %", .fails("86.0 %")),
    ("Test_acc of epoch 15 < 60 %", .fails("61.0 %")),
    ("Test_acc > 60 %", .fails("34.1 %")),
    ("Test_acc > 34 %", .holds),
    ("Test_loss of epoch 15 < 0.001", .holds),
    ("wrong <= 140", .holds),
    ("wrong = 141", .fails("140")),
    // What is no number is less than nothing, and not more.
    ("mean >= 80 %", .fails("nan %")),
    ("mean < 80 %", .fails("nan %")),
    ("largest > 1", .holds),
    ("largest < 1", .fails("inf")),
    // No such line, no such words, and a percentage where there is none or the other way round.
    ("Test_acc of epoch 6 > 1 %", .findsNothing),
    ("Tests > 1", .findsNothing),
    ("Test_loss > 1 %", .findsNothing),
    ("Test_acc > 1", .findsNothing),
  ])
  func whatComesOfAClaim(text: String, outcome: ClaimOutcome) throws {
    let claim = try #require(Claim(text))
    let problem: GuideProblem? =
      switch outcome {
      case .holds: nil
      case .fails(let found): .claimFails(claim, cell: "a", found: found)
      case .findsNothing: .claimFindsNothing(claim, cell: "a")
      }
    #expect(claim.problem(in: Self.output.map(OutputToken.tokens), of: "a") == problem)
    #expect(claim.description == text)
    #expect(text.hasSuffix(" \(claim.condition)"))
  }

  @Test(arguments: [
    ("acc >= 80 %", "acc 79 %", false), ("acc >= 80 %", "acc 20 %", false),
    ("acc >= 80 %", "acc 19.9 %", true), ("acc > 80 %", "acc nan %", true),
    ("acc <= 8 %", "acc 90 %", false), ("loss > 8", "loss 0", false),
    ("loss < 8", "loss nan", true),
    ("acc > 8", "none", false),
  ])
  func whatIsFarOff(text: String, output: String, isFarOff: Bool) throws {
    let broken = try #require(Claim(text)).broken(in: [OutputToken.tokens(of: output)])
    #expect(broken?.isFarOff == isFarOff)
  }

  @Test(arguments: [
    "", "Test_acc", "Test_acc >=", "Test_acc >= much", ">= 80", "of epoch 5 >= 80",
    "Test_acc of >= 80", "Test_acc => 80", "a > 1 > 0", "a > 1 MB", "a >1",
  ])
  func whatIsNoClaim(text: String) {
    #expect(Claim(text) == nil)
  }
}

@Suite struct FenceWordTests {
  private func faults(_ words: String) throws -> [String] {
    let package = try TemporaryPackage()
    try package.editPage("cell=walk", words)
    return package.checkPage()
  }

  @Test(arguments: [
    "cell=walk mask=numbers", "cell=walk mask=decimals,numbers",
    "cell=walk claim=\"28 = 28\" mask=numbers claim=\"1 = 28\"",
    "cell=walk  claim=\"28   =  28\"  ",
  ])
  func goodOnes(words: String) throws {
    // Whether the claims hold is for another test.
    let package = try TemporaryPackage()
    try package.editPage("cell=walk", words)
    try package.editPage("[1, 28, 28]", "[1, 28, 28.0]")
    let faults = package.checkPage().filter { !$0.contains("the page claims") }
    #expect(faults == [])
  }

  @Test(arguments: [
    (
      "cell=walk often",
      "a text fence does not know the word often; write text, text python=…, or text cell=name and behind it mask=…, claim=\"…\" or python=…"
    ),
    (
      "cell=walk masks=numbers",
      "a text fence does not know the word masks=numbers; write text, text python=…, or text cell=name and behind it mask=…, claim=\"…\" or python=…"
    ),
    ("cell=walk mask=numbers mask=times", "mask is there twice; remove one"),
    ("cell=walk mask=numbers,numbers", "numbers is there twice; remove one"),
    (
      "cell=walk mask=number",
      "there is no mask number; write one of numbers, decimals, times, paths, machine, everything"
    ),
    (
      "cell=walk mask=",
      "there is no mask ; write one of numbers, decimals, times, paths, machine, everything"
    ),
    (
      "cell=walk claim=\"28\"",
      "the claim «28» cannot be read; write «words before the number >= 80 %» or «words of words of the line < 0.5», with >=, <=, >, < or ="
    ),
    (
      "cell=walk claim=\"1 = 28",
      "the quotation marks of this fence do not fit; write claim=\"…\" with a space before and behind it"
    ),
    (
      "cell=walk claim=\"1 = 28\"mask=numbers",
      "the quotation marks of this fence do not fit; write claim=\"…\" with a space before and behind it"
    ),
  ])
  func brokenOnes(words: String, message: String) throws {
    #expect(try faults(words).first == "Guide/02-model.md:10: \(message)")
  }

  @Test func theCellComesFirst() throws {
    #expect(
      try faults("mask=numbers cell=walk") == [
        "Guide/02-model.md:10: a text fence does not know the word mask=numbers; write text, text python=…, or text cell=name and behind it mask=…, claim=\"…\" or python=…",
        "Guide/02-model.md:10: a text fence does not know the word cell=walk; write text, text python=…, or text cell=name and behind it mask=…, claim=\"…\" or python=…",
        "Guide/02-model.md:19: the page never shows the cell walk; add a fence: text cell=walk",
      ])
  }

  @Test func aClaimThatFailsSaysWhatItClaimedAndWhatItFound() throws {
    let package = try TemporaryPackage()
    try package.editPage("cell=walk", "cell=walk claim=\"32 < 26\" claim=\"33 > 1\"")
    let messages = [
      "Guide/02-model.md:10: of the cell walk the page claims «32 < 26», and it gives 26; correct the code, or the claim\n  see Sources/Chapters/Chapter2Model/Model.swift:5",
      "Guide/02-model.md:10: of the cell walk the page claims «33 > 1», and it gives no such number; correct the claim, or the code\n  see Sources/Chapters/Chapter2Model/Model.swift:5",
    ]
    // What was recorded is enough to see it, without running anything.
    #expect(package.checkPage() == messages)
    #expect(package.check() == messages)
  }

  @Test func aMaskThatMasksNothingIsAFault() throws {
    let package = try TemporaryPackage()
    try package.editPage("cell=walk", "cell=walk mask=times")
    #expect(
      package.check() == [
        "Guide/02-model.md:10: the output of the cell walk has nothing that mask=times would mask; remove it\n  see Sources/Chapters/Chapter2Model/Model.swift:5"
      ])
  }
}

@Suite struct ApproximateTests {
  private func package(_ page: String, _ now: String, words: String = "") throws -> TemporaryPackage
  {
    let package = try TemporaryPackage()
    try package.editPage("cell=walk\n[1, 28, 28]\n[32, 26, 26]", "cell=walk\(words)\n\(page)")
    package.recordings["walk"] = CellResult(text: now)
    return package
  }

  @Test func otherDigitsAreAllowedAndOtherWordsOrWholeNumbersAreNot() throws {
    let digits = try package("loss 0.5155 of 3", "loss 0.51 of 3")
    #expect(digits.weave(.approximate).check() == [])
    #expect(digits.weave(.exact).check().map(\.line) == [11])
    for now in ["loss 0.5155 of 4", "lost 0.5155 of 3", "loss 1 of 3", "loss 0.5155 of 3\nmore"] {
      #expect(
        try package("loss 0.5155 of 3", now).weave(.approximate).check().count == 1)
    }
  }

  @Test func whereSomethingIsClaimedNoNumberIsCompared() throws {
    let claimed = " claim=\"wrong < 200\""
    #expect(
      try package("wrong: 140", "wrong: 150", words: claimed).weave(.approximate).check() == [])
    #expect(
      try package("wrong: 140", "wrong: 200", words: claimed).weave(.approximate).check().map(
        \.line) == [10])
    #expect(
      try package("wrong: 140", "wrong: 150", words: claimed).weave(.exact).check()
        .map(\.line) == [11])
  }

  @Test func figuresHaveToBeThere() throws {
    let package = try TemporaryPackage()
    package.recordings["curve"] = CellResult(text: "", drawing: "<svg>other</svg>\n")
    #expect(package.weave(.approximate).check() == [])
    try package.editPage("curve.svg)", "curve.svg) and more")
    #expect(package.weave(.approximate).check().map(\.line) == [19])
  }
}
