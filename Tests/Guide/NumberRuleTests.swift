import Testing

@testable import Guide

/// Which numbers of a text state a result, and which only name, date or choose something.
@Suite struct NumberRuleTests {
  private func found(_ text: String) -> [String] {
    let (document, _) = MarkdownDocument.recovering(text, file: "page.md")
    return document.allBlocks.flatMap { block in
      Sentence(block.ownInlines, line: 1).numbers(labels: ["3.6", "3.7"])
    }.map(\.text)
  }

  @Test(arguments: [
    (
      "It has 86.0 % right, or 86%, ninety-nine percent.",
      ["86.0 %", "86%", "ninety-nine percent"]
    ),
    ("1,600 of them, 60_000, 1e-2, 0.5 and 12.", ["1,600", "60_000", "1e-2", "0.5", "12"]),
    ("A row of 3 × 3, 5 by 5, 2 · 8.", ["3", "3", "5", "5", "2", "8"]),
    ("From 0 to 31 and 10–20.", ["31", "10", "20"]),
    (
      "Nine of ten, 4 of the 5, one in ten, 3 out of 4, 5 of 5.",
      ["Nine of ten", "4 of the 5", "one in ten", "3 out of 4", "5 of 5"]
    ),
    (
      "A third of it, two thirds, half the time, twice as fast.",
      ["A third", "two thirds", "half", "twice"]
    ),
    (
      "A hundred, two hundred and fifty, three million, 60 thousand.",
      ["hundred", "two hundred and fifty", "three million", "60 thousand"]
    ),
    ("Twenty-one, lost twenty-ten.", ["Twenty-one", "twenty", "ten"]),
    ("Divided by 1/255, near ln 3.", ["1/255", "3"]),
    (
      "With 1, 2 or 7 threads, 5 small test digits, epochs 9 and 12.",
      ["1", "2", "7", "5", "9", "12"]
    ),
    ("In 1998 it was wrong in 2000 images.", ["2000"]),
    ("Two epochs, two seconds, three ideas.", ["Two", "two", "three"]),
    ("**99** in *four* tables[^a]", ["99", "four"]),
    ("| a 17 |\n| -: |\n| 18 |", ["17", "18"]),
    ("# The 12 digits\n\n> - ![A chart of 13 lines.](a.svg)", ["12", "13"]),
    ("共有4000张图片", ["4000"]),
  ])
  func whatStatesAResult(_ text: String, _ numbers: [String]) {
    #expect(found(text) == numbers)
  }

  @Test(arguments: [
    "One idea, two loops, both of them, one of two, the first and the third.",
    "A 7 is no 1; 0 is white and 1 is black; between 0 and 1.",
    "Chapter 12, chapters 10 to 14, exercise 3.2, 3.6 and 3.7, page 57, lines 10, 11 and 12.",
    "PyTorch 2.3.1, Swift 6.3, version 0.31.2, on 2026-01-31 at 14:03, in 1998.",
    "A 7 seldom resembles other digits.", "With 0 errors.",
    "A few hundred, hundreds, dozens, several thousand million, zero.",
    "`conv1` has `86 digits`, Conv2d and x86_64; [words](page-86.md#87), ![a](figures/88.svg)",
    "| chapter | time |\n| ------- | ---: |\n| [Data](01-data.md) | 15 min |",
    "A third time; it ran twice; a quarter past; in two halves; a half-open range.",
  ])
  func whatDoesNot(_ text: String) {
    #expect(found(text) == [])
  }

  @Test func numbersOfCodeBetweenWords() {
    let (document, _) = MarkdownDocument.recovering(
      "`Conv2d(1, 32)`, `86`, `86 %`, `swift run workbook train --epochs 50`, `p >= 0.5 %`",
      file: "page.md")
    let sentence = Sentence(document.allBlocks[0].ownInlines, line: 1)
    #expect(sentence.numbersOfCode(labels: []).map(\.text) == ["32", "0.5 %"])
    #expect(sentence.numbers() == [])
  }
}
