import Checks
import Exercises
import Foundation
import Notebook
import Testing

@testable import WorkbookCommand

/// A package whose checkout, or whose editor, ends lines in another way, or begins files with a byte
/// order mark: every command gives what it gives without.
@Suite struct LineEndsTests {
  /// How the files of a package are written.
  enum Form: String, CaseIterable {
    case returns, mark, both

    func written(_ text: String) -> String {
      let ends = self == .mark ? text : text.replacing("\n", with: "\r\n")
      return self == .returns ? ends : "\u{FEFF}" + ends
    }
  }

  private let first = ReadersFolder.first
  private let solution = "Sources/Workbook/Solutions/Chapter1/Normalize.swift"

  /// A reader's folder with copies of the solutions.
  private func folder(_ form: Form? = nil) throws -> ReadersFolder {
    let folder = try ReadersFolder()
    let workbook = folder.root.url(of: "Sources/Workbook")
    let shipped = workbook.resolvingSymlinksInPath()
    try FileManager.default.removeItem(at: workbook)
    try FileManager.default.createDirectory(at: workbook, withIntermediateDirectories: true)
    // The rest is there for links that lead to it.
    for name in try FileManager.default.contentsOfDirectory(atPath: shipped.path) {
      let (from, to) = (shipped.appending(path: name), workbook.appending(path: name))
      if name == "Solutions" {
        try FileManager.default.copyItem(at: from, to: to)
      } else {
        try FileManager.default.createSymbolicLink(at: to, withDestinationURL: from)
      }
    }
    if let form {
      for ending in [".swift", ".md", ".svg"] {
        for path in ["Guide", "Sources/Chapters", "Sources/Workbook"].flatMap({
          folder.root.files(under: $0, ending: ending)
        }) {
          try folder.root.replace(path, with: form.written(try folder.text(of: path)))
        }
      }
    }
    return folder
  }

  /// A text would be read without its mark.
  private func bytes(of path: String, in folder: ReadersFolder) -> Data? {
    FileManager.default.contents(atPath: folder.root.url(of: path).path)
  }

  @Test(arguments: Form.allCases)
  func commandsSayTheSame(_ form: Form) throws {
    let (plain, other) = (try folder(), try folder(form))
    #expect(bytes(of: solution, in: other)?.starts(with: Data(form.written("import").utf8)) == true)
    for command in [
      "", "check 1.1", "check 1", "hint 1.1", "solution 1.1 --yes", "solution 2.3 --yes",
      "chapter 2", "diff 2", "reset 1.1",
    ] {
      #expect(try other.run(command) == plain.run(command), "workbook \(command)")
    }
  }

  /// With the cells of one chapter; `GuideDriftTests` has all pages, with what their cells gave.
  @Test func theGuideAgrees() throws {
    let folders = [try folder(), try folder(.both)]
    for folder in folders {
      for page in folder.root.files(under: "Guide", ending: ".md")
      where page != "Guide/02-model.md" {
        try FileManager.default.removeItem(at: folder.root.url(of: page))
      }
    }
    let runs = try folders.map { try $0.run("guide check") }
    #expect(runs[0] == runs[1])
    // What leads to the pages that were taken away, and nothing else.
    #expect(!runs[0].error.contains("is not what the page has"))
    #expect(runs[0].error.contains("Guide/03-loss-and-optimizer.md:1: the page does not exist; "))
  }

  @Test(arguments: Form.allCases)
  func anExerciseIsUntouchedUntilItIsEdited(_ form: Form) throws {
    let folder = try folder(form)
    let stub = try #require(bytes(of: first.path, in: folder))
    let seen = SourceSnapshot(of: folder.root)
    #expect(try folder.files.isUntouched(first))
    let answer = form.written(try folder.text(of: first.path) + "// mine\n")
    try folder.root.replace(first.path, with: answer)
    #expect(try !folder.files.isUntouched(first))
    #expect(SourceSnapshot(of: folder.root) != seen)

    let run = try folder.run("reset 1.1")
    #expect(run.status == 0)
    #expect(bytes(of: first.path, in: folder) == stub)
    let kept = folder.root.files(under: ".workbook/replaced", ending: ".swift")
    try #require(kept.count == 1)
    #expect(bytes(of: kept[0], in: folder) == Data(answer.utf8))
  }

  @Test func aReadersFileMayEndItsLinesInItsOwnWay() throws {
    let folder = try folder()
    let stub = try folder.text(of: first.path)
    for written in [
      Form.both.written(stub), stub.replacing("\n", with: "\r"),
      stub.replacing("\n", with: "\r\r\n"), stub.replacing("}\n", with: "}\r\n"), stub + "\u{C}\n",
    ] {
      try folder.root.replace(first.path, with: written)
      #expect(try folder.files.isUntouched(first), "\(written.debugDescription)")
    }
  }

  @Test(arguments: Form.allCases)
  func whatIsRecordedKeepsTheEndsOfLines(_ form: Form) throws {
    let guide = try GuideFolder(pages: ["02-model.md", "README.md"])
    let (page, figure) = ("02-model.md", "figures/2-slopes.svg")
    let (text, drawing) = (try guide.text(of: page), try guide.text(of: figure))
    let other = text.replacing("conv2    [64, 11, 11]", with: "conv2    [64, 12, 11]")
    try #require(other != text)
    try guide.write(form.written(other), to: page)
    try guide.write(form.written(drawing.replacing("</svg>", with: "<g/></svg>")), to: figure)
    #expect(try guide.run("guide update").output.contains("02-model.md: wrote Guide/02-model.md\n"))
    #expect(try guide.contents()[page] == Data(form.written(text).utf8))
    #expect(try guide.contents()[figure] == Data(form.written(drawing).utf8))
  }
}
