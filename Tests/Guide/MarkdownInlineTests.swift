import Testing

@testable import Guide

/// CommonMark's examples of running text, as far as the guide uses them.
@Suite struct MarkdownInlineTests {
  @Test(arguments: [
    Example(327, "`hi`lo`", "p(code'hi' 'lo`')")
  ])
  func inlines(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(
      12,
      "\\!\\\"\\#\\$\\%\\&\\'\\(\\)\\*\\+\\,\\-\\.\\/\\:\\;\\<\\=\\>\\?\\@\\[\\\\\\]\\^\\_\\`\\{\\|\\}\\~",
      "p('!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~')"),
    Example(13, "\\\t\\A\\a\\ \\3\\φ\\«", "p('\\\t\\A\\a\\ \\3\\φ\\«')"),
    Example(15, "\\\\*words*", "p('\\' em('words'))"),
    Example(16, "ink\\\npaper", "p('ink' hard 'paper')"),
    Example(17, "`` \\[\\` ``", "p(code'\\[\\`')"),
  ])
  func backslashEscapes(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(29, "&copy", "p('&copy')"),
    Example(35, "`f&ouml;&ouml;`", "p(code'f&ouml;&ouml;')"),
  ])
  func ampersands(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(328, "`ink`", "p(code'ink')"),
    Example(329, "`` ink ` paper ``", "p(code'ink ` paper')"),
    Example(330, "` `` `", "p(code'``')"),
    Example(331, "`  ``  `", "p(code' `` ')"),
    Example(332, "` a`", "p(code' a')"),
    Example(333, "`\u{A0}b\u{A0}`", "p(code'\u{A0}b\u{A0}')"),
    Example(334, "`\u{A0}`\n`  `", "p(code'\u{A0}' soft code'  ')"),
    Example(335, "``\nink\npaper  \npen\n``", "p(code'ink paper   pen')"),
    Example(336, "``\nink \n``", "p(code'ink ')"),
    Example(337, "`ink   paper \npen`", "p(code'ink   paper  pen')"),
    Example(338, "`ink\\`paper`", "p(code'ink\\' 'paper`')"),
    Example(339, "``ink`paper``", "p(code'ink`paper')"),
    Example(340, "` ink `` paper `", "p(code'ink `` paper')"),
    Example(341, "*ink`*`", "p('*ink' code'*')"),
    Example(342, "[not a `here](/ink`)", "p('[not a ' code'here](/ink' ')')"),
    Example(343, "`<a href=\"`\">`", "p(code'<a href=\"' '\">`')"),
    Example(345, "`<https://ink.paper.`pen>`", "p(code'<https://ink.paper.' 'pen>`')"),
    Example(347, "```ink``", "p('```ink``')"),
    Example(348, "`ink", "p('`ink')"),
    Example(349, "`ink``paper``", "p('`ink' code'paper')"),
  ])
  func codeSpans(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(483, "[here](/place)", "p(link('here' → /place))"),
    Example(484, "[](./target.md)", "p(link( → ./target.md))"),
    Example(485, "[here]()", "p(link('here' → ))"),
    Example(487, "[]()", "p(link( → ))"),
    Example(495, "[here](\\(ink\\))", "p(link('here' → (ink)))"),
    Example(498, "[here](ink\\(and\\(paper\\))", "p(link('here' → ink(and(paper)))"),
    Example(500, "[here](ink\\)\\:)", "p(link('here' → ink):))"),
    Example(502, "[here](ink\\paper)", "p(link('here' → ink\\paper))"),
    Example(504, "[here](\"title\")", "p(link('here' → \"title\"))"),
    Example(507, "[here](/place\u{A0}\"title\")", "p(link('here' → /place\u{A0}\"title\"))"),
    Example(511, "[here] (/place)", "p('[here] (/place)')"),
    Example(512, "[here [ink [paper]]](/place)", "p(link('here [ink [paper]]' → /place))"),
    Example(513, "[here] paper](/place)", "p('[here] paper](/place)')"),
    Example(514, "[here [paper](/place)", "p('[here ' link('paper' → /place))"),
    Example(515, "[here \\[paper](/place)", "p(link('here [paper' → /place))"),
    Example(
      516, "[here *ink **paper** `#`*](/place)",
      "p(link('here ' em('ink ' strong('paper') ' ' code'#') → /place))"),
    Example(517, "[![digit](digit.jpg)](/place)", "p(link(image('digit' → digit.jpg) → /place))"),
    Example(518, "[ink [paper](/place)](/place)", "p('[ink ' link('paper' → /place) '](/place)')"),
    Example(
      519, "[ink *[paper [pen](/place)](/place)*](/place)",
      "p('[ink ' em('[paper ' link('pen' → /place) '](/place)') '](/place)')"),
    Example(520, "![[[ink](place1)](place2)](place3)", "p(image('[ink](place2)' → place3))"),
    Example(521, "*[ink*](/place)", "p('*' link('ink*' → /place))"),
    Example(522, "[ink *paper](pen*)", "p(link('ink *paper' → pen*))"),
    Example(523, "*ink [paper* pen]", "p(em('ink [paper') ' pen]')"),
    Example(525, "[ink`](/place)`", "p('[ink' code'](/place)')"),
    Example(548, "[[[ink]]]\n\n[[[ink]]]: /place", "p('[[[ink]]]') p('[[[ink]]]: /place')"),
    Example(551, "[]\n\n[]: /place", "p('[]') p('[]: /place')"),
    Example(552, "[\n ]\n\n[\n ]: /place", "p('[' soft ']') p('[' soft ']: /place')"),
  ])
  func links(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(574, "![ink ![paper](/place)](/place2)", "p(image('ink paper' → /place2))"),
    Example(575, "![ink [paper](/place)](/place2)", "p(image('ink paper' → /place2))"),
    Example(578, "![ink](loss.jpg)", "p(image('ink' → loss.jpg))"),
    Example(581, "![](/place)", "p(image('' → /place))"),
    Example(
      590, "![[ink]]\n\n[[ink]]: /place \"title\"", "p('![[ink]]') p('[[ink]]: /place \"title\"')"),
  ])
  func images(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(607, "<>", "p('<>')"),
    Example(608, "< https://ink.paper >", "p('< https://ink.paper >')"),
    Example(611, "https://example.com", "p('https://example.com')"),
    Example(612, "ink@paper.example.com", "p('ink@paper.example.com')"),
    Example(618, "<33> <__>", "p('<33> <__>')"),
  ])
  func signsThatBeginNoTag(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(633, "ink  \npen", "p('ink' hard 'pen')"),
    Example(634, "ink\\\npen", "p('ink' hard 'pen')"),
    Example(635, "ink       \npen", "p('ink' hard 'pen')"),
    Example(636, "ink  \n     paper", "p('ink' hard 'paper')"),
    Example(637, "ink\\\n     paper", "p('ink' hard 'paper')"),
    Example(638, "*ink  \npaper*", "p(em('ink' hard 'paper'))"),
    Example(639, "*ink\\\npaper*", "p(em('ink' hard 'paper'))"),
    Example(640, "`code  \nspan`", "p(code'code   span')"),
    Example(641, "`code\\\nspan`", "p(code'code\\ span')"),
    Example(644, "ink\\", "p('ink\\')"),
    Example(645, "ink  ", "p('ink')"),
    Example(646, "### ink\\", "h3('ink\\')"),
    Example(647, "### ink  ", "h3('ink')"),
  ])
  func hardLineBreaks(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(648, "ink\npen", "p('ink' soft 'pen')"),
    Example(649, "ink \n pen", "p('ink' soft 'pen')"),
  ])
  func softLineBreaks(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(650, "well $.;'there", "p('well $.;'there')"),
    Example(651, "Ink χρῆν", "p('Ink χρῆν')"),
    Example(652, "Multiple     spaces", "p('Multiple     spaces')"),
  ])
  func textualContent(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }
}
