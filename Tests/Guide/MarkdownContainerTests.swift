import Testing

@testable import Guide

/// CommonMark's examples of block quotes and lists, as far as the guide uses them.
@Suite struct MarkdownContainerTests {
  @Test(arguments: [
    Example(228, "> # Ink\n> paper\n> pen", "quote[h1('Ink') p('paper' soft 'pen')]"),
    Example(229, "># Ink\n>paper\n> pen", "quote[h1('Ink') p('paper' soft 'pen')]"),
    Example(230, "   > # Ink\n   > paper\n > pen", "quote[h1('Ink') p('paper' soft 'pen')]"),
    Example(234, "> ink\n---", "quote[p('ink')] hr"),
    Example(235, "> - ink\n- paper", "quote[ul tight[{p('ink')}]] ul tight[{p('paper')}]"),
    Example(239, ">", "quote[]"),
    Example(240, ">\n>  \n> ", "quote[]"),
    Example(241, ">\n> ink\n>  ", "quote[p('ink')]"),
    Example(242, "> ink\n\n> paper", "quote[p('ink')] quote[p('paper')]"),
    Example(243, "> ink\n> paper", "quote[p('ink' soft 'paper')]"),
    Example(244, "> ink\n>\n> paper", "quote[p('ink') p('paper')]"),
    Example(245, "ink\n> paper", "p('ink') quote[p('paper')]"),
    Example(246, "> one\n***\n> two", "quote[p('one')] hr quote[p('two')]"),
    Example(248, "> paper\n\npen", "quote[p('paper')] p('pen')"),
  ])
  func blockQuotes(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(255, "- first\n\n second", "ul tight[{p('first')}] p('second')"),
    Example(256, "- first\n\n  second", "ul loose[{p('first') p('second')}]"),
    Example(258, " -    first\n\n      second", "ul loose[{p('first') p('second')}]"),
    Example(
      259, "   > > 1.  first\n>>\n>>     second",
      "quote[quote[ol1 loose[{p('first') p('second')}]]]"),
    Example(
      260, ">>- first\n>>\n  >  > second", "quote[quote[ul tight[{p('first')}] p('second')]]"),
    Example(261, "-first\n\n2.second", "p('-first') p('2.second')"),
    Example(262, "- ink\n\n\n  paper", "ul loose[{p('ink') p('paper')}]"),
    Example(
      263, "1.  ink\n\n    ```\n    paper\n    ```\n\n    pen\n\n    > bam",
      "ol1 loose[{p('ink') fence(|paper) p('pen') quote[p('bam')]}]"),
    Example(265, "123456789. ok", "ol123456789 tight[{p('ok')}]"),
    Example(266, "1234567890. not ok", "p('1234567890. not ok')"),
    Example(267, "0. ok", "ol0 tight[{p('ok')}]"),
    Example(268, "003. ok", "ol3 tight[{p('ok')}]"),
    Example(269, "-1. not ok", "p('-1. not ok')"),
    Example(275, "   ink\n\npaper", "p('ink') p('paper')"),
    Example(276, "-    ink\n\n  paper", "ul tight[{p('ink')}] p('paper')"),
    Example(277, "-  ink\n\n   paper", "ul loose[{p('ink') p('paper')}]"),
    Example(279, "-   \n  ink", "ul tight[{p('ink')}]"),
    Example(280, "-\n\n  ink", "ul tight[{}] p('ink')"),
    Example(281, "- ink\n-\n- paper", "ul tight[{p('ink')} {} {p('paper')}]"),
    Example(282, "- ink\n-   \n- paper", "ul tight[{p('ink')} {} {p('paper')}]"),
    Example(283, "1. ink\n2.\n3. paper", "ol1 tight[{p('ink')} {} {p('paper')}]"),
    Example(284, "*", "ul tight[{}]"),
    Example(285, "ink\n*\n\nink\n1.", "p('ink' soft '*') p('ink' soft '1.')"),
    Example(
      294, "- ink\n  - paper\n    - pen\n      - five",
      "ul tight[{p('ink') ul tight[{p('paper') ul tight[{p('pen') ul tight[{p('five')}]}]}]}]"),
    Example(
      295, "- ink\n - paper\n  - pen\n   - five",
      "ul tight[{p('ink')} {p('paper')} {p('pen')} {p('five')}]"),
    Example(296, "10) ink\n    - paper", "ol10 tight[{p('ink') ul tight[{p('paper')}]}]"),
    Example(297, "10) ink\n   - paper", "ol10 tight[{p('ink')}] ul tight[{p('paper')}]"),
    Example(298, "- - ink", "ul tight[{ul tight[{p('ink')}]}]"),
    Example(299, "1. - 2. ink", "ol1 tight[{ul tight[{ol2 tight[{p('ink')}]}]}]"),
  ])
  func listItems(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }

  @Test(arguments: [
    Example(301, "- ink\n- paper\n+ pen", "ul tight[{p('ink')} {p('paper')}] ul tight[{p('pen')}]"),
    Example(
      302, "1. ink\n2. paper\n3) pen", "ol1 tight[{p('ink')} {p('paper')}] ol3 tight[{p('pen')}]"),
    Example(303, "Ink\n- paper\n- pen", "p('Ink') ul tight[{p('paper')} {p('pen')}]"),
    Example(
      304, "The number of windows in my house is\n14.  The number of doors is 6.",
      "p('The number of windows in my house is' soft '14.  The number of doors is 6.')"),
    Example(
      305, "The number of windows in my house is\n1.  The number of doors is 6.",
      "p('The number of windows in my house is') ol1 tight[{p('The number of doors is 6.')}]"),
    Example(306, "- ink\n\n- paper\n\n\n- pen", "ul loose[{p('ink')} {p('paper')} {p('pen')}]"),
    Example(
      307, "- ink\n  - paper\n    - pen\n\n\n      dot",
      "ul tight[{p('ink') ul tight[{p('paper') ul loose[{p('pen') p('dot')}]}]}]"),
    Example(
      310, "- a\n - b\n  - c\n   - d\n  - e\n - f\n- g",
      "ul tight[{p('a')} {p('b')} {p('c')} {p('d')} {p('e')} {p('f')} {p('g')}]"),
    Example(311, "1. a\n\n  2. b\n\n   3. c", "ol1 loose[{p('a')} {p('b')} {p('c')}]"),
    Example(314, "- a\n- b\n\n- c", "ul loose[{p('a')} {p('b')} {p('c')}]"),
    Example(315, "* a\n*\n\n* c", "ul loose[{p('a')} {} {p('c')}]"),
    Example(316, "- a\n- b\n\n  c\n- d", "ul loose[{p('a')} {p('b') p('c')} {p('d')}]"),
    Example(318, "- a\n- ```\n  b\n\n\n  ```\n- c", "ul tight[{p('a')} {fence(|b⏎⏎)} {p('c')}]"),
    Example(
      319, "- a\n  - b\n\n    c\n- d", "ul tight[{p('a') ul loose[{p('b') p('c')}]} {p('d')}]"),
    Example(320, "* a\n  > b\n  >\n* c", "ul tight[{p('a') quote[p('b')]} {p('c')}]"),
    Example(
      321, "- a\n  > b\n  ```\n  c\n  ```\n- d",
      "ul tight[{p('a') quote[p('b')] fence(|c)} {p('d')}]"),
    Example(322, "- a", "ul tight[{p('a')}]"),
    Example(323, "- a\n  - b", "ul tight[{p('a') ul tight[{p('b')}]}]"),
    Example(324, "1. ```\n   ink\n   ```\n\n   paper", "ol1 loose[{fence(|ink) p('paper')}]"),
    Example(
      325, "* ink\n  * paper\n\n  pen", "ul loose[{p('ink') ul tight[{p('paper')}] p('pen')}]"),
    Example(
      326, "- a\n  - b\n  - c\n\n- d\n  - e\n  - f",
      "ul loose[{p('a') ul tight[{p('b')} {p('c')}]} {p('d') ul tight[{p('e')} {p('f')}]}]"),
  ])
  func lists(_ example: Example) throws {
    #expect(try outline(example.text) == example.tree)
  }
}
