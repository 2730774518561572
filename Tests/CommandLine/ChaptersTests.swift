import Foundation
import Notebook
import Testing
import WorkbookCommand

@Suite struct ChaptersTests {
  @Test func theyAreNumberedInTheirOrder() {
    let chapters = Chapter.all()
    #expect(chapters.map(\.number) == Array(1...chapters.count))
    for chapter in chapters { #expect(chapter.page.hasPrefix("0\(chapter.number)-")) }
  }

  /// A chapter that is written and not in the table would be missed by everything.
  @Test func everyChapterWithSourcesIsInTheTable() throws {
    let folder = try PackageRoot.find().url(of: "Sources/Chapters").path
    let modules = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { !$0.hasPrefix(".") }
    #expect(Chapter.all().compactMap(\.module?.name) + ["Museum"] == modules.sorted())
  }

  @Test func aCellsNameIsItsOwn() {
    for chapter in Chapter.pages() {
      let names = chapter.cells.map(\.name)
      #expect(Set(names).count == names.count, "\(chapter.name): \(names)")
    }
  }

  @Test func aCellThatComesFirstStandsFirst() {
    for chapter in Chapter.pages() {
      for (index, cell) in chapter.cells.enumerated() {
        guard let earlier = cell.earlier else { continue }
        let before = chapter.cells[..<index].map(\.name)
        #expect(before.contains(earlier), "\(chapter.name): \(cell.name)")
      }
    }
  }
}
