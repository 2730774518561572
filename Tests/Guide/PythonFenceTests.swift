import Notebook
import Testing

@testable import Guide

/// Python on a page, and what PyTorch printed: regions of files that no Swift runs.
@Suite struct PythonFenceTests {
  private let package: TemporaryPackage
  private static let page = "Guide/02-model.md"
  private static let program = "Tests/PyTorch/guide/chapter2.py"
  private static let record = "Tests/PyTorch/values/guide.txt"

  init() throws {
    package = try TemporaryPackage()
    try package.root.write(
      """
      from shown import shown

      # #region model
      class Model:
          pass
      # #endregion model

      with shown("size"):
          # #region size
          model = Model()

          if model:
              print(1)  # one
          # #endregion size

      """, to: Self.program)
    try package.root.write(
      """
      # #region size
      mat1 (32x1600)
        and mat2
      # #endregion size

      # #region walk
      [1, 28, 28]
      [32, 26, 26]
      # #endregion walk

      """, to: Self.record)
    try package.editPage("cell=walk", "cell=walk python=\(Self.record)#walk")
    try package.editPage(
      "![The loss",
      """
      ```python \(Self.program)#model
      class Model:
          pass
      ```

      ```python \(Self.program)#size
      model = Model()

      if model:
          print(1)  # one
      ```

      ```text python=\(Self.record)#size
      mat1 (32x1600)
        and mat2
      ```

      ![The loss
      """)
  }

  private func text(of file: String) throws -> String {
    try #require(try package.root.text(of: file))
  }

  @Test func whatAgreesIsNoFault() throws {
    #expect(package.check() == [])
    #expect(package.checkWithoutRunning() == [])
    #expect(try package.update() == [])
  }

  @Test(arguments: [
    (page, "```python", "```", 63), (page, "```text python", "```", 24),
    (page, "```text cell=walk", "```", 23), (program, "# #region", "# #endregion", 75),
    (record, "# #region", "# #endregion", 47),
  ])
  func everyChangedCharacterIsFoundWithoutRunning(
    file: String, begin: String, end: String, count: Int
  ) throws {
    let lines = textLines(try text(of: file))
    var isInside = false
    var changes = 0
    for (number, line) in lines.enumerated() {
      let words = line.drop { $0 == " " }
      if words.hasPrefix(begin) || words.hasPrefix(end) {
        isInside = words.hasPrefix(begin)
        continue
      }
      for position in line.indices where isInside {
        var changed = lines
        changed[number].replaceSubrange(
          position...position, with: line[position] == "x" ? "y" : "x")
        try package.root.write(changed.joined(separator: "\n") + "\n", to: file)
        #expect(package.checkPage().count == 1, "\(changed[number])")
        changes += 1
      }
    }
    #expect(changes == count)
  }

  @Test func aChangeIsShownAndRecorded() throws {
    let expected = package.files[Self.page]
    try package.editPage("    pass", "    pas")
    try package.editPage("and mat2", "or mat2")
    try package.editPage("model = Model()\n\nif", "if")
    let update = "run: swift run workbook guide update"
    #expect(
      package.check() == [
        """
        Guide/02-model.md:21: the code of the region model is not what the page has; \(update)
          --- Guide/02-model.md:21
          +++ \(Self.program):5
            class Model:
          -     pas
          +     pass
                   ^
        """,
        """
        Guide/02-model.md:25: the code of the region size is not what the page has; \(update)
          --- Guide/02-model.md:25
          +++ \(Self.program):10
          + model = Model()
          +
            if model:
                print(1)  # one
        """,
        """
        Guide/02-model.md:31: the output of PyTorch in the region size is not what the page has; \(update)
          --- Guide/02-model.md:31
          +++ \(Self.record):3
            mat1 (32x1600)
          -   or mat2
          +   and mat2
              ^^^
        """,
      ])
    #expect(try package.update() == [Self.page])
    #expect(package.files[Self.page] == expected)
  }

  @Test func aCellThatPrintsSomethingElseThanPyTorchIsNotRecorded() throws {
    package.recordings["walk"] = CellResult(text: "[1, 28, 28]\n[32, 26, 25]\n")
    let message = """
      Guide/02-model.md:12: the page says that PyTorch prints what the cell walk does, and it printed something else; correct the code, or remove python=…
        --- Guide/02-model.md:12
        +++ \(Self.record):8
          [1, 28, 28]
        - [32, 26, 25]
        + [32, 26, 26]
                    ^
      """
    #expect(package.check().contains(message))
    let thrown = #expect(throws: GuideFaults.self) { try package.update() }
    #expect(thrown?.description == message)
    // To a reader this is no fault: a changed chapter gives something else. Nor is Python a reader's.
    try package.edit(Self.program, "print(1)", "print(2)")
    let page = try Page(of: TemporaryPackage.chapters[1], in: package.root)
    var comparison = PageComparison(page, in: package.root)
    let findings = page.pieces.flatMap { piece in
      comparison.findings(in: piece) { package.recordings[$0]! }
    }
    #expect(findings.count == 1)
  }

  @Test(arguments: [
    (
      "```python \(program)#model", "```python",
      "19: Python code that does not say where it comes from; write python Tests/PyTorch/guide/….py#region"
    ),
    (
      "```python \(program)#model", "```python \(program)",
      "19: \(program) names no region; write \(program)#region"
    ),
    (
      "```python \(program)#model", "```python Sources/a.py#model",
      "19: Sources/a.py is not a path inside the package; begin it with Tests/PyTorch/"
    ),
    (
      "```python \(program)#model", "```python Tests/PyTorch/../a.py#model",
      "19: Tests/PyTorch/../a.py is not a path inside the package; begin it with Tests/PyTorch/"
    ),
    (
      "```python \(program)#model", "```swift \(program)#model",
      "19: \(program) is not a path inside the package; begin it with Sources/"
    ),
    (
      "```python \(program)#model", "```python \(program)#modle",
      "19: \(program) has no region modle; add # #region modle and # #endregion modle"
    ),
    (
      "```python \(program)#model", "```python \(program)#model now",
      "19: a python fence does not know the word now; write python and one source"
    ),
    (
      "```python \(program)#model", " ```python \(program)#model",
      "19: a fence with a source or a cell stands in a list or quote, is indented, or is not of backticks; move it to the left margin and write it with ```"
    ),
    (
      "```text python=\(record)#size", "```text python=\(record)",
      "31: \(record) names no region; write \(record)#region"
    ),
    (
      "```text python=\(record)#size", "```text python=\(record)#none",
      "31: \(record) has no region none; add # #region none and # #endregion none"
    ),
    (
      "cell=walk python=\(record)#walk", "cell=walk python=\(record)#walk python=\(record)#walk",
      "10: python is there twice; remove one"
    ),
    (
      "cell=walk python=\(record)#walk", "cell=walk python=Guide/a.txt#walk",
      "10: Guide/a.txt is not a path inside the package; begin it with Tests/PyTorch/"
    ),
    (
      "cell=walk python=\(record)#walk", "cell=walk python=\(record)#wlak",
      "10: \(record) has no region wlak; add # #region wlak and # #endregion wlak"
    ),
  ])
  func whatIsWrongWithTheFenceIsNamedWithItsLine(
    _ old: String, _ new: String, _ message: String
  ) throws {
    try package.editPage(old, new)
    #expect(
      package.checkPage().map { $0.prefix { $0 != "\n" } } == ["Guide/02-model.md:\(message)"])
  }

  @Test(arguments: [
    (
      program, "from", "# #region spare\nfrom shown\n# #endregion spare\nfrom",
      ["\(program):1: no page shows the region spare; show it in the guide, or remove its markers"]
    ),
    (
      record, "# #region size", "# #region more\n1\n# #endregion more\n# #region size",
      ["\(record):1: no page shows the region more; show it in the guide, or remove its markers"]
    ),
    (
      program, "# #endregion model\n", "",
      ["\(program):3: the region model is never closed; add # #endregion model"]
    ),
    (
      program, "    # #region size\n", "",
      [
        "\(program):13: no region size is open here; add # #region size before it, or remove the line"
      ]
    ),
    (
      program, "from", "# #region model\nfrom shown\n# #endregion model\nfrom",
      ["\(program):6: the region model already begins in line 1; rename one of them"]
    ),
    (
      program, "# #region model", "# #region model\n# #region",
      ["\(program):4: a region's marker without a name; write # #region name"]
    ),
  ])
  func regionsOfPythonAreLookedAfter(
    file: String, old: String, new: String, messages: [String]
  ) throws {
    try package.edit(file, old, new)
    let faults = package.weaveWithoutRunning.check().map(\.summary)
    #expect(faults == messages)
  }

  @Test func theExcerptOfACellHasNoPython() throws {
    let page = try Page(of: TemporaryPackage.chapters[1], in: package.root)
    #expect(
      page.pieces.compactMap(\.codeFences.first?.language) == [
        .swift, .text, .python, .python, .text,
      ])
    let excerpt = page.excerpt(of: "curve").pieces
    #expect(excerpt.count == 1)
  }

  @Test func aTerminalShowsPythonAsCodeAndWhatItPrintedAsOutput() throws {
    let page = try Page(of: TemporaryPackage.chapters[1], in: package.root)
    var collector = PageCollector()
    let palette = Palette(depth: .sixteen, background: nil)
    let options = TerminalOptions(palette: palette, width: 80, unicode: true)
    let renderer = PageRenderer(options: options, chapters: [])
    try renderer.render(page, for: &collector)
    #expect(
      collector.shown.contains(renderer.code(["class Model:", "    pass"], language: "python")))
    #expect(collector.shown.contains("\n  mat1 (32x1600)\n    and mat2\n"))
  }
}
