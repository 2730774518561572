import Guide
import Notebook
import Testing
import WorkbookCommand

@testable import Quiz

/// What each question has, and that its page has it.
@Suite struct QuestionTests {
  @Test func eachChapterHasTen() {
    for chapter in Chapter.all() {
      let names = Question.all(ofChapter: chapter.number).map(\.name)
      // A chapter that somebody adds may have none.
      if chapter.number > 6, names.isEmpty { continue }
      #expect(names.count == Question.perQuiz, "chapter \(chapter.number)")
      #expect(Set(names).count == names.count, "chapter \(chapter.number)")
    }
    #expect(Question.all(ofChapter: 0).isEmpty)
  }

  @Test func theirWordsAreShort() {
    for question in Question.all {
      #expect(question.words.count <= 200, "\(question.key)")
      #expect(question.words.hasSuffix("?") || question.words.hasSuffix(".)"), "\(question.key)")
      for reason in [question.reason] + question.tempting.map(\.reason) {
        #expect(reason.count <= 130 && reason.hasSuffix("."), "\(question.key): \(reason)")
      }
      #expect(question.optionLines(width: 72).allSatisfy { $0.count <= 72 }, "\(question.key)")
    }
  }

  @Test func eachIsOnItsPage() throws {
    let root = try PackageRoot.find()
    for chapter in Chapter.all() {
      let text = try #require(try root.textFile("Guide/\(chapter.page)")).text
      // As the page has them, without the breaks of lines.
      let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      for question in Question.all(ofChapter: chapter.number) {
        #expect(words.contains(question.words), "\(question.key)")
        #expect(words.contains(question.solution(try question.rightAnswer())), "\(question.key)")
        for (_, reason) in question.tempting {
          #expect(words.contains(reason), "\(question.key): \(reason)")
        }
        let headings = textLines(text).filter { $0.hasPrefix("#") }
        #expect(
          headings.contains { $0.drop { "# ".contains($0) } == question.section },
          "\(question.key): \(question.section)")
      }
    }
  }
}
