import Testing

@testable import Notebook

@Suite struct ChaptersTests {
  @Test func sixChaptersInOrder() {
    let chapters = allChapters()
    #expect(chapters.map(\.number) == Array(1...6))
    for chapter in chapters { #expect(chapter.page.hasPrefix("0\(chapter.number)-")) }
  }

  @Test func aCellsNameIsItsOwn() {
    for chapter in allChapters() {
      let names = chapter.cells.map(\.name)
      #expect(Set(names).count == names.count, "chapter \(chapter.number): \(names)")
    }
  }
}
