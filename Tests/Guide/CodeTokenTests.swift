import Testing

@testable import Guide

@Suite struct CodeTokenTests {
  /// Tokens other than plain ones: `keyword:let`.
  private func marked(_ code: String, _ language: CodeLanguage = .swift) -> [String] {
    CodeToken.tokens(of: code, in: language).filter { $0.kind != .plain }.map {
      "\($0.kind):\($0.text)"
    }
  }

  @Test(arguments: [
    ("let x: Int = 3", ["keyword:let", "type:Int", "number:3"]),
    (
      "@MainActor final class A: B {}",
      ["attribute:@MainActor", "keyword:final", "keyword:class", "type:A", "type:B"]
    ),
    ("0..<10 + 1.5e-3 - 0xFF", ["number:0", "number:10", "number:1.5e-3", "number:0xFF"]),
    ("x.init(self, nil).in", ["literal:self", "literal:nil"]),
    ("\"a\\\"b\" + \"c", ["string:\"a\\\"b\"", "string:\"c"]),
    ("\"\"\"\na \"b\"\n\"\"\" let", ["string:\"\"\"\na \"b\"\n\"\"\"", "keyword:let"]),
    ("a // let \"b\"\nvar", ["comment:// let \"b\"", "keyword:var"]),
    ("`let` letter $0", ["number:0"]),
  ])
  func swift(_ code: String, _ tokens: [String]) {
    #expect(marked(code) == tokens)
  }

  @Test func otherLanguages() {
    #expect(
      marked("@a\ndef f(x): # b\n  return None, 'c'", .python) == [
        "attribute:@a", "keyword:def", "comment:# b", "keyword:return", "literal:None",
        "string:'c'",
      ])
    #expect(marked("cat A.swift#b # c", .shell) == ["comment:# c"])
    #expect(CodeLanguage.named("text") == nil)
  }

  @Test func nothingIsLostHoweverTheCodeEnds() {
    let code = "@a #if \"b\\(c)\" /* d */ 1.5e-3 `e` #\"f\"# // g 😀\n\"\"\"\nh\\\n"
    for length in 0...code.count {
      let prefix = String(code.prefix(length))
      #expect(CodeToken.tokens(of: prefix, in: .swift).map(\.text).joined() == prefix)
    }
  }
}
