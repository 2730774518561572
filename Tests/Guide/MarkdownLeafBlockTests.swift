import Testing

@testable import Guide

/// CommonMark's examples of blocks that hold no others, as far as the guide uses them.
@Suite struct MarkdownLeafBlockTests {
  @Test(arguments: [
    Example(10, "#\tInk", "h1('Ink')"),
    Example(11, "*\t*\t*\t", "hr"),
  ])
  func tabs(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(42, "- `first\n- second`", "ul tight[{p('`first')} {p('second`')}]")
  ])
  func precedence(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(43, "***\n---\n___", "hr hr hr"),
    Example(44, "+++", "p('+++')"),
    Example(45, "===", "p('===')"),
    Example(46, "--\n**\n__", "p('--' soft '**' soft '__')"),
    Example(47, " ***\n  ***\n   ***", "hr hr hr"),
    Example(49, "Ink\n    ***", "p('Ink' soft '***')"),
    Example(50, "_____________________________________", "hr"),
    Example(51, " - - -", "hr"),
    Example(52, " **  * ** * ** * **", "hr"),
    Example(53, "-     -      -      -", "hr"),
    Example(54, "- - - -    ", "hr"),
    Example(55, "_ _ _ _ a\n\na------\n\n---a---", "p('_ _ _ _ a') p('a------') p('---a---')"),
    Example(56, " *-*", "p(em('-'))"),
    Example(57, "- ink\n***\n- paper", "ul tight[{p('ink')}] hr ul tight[{p('paper')}]"),
    Example(58, "Ink\n***\npaper", "p('Ink') hr p('paper')"),
    Example(60, "* Ink\n* * *\n* Paper", "ul tight[{p('Ink')}] hr ul tight[{p('Paper')}]"),
    Example(61, "- Ink\n- * * *", "ul tight[{p('Ink')} {hr}]"),
  ])
  func thematicBreaks(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(
      62, "# ink\n## ink\n### ink\n#### ink\n##### ink\n###### ink",
      "h1('ink') h2('ink') h3('ink') h4('ink') h5('ink') h6('ink')"),
    Example(63, "####### ink", "p('####### ink')"),
    Example(64, "#5 sheets\n\n#word", "p('#5 sheets') p('#word')"),
    Example(65, "\\## ink", "p('## ink')"),
    Example(66, "# ink *paper* \\*pen\\*", "h1('ink ' em('paper') ' *pen*')"),
    Example(67, "#                  ink                     ", "h1('ink')"),
    Example(68, " ### ink\n  ## ink\n   # ink", "h3('ink') h2('ink') h1('ink')"),
    Example(70, "ink\n    # paper", "p('ink' soft '# paper')"),
    Example(71, "## ink ##\n  ###   paper    ###", "h2('ink') h3('paper')"),
    Example(72, "# ink ##################################\n##### ink ##", "h1('ink') h5('ink')"),
    Example(73, "### ink ###     ", "h3('ink')"),
    Example(74, "### ink ### b", "h3('ink ### b')"),
    Example(75, "# ink#", "h1('ink#')"),
    Example(
      76, "### ink \\###\n## ink #\\##\n# ink \\#", "h3('ink ###') h2('ink ###') h1('ink #')"),
    Example(77, "****\n## ink\n****", "hr h2('ink') hr"),
    Example(78, "Ink paper\n# pen\nPaper ink", "p('Ink paper') h1('pen') p('Paper ink')"),
    Example(79, "## \n#\n### ###", "h2() h1() h3()"),
  ])
  func headings(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(87, "Ink\n    ---", "p('Ink' soft '---')"),
    Example(88, "Ink\n= =\n\nInk\n--- -", "p('Ink' soft '= =') p('Ink') hr"),
    Example(92, "> Ink\n---", "quote[p('Ink')] hr"),
    Example(94, "- Ink\n---", "ul tight[{p('Ink')}] hr"),
    Example(97, "\n====", "p('====')"),
    Example(98, "---\n---", "hr hr"),
    Example(99, "- ink\n-----", "ul tight[{p('ink')}] hr"),
    Example(101, "> ink\n-----", "quote[p('ink')] hr"),
    Example(104, "Ink\npaper\n\n---\n\npen", "p('Ink' soft 'paper') hr p('pen')"),
    Example(105, "Ink\npaper\n* * *\npen", "p('Ink' soft 'paper') hr p('pen')"),
    Example(106, "Ink\npaper\n\\---\npen", "p('Ink' soft 'paper' soft '---' soft 'pen')"),
  ])
  func underlines(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(108, "  - ink\n\n    paper", "ul loose[{p('ink') p('paper')}]"),
    Example(109, "1.  ink\n\n    - paper", "ol1 loose[{p('ink') ul tight[{p('paper')}]}]"),
    Example(113, "Ink\n    paper", "p('Ink' soft 'paper')"),
  ])
  func indentedCodeBlocks(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(119, "```\n<\n >\n```", "fence(|<⏎ >)"),
    Example(121, "``\nink\n``", "p(code'ink')"),
    Example(122, "```\none\n~~~\n```", "fence(|one⏎~~~)"),
    Example(124, "````\none\n```\n``````", "fence(|one⏎```)"),
    Example(129, "```\n\n  \n```", "fence(|⏎  )"),
    Example(130, "```\n```", "fence(|)"),
    Example(131, " ```\n one\none\n```", "fence(|one⏎one)"),
    Example(132, "  ```\none\n  one\none\n  ```", "fence(|one⏎one⏎one)"),
    Example(133, "   ```\n   one\n    one\n  one\n   ```", "fence(|one⏎ one⏎one)"),
    Example(135, "```\none\n  ```", "fence(|one)"),
    Example(136, "   ```\none\n  ```", "fence(|one)"),
    Example(138, "``` ```\none", "p(code' ' soft 'one')"),
    Example(140, "ink\n```\npaper\n```\npen", "p('ink') fence(|paper) p('pen')"),
    Example(
      142, "```ruby\ndef ink(x)\n  return 3\nend\n```", "fence(ruby|def ink(x)⏎  return 3⏎end)"),
    Example(144, "````;\n````", "fence(;|)"),
    Example(145, "``` aa ```\nink", "p(code'aa' soft 'ink')"),
    Example(147, "```\n``` one\n```", "fence(|``` one)"),
  ])
  func fencedCodeBlocks(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(212, "```\n[ink]: /place\n```\n\n[ink]", "fence(|[ink]: /place) p('[ink]')"),
    Example(213, "Ink\n[paper]: /pen\n\n[paper]", "p('Ink' soft '[paper]: /pen') p('[paper]')"),
  ])
  func linkDefinitions(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(219, "one\n\ntwo", "p('one') p('two')"),
    Example(220, "one\ntwo\n\nthree\nfour", "p('one' soft 'two') p('three' soft 'four')"),
    Example(221, "one\n\n\ntwo", "p('one') p('two')"),
    Example(222, "  one\n two", "p('one' soft 'two')"),
    Example(
      223, "one\n             two\n                                       three",
      "p('one' soft 'two' soft 'three')"),
    Example(224, "   one\ntwo", "p('one' soft 'two')"),
    Example(226, "one     \ntwo     ", "p('one' hard 'two')"),
  ])
  func paragraphs(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(227, "  \n\none\n  \n\n# one\n\n  ", "p('one') h1('one')")
  ])
  func blankLines(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }
}
