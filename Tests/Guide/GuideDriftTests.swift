import Foundation
import Notebook
import Testing

@testable import Guide

/// Each way in which the shipped guide can drift from the code, done to a copy of it.
@Suite struct GuideDriftTests {
  private let copy: GuideCopy
  private let model = "Sources/Chapters/Chapter2Model/Model.swift"
  private let page = "Guide/02-model.md"

  init() throws {
    copy = try GuideCopy()
  }

  /// The only fault of the copy, in whole.
  ///
  /// - Parameter page: the only one that is compared, which takes a fraction of the time; nil for all.
  private func onlyFault(on page: String? = nil) throws -> GuideFault {
    let weave = copy.guide.weave
    let faults =
      page.map { weave.compare(page: String($0.dropFirst("Guide/".count))).faultsAlone }
      ?? weave.check()
    try #require(faults.count == 1, "\(faults.map(\.description).joined(separator: "\n"))")
    return faults[0]
  }

  @Test func aFreshCopyHasNoFault() {
    #expect(copy.check() == [])
  }

  @Test func linesEndInAnotherWayBehindAByteOrderMark() throws {
    for folder in ["Guide", "Sources/Chapters"] {
      for ending in [".md", ".svg", ".swift"] {
        for path in copy.guide.root.files(under: folder, ending: ending) {
          let text = try #require(try copy.guide.root.text(of: path))
          try copy.guide.root.write("\u{FEFF}" + text.replacing("\n", with: "\r\n"), to: path)
        }
      }
    }
    #expect(copy.check() == [])
  }

  @Test func codeIsEdited() throws {
    let source = try copy.edit(model, "let fc1 = Linear(1600, 64)", "let fc1 = Linear(1600, 65)")
    let fault = try onlyFault(on: page)
    #expect(fault.counterpart == Place(file: model, line: source))
    #expect(fault.problem == .outdated(.code(region: "model")))
    let shown = try copy.edit(page, "let fc1 = Linear(1600, 64)", "let fc1 = Linear(1600, 64)")
    #expect(fault.place == Place(file: page, line: shown))
    #expect(fault.details.contains("+   let fc1 = Linear(1600, 65)"))
    #expect(fault.details.contains("                            ^"))
  }

  @Test func outputIsEdited() throws {
    let line = try copy.edit(page, "conv2    [64, 11, 11]", "conv2    [64, 12, 11]")
    let fault = try onlyFault(on: page)
    #expect(fault.place == Place(file: page, line: line))
    #expect(fault.problem == .outdated(.output(cell: "shape-walk")))
    #expect(fault.counterpart?.file == "Sources/Chapters/Chapter2Model/Shapes.swift")
    #expect(
      fault.details.suffix(from: 2) == [
        "  conv1    [32, 26, 26]", "  pool1    [32, 13, 13]", "- conv2    [64, 12, 11]",
        "+ conv2    [64, 11, 11]", "                 ^", "  pool2    [64, 5, 5]",
        "  flatten  [1600]",
      ])
  }

  @Test func pythonIsEdited() throws {
    let line = try copy.edit(page, "nn.Linear(1600, 64)", "nn.Linear(1600, 65)")
    let code = try onlyFault(on: page)
    #expect(code.place == Place(file: page, line: line))
    #expect(code.problem == .outdated(.code(region: "model")))
    #expect(code.counterpart?.file == "Tests/PyTorch/guide/chapter2.py")
    _ = try copy.edit(page, "nn.Linear(1600, 65)", "nn.Linear(1600, 64)")

    let loop = "Guide/05-training-loop.md"
    let output = try copy.edit(loop, "Test_acc:86.2%", "Test_acc:86.3%")
    let record = try onlyFault(on: loop)
    #expect(record.place == Place(file: loop, line: output))
    #expect(record.problem == .outdated(.record(region: "five-epochs")))
    #expect(record.counterpart?.file == "Tests/PyTorch/values/guide.txt")
  }

  @Test func aRegionIsMissingDuplicatedUnclosedOrEmpty() throws {
    let fence = try copy.edit(page, "```swift \(model)#device", "```swift \(model)#device")
    let source = try copy.edit(model, "// #region device", "// #region devise")
    _ = try copy.edit(model, "// #endregion device", "// #endregion devise")
    #expect(
      copy.check() == [
        "\(page):\(fence): \(model) has no region device; add // #region device and // #endregion device",
        "\(model):\(source): no page shows the region devise; show it in the guide, or remove its markers",
      ])
    _ = try copy.edit(model, "// #region devise", "// #region device")
    _ = try copy.edit(model, "// #endregion devise", "// #endregion device")

    let region = "// #region device\n  print(1)\n  // #endregion device\n"
    _ = try copy.edit(model, "// #region device", "\(region)  // #region device")
    let twice = try onlyFault(on: page)
    #expect(twice.place == Place(file: model, line: source + 3))
    #expect(twice.problem == .regionDuplicated("device", firstLine: source))
    #expect(twice.counterpart == Place(file: page, line: fence))
    _ = try copy.edit(model, "\(region)  // #region device", "// #region device")

    let end = try copy.edit(model, "  // #endregion device\n", "")
    let unclosed = try onlyFault(on: page)
    #expect(unclosed.place == Place(file: model, line: source))
    #expect(unclosed.problem == .regionUnclosed("device"))
    #expect(unclosed.counterpart == Place(file: page, line: fence))
    #expect(end == source + 2)

    _ = try copy.edit(
      model, "  // #region device\n", "  // #region device\n  // #endregion device\n")
    let empty = try onlyFault(on: page)
    #expect(empty.place == Place(file: model, line: source))
    #expect(empty.problem == .regionEmpty("device"))
    #expect(empty.counterpart == Place(file: page, line: fence))
  }

  @Test func aRegionIsOnNoPage() throws {
    let line = try copy.edit(
      model, "import", "// #region spare\nimport NN\n// #endregion spare\nimport")
    let fault = try onlyFault()
    #expect(fault.place == Place(file: model, line: line))
    #expect(fault.problem == .regionUnused("spare"))
  }

  @Test func aCellIsOnNoPage() throws {
    _ = try copy.edit(page, "```text cell=relu\n", "```text\n")
    let fault = try onlyFault()
    #expect(fault.problem == .unusedCell("relu"))
    #expect(fault.file == page)
    #expect(fault.counterpart?.file == "Sources/Workbook/CommandLine/Chapters/Chapter2.swift")
  }

  @Test func aFigureHasNoWordsIsMissingDiffersOrIsOnNoPage() throws {
    let curves = "Guide/06-curves.md"
    let text = try #require(try copy.guide.root.text(of: curves))
    let image = try #require(text.firstMatch(of: /!\[[^\]]+\]\(figures\/6-curves.svg\)/)).output
    let line = try copy.edit(curves, String(image), "![](figures/6-curves.svg)")
    let silent = try onlyFault(on: curves)
    #expect(silent.problem == .imageWithoutWords("figures/6-curves.svg"))
    #expect(silent.place == Place(file: curves, line: line))
    _ = try copy.edit(curves, "![](figures/6-curves.svg)", String(image))

    let file = "Guide/figures/6-curves.svg"
    let drawing = try #require(try copy.guide.root.text(of: file))
    try copy.guide.root.write(drawing + "\n<!-- -->\n", to: file)
    let other = try onlyFault(on: curves)
    #expect(other.problem == .outdated(.figure("figures/6-curves.svg", cell: "curves")))
    #expect(other.line == line)

    try FileManager.default.removeItem(at: copy.guide.root.url(of: file))
    #expect(
      try onlyFault(on: curves).problem
        == .outdated(.missingFigure("figures/6-curves.svg", cell: "curves")))
    try copy.guide.root.write(drawing, to: file)

    try copy.guide.root.write(drawing, to: "Guide/figures/6-old.svg")
    #expect(
      copy.check() == [
        "Guide/figures/6-old.svg:1: no page shows this figure; show it, or delete the file"
      ])
  }

  @Test func aLinkLeadsToNoFileOrNoHeading() throws {
    let line = try copy.edit(
      page, "(../Sources/Chapters/Chapter2Model)", "(../Sources/Chapters/Chapter2Modle)")
    #expect(
      copy.check() == [
        "\(page):\(line): a link to Sources/Chapters/Chapter2Modle, which does not exist; correct the link"
      ])
    let other = try copy.edit(
      page, "(../Sources/Chapters/Chapter2Modle)", "(01-data.md#no-such-heading)")
    #expect(
      copy.check() == [
        "\(page):\(other): a link to the heading #no-such-heading, which Guide/01-data.md does not have; correct the link"
      ])
  }

  @Test func aFenceIsOfUnknownKind() throws {
    let speed = "Guide/speed.md"
    let line = try copy.edit(speed, "```sh\n", "```ruby\n")
    let language = try onlyFault(on: speed)
    #expect(language.place == Place(file: speed, line: line))
    #expect(language.problem == .unknownLanguage("ruby"))
    _ = try copy.edit(speed, "```ruby\n", "```sh\n")
    let cell = try copy.edit(page, "```text cell=relu\n", "```text cell=relu varies\n")
    let word = try onlyFault(on: page)
    #expect(word.place == Place(file: page, line: cell))
    #expect(word.problem == .unknownFenceWord(language: "text", word: "varies"))
  }

  @Test func aClaimDoesNotHold() throws {
    let loop = "Guide/05-training-loop.md"
    let line = try copy.edit(loop, ">= 80 %", ">= 87 %")
    let faults = copy.guide.weave.check()
    let fault = try #require(faults.first)
    #expect(fault.place == Place(file: loop, line: line))
    #expect(fault.description.contains("claims «Test_acc of epoch 5 >= 87 %», and it gives 86.0 %"))
    // And what rests on the claim: where the guide quotes it.
    #expect(
      faults.dropFirst().map(\.problem) == [
        .numberNotInSource("80 %", "05-training-loop.md#five-epochs")
      ])
    #expect(fault.counterpart?.file == "Sources/Chapters/Chapter5TrainingLoop/FiveEpochs.swift")
  }

  @Test func allOfThemAreFoundInOneRun() throws {
    _ = try copy.edit(model, "let fc1 = Linear(1600, 64)", "let fc1 = Linear(1600, 65)")
    _ = try copy.edit(page, "conv2    [64, 11, 11]", "conv2    [64, 12, 11]")
    _ = try copy.edit("Guide/speed.md", "```sh\n", "```ruby\n")
    _ = try copy.edit("Guide/01-data.md", "training batches: 125", "training batches: 12")
    _ = try copy.edit("Guide/05-training-loop.md", ">= 80 %", ">= 87 %")
    try FileManager.default.removeItem(
      at: copy.guide.root.url(of: "Guide/figures/6-filters.svg"))
    // Of the claim, one sentence more: see above.
    #expect(copy.check().count == 7)
  }
}
