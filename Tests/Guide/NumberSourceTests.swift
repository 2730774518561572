import Notebook
import Testing

@testable import Guide

/// Numbers that a page does not show, and where they come from.
@Suite struct NumberSourceTests {
  private let package: TemporaryPackage

  init() throws {
    package = try TemporaryPackage()
    try package.root.write(
      "# Data\n\n## The data\n\nIt is `x = 44`.\n\n```sh\nshow 4000 86.0%\n```\n\n### More\n\n```sh\n17\n```\n\n"
        + "## Else\n\n```sh\n18\n```\n", to: "Guide/01-data.md")
    try package.root.write(
      "[{\"loss\":0.25,\"testAccuracy\":[0.9358,0.9645],\"of\":3}]",
      to: "Tests/PyTorch/values/a.json")
    try package.root.write(
      "  static let mostBytes = 1 << 24\n  let count: Int = 2 * mostBytes  \n  let most = Int(Int32.max)\n"
        + "  /// Thirty-two or 47.\n  let loop = loop * 2\n  f(momentum: 0.9, 12)\n",
      to: "Sources/A.swift")
  }

  private func check(_ text: String) throws -> [String] {
    try package.editPage("The model,", text + "\n\nThe model,")
    return package.checkPage()
  }

  @Test(arguments: [
    "It has [86 %](01-data.md#the-data), [17](01-data.md#the-data) and [44](01-data.md#the-data).",
    "It has [18](01-data.md) and [**4,000** digits](01-data.md).",
    "It has [93.6 %](../Tests/PyTorch/values/a.json#testAccuracy), [96.5 %](../Tests/PyTorch/values/a.json#testAccuracy).",
    "It has [16,777,216](../Sources/A.swift#mostBytes), [33,554,432](../Sources/A.swift#count).",
    "It has [2,147,483,647](../Sources/A.swift#most), [0.9](../Sources/A.swift#momentum).",
    "It has [32](../Sources/A.swift), [47](../Sources/A.swift#L4).",
    "It has [99.9 %](https://a.org/b), 99.8 %[^a] and 99.7 %.[^a]\n\n[^a]: Somebody, in 97 words: [it](http://a.org).",
    "It has 99.8 %[^a].\n\n[^a]: [There](01-data.md), 99.8 %, and `x = 998`, `y = 998`, 0.998 and `0.998`.",
    "| what | at most | constant |\n| -- | --: | -- |\n| it | 16,777,216 | [mostBytes](../Sources/A.swift) |",
    "| [Data](01-data.md) | 4,000 |\n| -- | --: |\n| [Data](01-data.md) | 86 % |",
    "It walks 28 × 28 = 784 to `[32, 26, 26]`, given `86`.\n\n1. It has three parts.\n2. B\n3. C",
  ])
  func sourcesOfNumbers(_ text: String) throws {
    let withoutNote = text.hasPrefix("It has 99.8 %[^a].")
    #expect(try check(text).isEmpty != withoutNote)
  }

  @Test func whatIsNotShownSaysWhatToDo() throws {
    #expect(
      try check("It has 86.0 % of\n`some code` 87 [digits](01-data.md).") == [
        "Guide/02-model.md:3: nothing on the page shows the number 86.0 %; correct it, or show it in code or"
          + " output, or make it a link to where it comes from: [86.0 %](page.md#heading)",
        "Guide/02-model.md:4: nothing on the page shows the number 87; correct it, or show it in code or"
          + " output, or make it a link to where it comes from: [87](page.md#heading)",
      ])
  }

  @Test func whatItsSourceDoesNotShow() throws {
    #expect(
      try check("It has [87 %](01-data.md#the-data).") == [
        "Guide/02-model.md:3: a link to 01-data.md#the-data at the number 87 %, which is not shown there;"
          + " correct the number, or the link"
      ])
  }

  @Test(arguments: [
    "It has [18](01-data.md#the-data).", "It has [3](../Tests/PyTorch/values/a.json#loss) digits.",
    "It has [25 %](../Tests/PyTorch/values/a.json#testAccuracy).",
    "It has [93.5 %](../Tests/PyTorch/values/a.json).",
    "It has [400](../Sources/A.swift#mostBytes).", "It has [47](../Sources/A.swift#L3).",
    "It has [8](../Sources/A.swift#loop) digits.", "It has [12](../Sources/A.swift#nothing).",
    "| it | 47 | [mostBytes](../Sources/A.swift) |\n| -- | -- | -- |",
    "It has [4,001](01-data.md) digits.",
    "It has `f(86)`.", "It has 4,000 [digits](01-data.md).",
    "![A chart of 86 lines.](figures/2-curve.svg)",
  ])
  func whatIsNotShown(_ text: String) throws {
    #expect(try check(text).count == 1)
  }

  @Test func theChecksOfAnExerciseShowNumbersInItsSectionAlone() throws {
    let exercise = "Sources/Chapters/Chapter2Model/Exercises/Head.swift"
    try package.root.write("// TODO\n", to: exercise)
    try package.root.write("let most = 47\n", to: "Sources/Workbook/Checks/Chapter2/Head.swift")
    let text = "## Exercise\n\n[it](../\(exercise))\n\nWrite 47.\n\n## Else\n\nWrite 47."
    #expect(try check(text).map { $0.prefix(20) } == ["Guide/02-model.md:11"])
  }

  @Test func aNumberBehindCodeThatGoesOnHasItsOwnLine() throws {
    #expect(
      try check("It is `a\nb` and\n`c\nd` 86 digits.").map { $0.prefix(19) } == [
        "Guide/02-model.md:6"
      ])
  }

  @Test func figuresAndClaimsShowNumbers() throws {
    try package.root.write(
      "<svg><text x=\"77\">0.86</text><text>12</text><title>99</title></svg>\n",
      to: "Guide/figures/2-curve.svg")
    try package.editPage("cell=walk", "cell=walk claim=\"28 >= 20 %\"")
    #expect(try check("It has 86 %, 12, 20 %.").filter { $0.contains("the number") } == [])
    #expect(try check("It has 77, 99.").filter { $0.contains("the number") }.count == 2)
  }
}
