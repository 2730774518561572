import Foundation
import Notebook

@testable import Guide

/// A small package in a temporary folder, with one chapter and its page, removed at the end of a
/// test.
final class TemporaryPackage {
  let root: PackageRoot
  /// How often each cell has run.
  var runs: [String: Int] = [:]
  /// What each cell gives.
  var recordings: [String: CellResult] = [
    "walk": CellResult(text: "[1, 28, 28]\n[32, 26, 26]\n"),
    "curve": CellResult(text: "", drawing: "<svg>curve</svg>\n"),
    "device": CellResult(text: "on cpu (2 cores)\n"),
  ]

  struct Failure: Error, CustomStringConvertible {
    let description = "no digits\nat hand"
  }

  static let page = """
    # Model

    The model, then [its data](01-data.md#the-data).

    ```swift Sources/Chapters/Chapter2Model/Model.swift#model
    let model = Model()
    print(model)
    ```

    ```text cell=walk
    [1, 28, 28]
    [32, 26, 26]
    ```

    ```text cell=device mask=machine
    on cpu (8 cores)
    ```

    ![The loss falls](figures/2-curve.svg)

    """

  static let source = """
    import NN

    public func build() {
      // #region model
      let model = Model()
      print(model)
      // #endregion model
    }

    """

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "guide-\(UUID())")
    root = PackageRoot(folder)
    try root.write("// package\n", to: "Package.swift")
    try root.write("# Data\n\n## The data\n", to: "Guide/01-data.md")
    try root.write(Self.page, to: "Guide/02-model.md")
    try root.write(Self.source, to: "Sources/Chapters/Chapter2Model/Model.swift")
    try root.write("<svg>curve</svg>\n", to: "Guide/figures/2-curve.svg")
  }

  deinit {
    try? FileManager.default.removeItem(at: root.directory)
  }

  static var chapters: [Chapter] {
    [
      Chapter("Chapter1Data", title: "Data", page: "01-data.md", cells: []),
      Chapter(
        "Chapter2Model", title: "Model", page: "02-model.md",
        cells: ["walk", "device", "curve"].map { name in Cell(name) { nil } }),
    ]
  }

  var weave: Weave { weave(.exact) }

  var weaveWithoutRunning: Weave { Weave(root: root, chapters: Self.chapters) }

  func weave(_ precision: Weave.Precision) -> Weave {
    Weave(root: root, chapters: Self.chapters, precision: precision) { _, cell in
      self.runs[cell.name, default: 0] += 1
      guard let recording = self.recordings[cell.name] else { throw Failure() }
      return recording
    }
  }

  /// Puts other words into a file.
  func edit(_ file: String, _ old: String, _ new: String) throws {
    let text = try root.text(of: file) ?? ""
    precondition(text.contains(old), "\(file) does not hold \(old)")
    try root.write(text.replacing(old, with: new), to: file)
  }

  func editPage(_ old: String, _ new: String) throws {
    try edit("Guide/02-model.md", old, new)
  }

  func editSource(_ old: String, _ new: String) throws {
    try edit("Sources/Chapters/Chapter2Model/Model.swift", old, new)
  }

  /// Records what differs in the chapter's page, and gives the files that were written.
  func update() throws -> [String] {
    try weave.compare(page: "02-model.md").recordAll()
  }

  /// What a check of the chapter's page prints that runs no cell.
  func checkPage() -> [String] {
    weaveWithoutRunning.compare(page: "02-model.md").faultsAlone.map(\.description)
  }

  /// What a check of the whole guide prints.
  func check() -> [String] { weave.check().map(\.description) }

  /// What a check of the whole guide prints that runs no cell.
  func checkWithoutRunning() -> [String] { weaveWithoutRunning.check().map(\.description) }

  /// Every file with its text.
  var files: [String: String] {
    let paths = ["Guide", "Sources"].flatMap { root.files(under: $0, ending: "") }
    return Dictionary(
      uniqueKeysWithValues: paths.compactMap { path in
        (try? root.text(of: path)).map { (path, $0) }
      })
  }
}

extension ComparedPage {
  /// Everything that is wrong with the page, where no other page has been read.
  var faultsAlone: [GuideFault] {
    var sources = NumberSources(root: root)
    return faults(knowing: [:], &sources)
  }
}
