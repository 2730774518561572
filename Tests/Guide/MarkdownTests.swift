import Testing

@testable import Guide

/// Examples of the CommonMark 0.31.2 specification, by their numbers, and of GitHub's where it says
/// so.
@Suite struct MarkdownTests {
  @Test(arguments: [
    // Thematic breaks: 43, 47, 50, 56, 57, 60.
    ("***\n---\n___", "hr hr hr"),
    (" ***\n  ***\n   ***", "hr hr hr"),
    ("_____________________________________", "hr"),
    ("*-*", "p(em('-'))"),
    ("- foo\n***\n- bar", "ul tight[{p('foo')}] hr ul tight[{p('bar')}]"),
    ("* Foo\n* * *\n* Bar", "ul tight[{p('Foo')}] hr ul tight[{p('Bar')}]"),
    // Headings: 62, 63, 64, 65, 66, 67, 71, 73, 75, 76, 79.
    (
      "# foo\n## foo\n### foo\n#### foo\n##### foo\n###### foo",
      "h1('foo') h2('foo') h3('foo') h4('foo') h5('foo') h6('foo')"
    ),
    ("####### foo", "p('####### foo')"),
    ("#5 bolt\n\n#hashtag", "p('#5 bolt') p('#hashtag')"),
    ("\\## foo", "p('## foo')"),
    ("# foo *bar* \\*baz\\*", "h1('foo ' em('bar') ' *baz*')"),
    ("#                  foo                     ", "h1('foo')"),
    ("## foo ##\n  ###   bar    ###", "h2('foo') h3('bar')"),
    ("### foo ###     ", "h3('foo')"),
    ("# foo#", "h1('foo#')"),
    ("### foo \\###\n## foo #\\##\n# foo \\#", "h3('foo ###') h2('foo ###') h1('foo #')"),
    ("## \n#\n### ###", "h2() h1() h3()"),
    // Fenced code: 119, 120, 121, 122, 129, 131, 132, 140, 142.
    ("```\n<\n >\n```", "fence(|<⏎ >)"),
    ("~~~\n<\n >\n~~~", "fence(|<⏎ >)"),
    ("``\nfoo\n``", "p(code'foo')"),
    ("```\naaa\n~~~\n```", "fence(|aaa⏎~~~)"),
    ("```\n\n  \n```", "fence(|⏎  )"),
    (" ```\n aaa\naaa\n```", "fence(|aaa⏎aaa)"),
    ("  ```\naaa\n  aaa\naaa\n  ```", "fence(|aaa⏎aaa⏎aaa)"),
    ("foo\n```\nbar\n```\nbaz", "p('foo') fence(|bar) p('baz')"),
    ("```ruby\ndef foo(x)\n  return 3\nend\n```", "fence(ruby|def foo(x)⏎  return 3⏎end)"),
    // Paragraphs: 219, 220, 222, 226.
    ("aaa\n\nbbb", "p('aaa') p('bbb')"),
    ("aaa\nbbb\n\nccc\nddd", "p('aaa' soft 'bbb') p('ccc' soft 'ddd')"),
    ("  aaa\n bbb", "p('aaa' soft 'bbb')"),
    ("aaa     \nbbb     ", "p('aaa' hard 'bbb')"),
    // Quotes: 228, 229, 234, 239, 242.
    ("> # Foo\n> bar\n> baz", "quote[h1('Foo') p('bar' soft 'baz')]"),
    ("># Foo\n>bar\n> baz", "quote[h1('Foo') p('bar' soft 'baz')]"),
    ("> - foo\n- bar", "quote[ul tight[{p('foo')}]] ul tight[{p('bar')}]"),
    (">", "quote[]"),
    ("> foo\n\n> bar", "quote[p('foo')] quote[p('bar')]"),
    ("foo\n> bar", "p('foo') quote[p('bar')]"),
    // Lists: 255, 256, 261, 265, 266, 281, 283, 301, 302, 304, 306, 307, 308, 311, 314, 318, 326.
    ("- one\n\n two", "ul tight[{p('one')}] p('two')"),
    ("- one\n\n  two", "ul loose[{p('one') p('two')}]"),
    ("-one\n\n2.two", "p('-one') p('2.two')"),
    ("123456789. ok", "ol123456789 tight[{p('ok')}]"),
    ("1234567890. not ok", "p('1234567890. not ok')"),
    ("- foo\n-\n- bar", "ul tight[{p('foo')} {} {p('bar')}]"),
    ("1. foo\n2.\n3. bar", "ol1 tight[{p('foo')} {} {p('bar')}]"),
    ("- foo\n- bar\n+ baz", "ul tight[{p('foo')} {p('bar')}] ul tight[{p('baz')}]"),
    ("1. foo\n2. bar\n3) baz", "ol1 tight[{p('foo')} {p('bar')}] ol3 tight[{p('baz')}]"),
    (
      "The number of windows in my house is\n14.  The number of doors is 6.",
      "p('The number of windows in my house is' soft '14.  The number of doors is 6.')"
    ),
    ("- foo\n\n- bar\n\n\n- baz", "ul loose[{p('foo')} {p('bar')} {p('baz')}]"),
    (
      "- foo\n  - bar\n    - baz\n\n\n      bim",
      "ul tight[{p('foo') ul tight[{p('bar') ul loose[{p('baz') p('bim')}]}]}]"
    ),
    (
      "- foo\n- bar\n\n<!-- -->\n\n- baz\n- bim",
      "ul tight[{p('foo')} {p('bar')}] ul tight[{p('baz')} {p('bim')}]"
    ),
    ("1. a\n\n  2. b\n\n   3. c", "ol1 loose[{p('a')} {p('b')} {p('c')}]"),
    ("- a\n- b\n\n- c", "ul loose[{p('a')} {p('b')} {p('c')}]"),
    ("- a\n- ```\n  b\n\n\n  ```\n- c", "ul tight[{p('a')} {fence(|b⏎⏎)} {p('c')}]"),
    ("* foo\n  * bar\n\n  baz", "ul loose[{p('foo') ul tight[{p('bar')}] p('baz')}]"),
  ])
  func blocks(_ text: String, _ tree: String) throws {
    #expect(try outline(text) == tree)
  }

  @Test(arguments: [
    // Backslashes: 12, 13, 14, 16, 17.
    (
      "\\!\\\"\\#\\$\\%\\&\\'\\(\\)\\*\\+\\,\\-\\.\\/\\:\\;\\<\\=\\>\\?\\@\\[\\\\\\]\\^\\_\\`\\{\\|\\}\\~",
      "p('!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~')"
    ),
    ("\\→\\A\\a\\ \\3\\φ\\«", "p('\\→\\A\\a\\ \\3\\φ\\«')"),
    ("\\\\*emphasis*", "p('\\' em('emphasis'))"),
    ("foo\\\nbar", "p('foo' hard 'bar')"),
    ("`` \\[\\` ``", "p(code'\\[\\`')"),
    // Code spans: 328, 329, 330, 331, 334, 335, 338, 341, 347, 349.
    ("`foo`", "p(code'foo')"),
    ("`` foo ` bar ``", "p(code'foo ` bar')"),
    ("` `` `", "p(code'``')"),
    ("`  ``  `", "p(code' `` ')"),
    ("` `\n`  `", "p(code' ' soft code'  ')"),
    ("``\nfoo\nbar  \nbaz\n``", "p(code'foo bar   baz')"),
    ("`foo\\`bar`", "p(code'foo\\' 'bar`')"),
    ("*foo`*`", "p('*foo' code'*')"),
    ("```foo``", "p('```foo``')"),
    ("`foo``bar``", "p('`foo' code'bar')"),
    // Emphasis: 350–352, 355, 356, 360, 363, 366, 371, 374, 378, 381, 389, 403, 404, 407, 409, 411,
    // 412, 415, 416, 442, 443, 450, 462, 464, 466, 468, 470.
    ("*foo bar*", "p(em('foo bar'))"),
    ("a * foo bar*", "p('a * foo bar*')"),
    ("a*\"foo\"*", "p('a*\"foo\"*')"),
    ("foo*bar*", "p('foo' em('bar'))"),
    ("5*6*78", "p('5' em('6') '78')"),
    ("foo_bar_", "p('foo_bar_')"),
    ("aa_\"bb\"_cc", "p('aa_\"bb\"_cc')"),
    ("*foo bar *", "p('*foo bar *')"),
    ("*(*foo*)*", "p(em('(' em('foo') ')'))"),
    ("_foo_bar", "p('_foo_bar')"),
    ("**foo bar**", "p(strong('foo bar'))"),
    ("foo**bar**", "p('foo' strong('bar'))"),
    ("foo__bar__", "p('foo__bar__')"),
    ("*foo [bar](/url)*", "p(em('foo ' link('bar' → /url)))"),
    ("*foo\nbar*", "p(em('foo' soft 'bar'))"),
    ("*foo *bar**", "p(em('foo ' em('bar')))"),
    ("*foo **bar** baz*", "p(em('foo ' strong('bar') ' baz'))"),
    ("*foo**bar**baz*", "p(em('foo' strong('bar') 'baz'))"),
    ("*foo**bar*", "p(em('foo**bar'))"),
    ("***foo** bar*", "p(em(strong('foo') ' bar'))"),
    ("*foo **bar***", "p(em('foo ' strong('bar')))"),
    ("**foo*bar*", "p('**foo' em('bar'))"),
    ("**foo*", "p('*' em('foo'))"),
    ("****foo*", "p('***' em('foo'))"),
    ("**foo**", "p(strong('foo'))"),
    ("*_foo_*", "p(em(em('foo')))"),
    ("****foo****", "p(strong(strong('foo')))"),
    ("***foo***", "p(em(strong('foo')))"),
    ("*foo _bar* baz_", "p(em('foo _bar') ' baz_')"),
    // Links and images: 482 without its title, 484, 487, 489, 494, 496, 503, 513, 518, 520, 572.
    ("[link](/uri)", "p(link('link' → /uri))"),
    ("[](./target.md)", "p(link( → ./target.md))"),
    ("[link](<>)", "p(link('link' → ))"),
    ("[link](</my uri>)", "p(link('link' → /my uri))"),
    ("[a](<b)c>)", "p(link('a' → b)c))"),
    ("[link](foo(and(bar)))", "p(link('link' → foo(and(bar))))"),
    ("[link](foo\\)\\:)", "p(link('link' → foo):))"),
    ("[link [foo [bar]]](/uri)", "p(link('link [foo [bar]]' → /uri))"),
    (
      "[link *foo **bar** `#`*](/uri)",
      "p(link('link ' em('foo ' strong('bar') ' ' code'#') → /uri))"
    ),
    ("[foo [bar](/uri)](/uri)", "p('[foo ' link('bar' → /uri) '](/uri)')"),
    ("![foo *bar*](train.jpg)", "p(image('foo bar' → train.jpg))"),
    ("[![moon](moon.jpg)](/uri)", "p(link(image('moon' → moon.jpg) → /uri))"),
    // Autolinks: 594, 602, 606.
    ("<http://foo.bar.baz>", "p(link('http://foo.bar.baz' → http://foo.bar.baz))"),
    ("a < b, 3<4", "p('a < b, 3<4')"),
    // Breaks: 633, 635, 638, 644, 645, 648.
    ("foo  \nbaz", "p('foo' hard 'baz')"),
    ("foo       \nbaz", "p('foo' hard 'baz')"),
    ("*foo  \nbar*", "p(em('foo' hard 'bar'))"),
    ("foo\\", "p('foo\\')"),
    ("foo  ", "p('foo')"),
    ("foo\nbaz", "p('foo' soft 'baz')"),
    // No example: what the guide is full of.
    ("shape [32, 1, 28, 28] and snake_case_name", "p('shape [32, 1, 28, 28] and snake_case_name')"),
    ("before <!-- not\nshown --> behind", "p('before  behind')"),
    ("a\r\nb\r\n\r\nc\r\n", "p('a' soft 'b') p('c')"),
    ("数*字*。", "p('数' em('字') '。')"),
  ])
  func inlines(_ text: String, _ tree: String) throws {
    #expect(try outline(text) == tree)
  }

  @Test(arguments: [
    // GitHub's examples 198, 199, 200, 201, 204.
    (
      "| foo | bar |\n| --- | --- |\n| baz | bim |",
      "table[leading, leading]['foo' | 'bar']['baz' | 'bim']"
    ),
    (
      "| abc | defghi |\n:-: | -----------:\nbar | baz",
      "table[centre, trailing]['abc' | 'defghi']['bar' | 'baz']"
    ),
    (
      "| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |",
      "table[leading]['f|oo']['b ' code'|' ' az']['b ' strong('|') ' im']"
    ),
    (
      "| abc | def |\n| --- | --- |\n| bar | baz |\n> bar",
      "table[leading, leading]['abc' | 'def']['bar' | 'baz'] quote[p('bar')]"
    ),
    ("| abc | def |\n| --- | --- |\n| bar |", "table[leading, leading]['abc' | 'def']['bar' | ]"),
    ("words\n| a | b |\n|---|:-:|", "p('words') table[leading, centre]['a' | 'b']"),
    ("a | b without a rule", "p('a | b without a rule')"),
  ])
  func tables(_ text: String, _ tree: String) throws {
    #expect(try outline(text) == tree)
  }

  @Test func footnotesMayHoldSeveralBlocks() throws {
    let text = "Known.[^1]\n\n[^1]: First\n    line.\n\n    - second\n\nAfter."
    #expect(
      try outline(text)
        == "p('Known.' ^1) note 1[p('First' soft 'line.') ul tight[{p('second')}]] p('After.')")
  }

  @Test func commentsLeaveNoTraceAndMayHoldAnything() throws {
    #expect(try outline("a\n<!-- <b>\n\n# c -->\nd") == "p('a') p('d')")
    #expect(try outline("- a\n  <!-- b -->\n- c") == "ul tight[{p('a')} {p('c')}]")
  }

  @Test func blocksAndLinksKnowTheirLines() throws {
    let document = try MarkdownDocument(
      parsing: "# a\n\n> - b\n>   [c](d)\n>\n>   ```\n>   e\n>   ```\n", file: "page.md")
    #expect(document.allBlocks.map(\.lines) == [1...1, 3...8, 3...8, 3...4, 6...8])
    #expect(document.allInlines.contains(.link([.text("c")], destination: "d", line: 4)))
  }

  @Test func everyPrefixOfATextCanBeRead() {
    let text =
      "# a\n- `b` **c\n  1. d\n> [e](<f\n| g |\n|---|\n```sh x\n<!-- ![i](j) [^k]\n[^k]: l\\\n\tm"
    for length in 1...text.count {
      let (document, faults) = MarkdownDocument.recovering(
        String(text.prefix(length)), file: "page.md")
      #expect(!document.blocks.isEmpty)
      #expect(faults.allSatisfy { (1...10).contains($0.line) })
    }
  }
}
