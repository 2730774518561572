import Notebook
import Testing
import WorkbookCommand

@testable import Guide

/// What a reader looks for on every chapter's page, and finds.
@Suite struct ShippedPagesTests {
  fileprivate struct ShippedPage: CustomTestStringConvertible {
    let chapter: Chapter
    let page: Page
    let lines: [String]

    var testDescription: String { page.file }
  }

  private static func pages() throws -> [ShippedPage] {
    let root = try PackageRoot.find()
    return try Chapter.all().map { chapter in
      ShippedPage(
        chapter: chapter, page: try Page(of: chapter, in: root),
        lines: textLines(try #require(try root.text(of: "Guide/\(chapter.page)"))))
    }
  }

  @Test func eachSaysAtItsTopWhatYouWillLearn() throws {
    for shipped in try Self.pages() {
      let top = shipped.lines.prefix { !$0.hasPrefix("## ") }
      let promise = top.firstIndex { $0.lowercased().hasSuffix("you will") }
      #expect(promise != nil, "\(shipped.page.file)")
      #expect(top.filter { $0.hasPrefix("- ") }.count >= 3, "\(shipped.page.file)")
    }
  }

  @Test func codeComesInSmallSteps() throws {
    for shipped in try Self.pages() {
      for piece in shipped.page.pieces {
        switch piece {
        case .code(let fence):
          #expect(fence.code.count <= 26, "\(shipped.page.file):\(fence.lines.lowerBound)")
        case .difference(let fence):
          #expect(fence.content.count <= 26, "\(shipped.page.file):\(fence.lines.lowerBound)")
        case .prose, .cell, .figure, .foldBegins, .foldEnds: break
        }
      }
    }
  }

  @Test func outputFollowsTheCodeThatMadeIt() throws {
    for shipped in try Self.pages() {
      for (before, piece) in zip(shipped.page.pieces, shipped.page.pieces.dropFirst()) {
        // Questions are about the whole chapter.
        guard case .cell(let fence) = piece, !["questions", "answers"].contains(fence.name)
        else { continue }
        switch before {
        case .code(let code) where code.language == .swift: break
        case .difference: break
        case .code, .prose, .cell, .figure, .foldBegins, .foldEnds:
          Issue.record("\(shipped.page.file):\(fence.lines.lowerBound)")
        }
      }
    }
  }

  @Test func eachHasAFigureThatIsDescribed() throws {
    for shipped in try Self.pages() {
      let figures = shipped.page.pieces.compactMap { piece in
        if case .figure(let figure) = piece { figure } else { nil }
      }
      #expect(!figures.isEmpty, "\(shipped.page.file)")
      for figure in figures {
        #expect(figure.alternative.count > 30, "\(shipped.page.file):\(figure.line)")
      }
    }
  }

  @Test func eachShowsARealErrorAmongWhatGoesWrong() throws {
    for shipped in try Self.pages() {
      let section = try #require(
        shipped.section("What goes wrong"), "\(shipped.page.file) has no such section")
      let traps = shipped.chapter.cells.filter { $0.ending == .traps }.map(\.name)
      let shown = traps.filter { section.contains("```text cell=\($0)") }
      #expect(!shown.isEmpty && shown == traps, "\(shipped.page.file)")
      #expect(section.contains { $0.hasPrefix("Fatal error: ") }, "\(shipped.page.file)")
    }
  }

  @Test func eachHasThingsToTryAndEndsWithLinksToItsSourcesAndTests() throws {
    for shipped in try Self.pages() {
      let module = try #require(shipped.chapter.module?.name)
      let section = try #require(shipped.section("Try"), "\(shipped.page.file)")
      #expect(section.filter { $0.hasPrefix("- ") }.count >= 3, "\(shipped.page.file)")
      // The exercises stand between the two.
      let text = shipped.lines.suffix(4).joined(separator: "\n")
      #expect(text.contains("](../Sources/Chapters/\(module))"), "\(shipped.page.file)")
      #expect(text.contains("](../Tests/\(module))"), "\(shipped.page.file)")
    }
  }

  /// A visitor of the museum guesses from the curve before anything says what it is. Behind the code a
  /// cell may show what it did.
  @Test func eachExhibitIsACurveThenTheCodeThenACheck() throws {
    let root = try PackageRoot.find()
    let chapter = try #require(Chapter.pages().first { $0.page == "museum.md" })
    let page = try Page(of: chapter, in: root)
    let numbers = 1...chapter.cells.count { $0.name.hasPrefix("curve-") }
    for number in numbers {
      let exhibit = try #require(page.section("Exhibit \(number):"))
      #expect(exhibit.cells.first == "curve-\(number)" && exhibit.cells.last == "check-\(number)")
      var kinds = exhibit.pieces.compactMap { piece -> String? in
        switch piece {
        case .prose, .foldBegins, .foldEnds: nil
        case .figure: "figure"
        case .difference: "difference"
        case .code(let fence): fence.region
        case .cell: "output"
        }
      }
      if kinds.count == 6, kinds[3] == "output" { kinds.remove(at: 3) }
      #expect(
        kinds == ["figure", "output", "difference", "check", "output"], "exhibit \(number)")
    }
    #expect(page.section("Exhibit \(numbers.count + 1):") == nil)
  }

  @Test func theContentsHaveALineAndATimeForEach() throws {
    let contents = textLines(try #require(try PackageRoot.find().text(of: "Guide/README.md")))
    for chapter in Chapter.all() {
      let line = "| \(chapter.number) | [\(chapter.title)](\(chapter.page)) | "
      let rows = contents.filter { $0.hasPrefix(line) }
      #expect(rows.count == 1, "\(line)")
      #expect(rows.allSatisfy { $0.hasSuffix(" min |") }, "\(line)")
    }
  }
}

extension ShippedPagesTests.ShippedPage {
  /// The lines below a heading of the second level, to the next; nil where there is no such heading.
  fileprivate func section(_ heading: String) -> ArraySlice<String>? {
    guard let start = lines.firstIndex(of: "## \(heading)") else { return nil }
    return lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }
  }
}
