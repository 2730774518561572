import Testing

@testable import Guide

/// What counts as shown of a number in a sentence.
@Suite struct ShownNumberTests {
  private func shows(_ shown: String, _ sentence: String) throws -> Bool {
    var numbers = ShownNumbers()
    numbers.add(shown)
    numbers.sort()
    let written = Sentence([.text(sentence)], line: 1).numbers()
    try #require(!written.isEmpty, "\(sentence)")
    return written.allSatisfy(numbers.shows)
  }

  @Test(arguments: [
    ("1600", "1,600"), ("60_000 / 32", "60,000"), ("0.01", "1e-2"), ("1e-05", "0.00001"),
    ("Test_acc:86.0%", "86 %"), ("acc: 0.86", "86 percent"), ("86 %", "0.86"), ("5.", "5 × 5"),
    ("[-1, 64]", "64"), ("2.322448", "2.322"), ("0.9358", "93.6 %"), ("0.439", "about 44 %"),
    ("121,930", "about 120,000"), ("121,930", "nearly 122,000"), ("2.322", "near 2.3"),
    ("4 * 13 * 13", "676"), ("1×28×28 → 32", "784"), ("32 images", "0 to 31"),
    ("140 of 1000", "140 of 1000"), ("80 %", "four of five"), ("0.80", "four of five"),
    ("10 digits", "one in ten"), ("x / 255", "1/255"), ("0.33333", "a third of"),
    ("p: 0.5", "half of"),
    ("1.0986123", "ln 3"), ("1.0986123", "ln 1/3"), ("ln 10", "ln 10"), ("3.0", "three"),
    ("[28, 28]", "28 × 28"), ("2", "twice as"), ("1000000000", "a thousand million"),
    ("20 of 30", "twenty or 30"),
  ])
  func whatIsShown(_ shown: String, _ sentence: String) throws {
    #expect(try shows(shown, sentence))
  }

  @Test(arguments: [
    ("86.0%", "87 %"), ("86.0%", "about 87 %"), ("86.4%", "86 %"), ("86", "86 %"), ("86%", "86"),
    ("momentum: 0.9", "90 %"), ("momentum: 0.9", "nine of ten"), ("1600", "16,000"),
    ("0.01", "0.02"),
    ("2.322448", "2.3"), ("2.322448", "2.323"), ("121,930", "about 130,000"),
    ("121,930", "120,000"),
    ("conv1 x64 Conv2d", "64 or 2 times"), ("2.3.1", "2.3"), ("13 + 13", "169"),
    ("32", "0 to 32 and 33"),
    ("14 of 100", "140 of 1000"), ("0.8", "four of five"), ("9 digits", "one in ten"),
    ("255", "1/255"), ("3", "a third of"), ("1.0986123", "ln 4"), ("1", "twice as"),
    ("0.6931472", "twice as"), ("0.6931472", "half of"),
  ])
  func whatIsNot(_ shown: String, _ sentence: String) throws {
    #expect(try !shows(shown, sentence))
  }
}
