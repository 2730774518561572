import Checks
import Exercises
import Foundation
import Notebook
import Testing
import WorkbookCommand

/// The part of each chapter's page that says what its exercises ask for.
@Suite struct ExercisePagesTests {
  @Test(arguments: Chapter.all().map(\.number))
  func thePageHasASectionForEachExercise(chapter: Int) throws {
    let root = try PackageRoot.find()
    let file = "Guide/\(Chapter.all()[chapter - 1].page)"
    let text = try String(contentsOf: root.url(of: file), encoding: .utf8)
    let parts = text.components(separatedBy: "\n## Exercises\n")
    try #require(parts.count == 2, "\(file) has no part 'Exercises'")
    let exercises = Exercise.all(ofChapter: chapter).filter { !$0.isChapterCode }
    let sections = parts[1].components(separatedBy: "\n### ").dropFirst()
    #expect(
      sections.map { $0.prefix { $0 != "\n" } } == exercises.map { "\($0.number) \($0.title)" })
    for (section, exercise) in zip(sections, exercises) {
      #expect(section.contains("(../\(exercise.path))"), "\(file): \(exercise)")
      #expect(section.contains("workbook check \(exercise.number)"), "\(file): \(exercise)")
    }
  }
}
