import Testing

@testable import Guide

@Suite struct CodeLanguageTests {
  /// Spans other than plain ones: `keyword:let`.
  private func marked(_ code: String, _ language: CodeLanguage = .swift) -> [String] {
    let names: [TextStyle: String] = [
      .keyword: "keyword", .type: "type", .literal: "literal", .string: "string",
      .attribute: "attribute", .faint: "comment",
    ]
    return language.spans(of: code).compactMap { span in
      names[span.style].map { "\($0):\(span.text)" }
    }
  }

  @Test(arguments: [
    ("let x: Int = 3", ["keyword:let", "type:Int", "literal:3"]),
    (
      "@MainActor final class A: B {}",
      ["attribute:@MainActor", "keyword:final", "keyword:class", "type:A", "type:B"]
    ),
    ("0..<10 + 1.5e-3 - 0xFF", ["literal:0", "literal:10", "literal:1.5e-3", "literal:0xFF"]),
    ("x.init(self, nil).in", ["literal:self", "literal:nil"]),
    ("\"a\\\"b\" + \"c", ["string:\"a\\\"b\"", "string:\"c"]),
    ("\"\"\"\na \"b\"\n\"\"\" let", ["string:\"\"\"\na \"b\"\n\"\"\"", "keyword:let"]),
    ("a // let \"b\"\nvar", ["comment:// let \"b\"", "keyword:var"]),
    ("`let` letter $0", ["literal:0"]),
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
      #expect(CodeLanguage.swift.spans(of: prefix).map(\.text).joined() == prefix)
    }
  }
}
