import Foundation
import Notebook
import Testing

@testable import Guide

@Suite struct PackageRootTests {
  @Test func isFoundFromAFolderInsideIt() throws {
    let package = try TemporaryPackage()
    let inside = package.root.url(of: "Sources/Chapters/Chapter2Model")
    #expect(try PackageRoot.find(from: inside, builtFrom: "/nowhere/A.swift") == package.root)
    #expect(try PackageRoot.find(from: package.root.directory) == package.root)
  }

  @Test func elseIsTheOneThatTheProgramWasBuiltFrom() throws {
    let package = try TemporaryPackage()
    let source = package.root.url(of: "Sources/Chapters/Chapter2Model/Model.swift").path
    #expect(try PackageRoot.find(from: URL(filePath: "/"), builtFrom: source) == package.root)
  }

  @Test(arguments: [
    ("Guide/01-data.md", TextFile.mostBytes), ("Guide/figure.svg", PackageRoot.mostBytesOfFigure),
  ])
  func filesOfTheGuideHaveALargestSize(_ path: String, _ most: Int) throws {
    let package = try TemporaryPackage()
    try package.root.replace(path, with: String(repeating: "a", count: most))
    #expect(try package.root.text(of: path)?.utf8.count == most)
    try package.root.replace(path, with: String(repeating: "a", count: most + 1))
    let thrown = #expect(throws: GuideFaults.self) { try package.root.text(of: path) }
    #expect(thrown?.description.contains("it has more than \(most / 1024) KiB") == true)
  }

  @Test func elseSaysWhatToDo() throws {
    let package = try TemporaryPackage()
    try FileManager.default.removeItem(at: package.root.url(of: "Guide"))
    let start = package.root.directory
    let thrown = #expect(throws: NotebookError.self) {
      try PackageRoot.find(from: start, builtFrom: "/nowhere/A.swift")
    }
    #expect(
      thrown?.description
        == "no workbook at \(start.path) or above it: change to the folder that holds Package.swift,"
        + " Guide and Sources/Chapters, and run the command there")
  }
}
