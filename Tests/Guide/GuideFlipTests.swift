import Foundation
import Notebook
import Testing
import WorkbookCommand

@testable import Guide

/// Single characters of the shipped pages, changed one at a time: a part of those in the code and in the
/// output, and all of those in Python and in what that printed.
@Suite struct GuideFlipTests {
  /// A character of a page, by its line and its position in it, both counted from 0.
  private struct Position {
    let line: Int
    let character: Int
  }

  @Test(arguments: Chapter.all().map(\.page))
  func everyFlippedCharacterIsFound(name: String) throws {
    let guide = try ShippedGuide()
    let text = try #require(try guide.root.text(of: "Guide/\(name)"))
    let chapter = try #require(Chapter.all().first { $0.page == name })
    let page = try Page(parsing: text, file: "Guide/\(name)", chapter: chapter)
    let lines = textLines(text).map { Array($0.unicodeScalars) }

    // Sources are read once.
    var library = SourceLibrary(root: guide.root)
    for piece in page.pieces {
      switch piece {
      case .code(let fence): _ = try library.region(for: fence, in: page.file)
      case .difference(let fence):
        for side in [fence.old, fence.new] { _ = try library.region(for: side, in: page.file) }
      case .cell(let fence):
        if let python = fence.python { _ = try library.region(for: python, in: page.file) }
      case .figure, .prose, .foldBegins, .foldEnds: break
      }
    }
    var random = SplitMix(state: UInt64(chapter.number))
    for (kind, positions) in Self.positions(in: page, lines) {
      let sample = positions.shuffled(using: &random).prefix(100)
      var found = 0
      for position in sample {
        let text = try Self.flipping(position, of: lines, &random)
        if Self.isFound(guide.weave.compare(page: name, text, library), position) { found += 1 }
      }
      print(
        "\(name): of \(sample.count) flips in \(positions.count) characters of \(kind), \(found) were"
          + " found")
      #expect(sample.count >= 40)
      #expect(found == sample.count)
    }
  }

  /// Each block stands on a page of its own, which is read faster than the whole.
  @Test func everyFlippedCharacterOfPythonIsFound() throws {
    let guide = try ShippedGuide()
    var random = SplitMix(state: 0)
    var (blocks, flips, found) = (0, 0, 0)
    for name in guide.weave.pages {
      let lines = textLines(try #require(try guide.root.text(of: "Guide/\(name)")))
      var library = SourceLibrary(root: guide.root)
      for case .code(let fence) in try #require(guide.weave.compare(page: name).page).pieces
      where fence.language != .swift {
        _ = try library.region(for: fence, in: name)
        let block = lines[(fence.lines.lowerBound - 1)..<fence.lines.upperBound].map {
          Array($0.unicodeScalars)
        }
        blocks += 1
        for line in block.indices.dropFirst().dropLast() {
          for character in block[line].indices {
            let position = Position(line: line, character: character)
            let text = try Self.flipping(position, of: block, &random)
            let comparison = guide.weave.compare(page: "block.md", text, library)
            flips += 1
            if Self.isFound(comparison, position) { found += 1 }
          }
        }
      }
    }
    print("of \(flips) flips in \(blocks) blocks of Python and its output, \(found) were found")
    #expect(found == flips)
    #expect(blocks >= 15 && flips > 3000)
  }

  /// Lines of which one has another character at a position.
  private static func flipping(
    _ position: Position, of lines: [[Unicode.Scalar]], _ random: inout SplitMix
  ) throws -> TextFile {
    var flipped = lines
    let old = lines[position.line][position.character]
    var new = old
    while new == old { new = Unicode.Scalar(UInt8.random(in: 0x20...0x7E, using: &random)) }
    flipped[position.line][position.character] = new
    let changed = flipped.map { line in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: line)
      return String(view)
    }
    return try TextFile(Array((changed.joined(separator: "\n") + "\n").utf8))
  }

  /// Whether there is a fault in the line that was changed.
  private static func isFound(_ comparison: ComparedPage, _ position: Position) -> Bool {
    let faults = comparison.obstacles + comparison.changes.map(\.fault)
    let isFound = faults.contains { $0.line == position.line + 1 }
    #expect(isFound, "line \(position.line + 1)")
    return isFound
  }

  /// Every character of the page's code, and of its output but for what is masked.
  private static func positions(
    in page: Page, _ lines: [[Unicode.Scalar]]
  ) -> [(kind: String, positions: [Position])] {
    var code: [Position] = []
    var output: [Position] = []
    func inside(_ range: ClosedRange<Int>) -> [Position] {
      (range.lowerBound..<(range.upperBound - 1)).flatMap { line in
        lines[line].indices.map { Position(line: line, character: $0) }
      }
    }
    for piece in page.pieces {
      switch piece {
      case .code(let fence) where fence.language == .swift: code += inside(fence.lines)
      case .difference(let fence): code += inside(fence.lines)
      case .cell(let fence) where fence.rules.masks.isEmpty: output += inside(fence.lines)
      case .code, .cell, .figure, .prose, .foldBegins, .foldEnds: break
      }
    }
    return [("code", code), ("output", output)]
  }
}

/// Random numbers that are the same every time.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
