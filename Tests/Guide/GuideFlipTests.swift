import Foundation
import Notebook
import Testing
import WorkbookCommand

@testable import Guide

/// Single characters of the shipped pages, changed one at a time: a part of those in the code and in the
/// output, and all of those in Python and in what that printed.
///
/// Each block stands on a page of its own, which is read faster than the whole.
@Suite struct GuideFlipTests {
  /// A character of a block, by its line and its position in it, both counted from 0.
  private struct Position {
    let line: Int
    let character: Int
  }

  /// A block of a page, with its fences.
  private struct Block {
    let lines: [[Unicode.Scalar]]

    /// Where a character can be changed.
    var positions: [Position] {
      lines.indices.dropFirst().dropLast().flatMap { line in
        lines[line].indices.map { Position(line: line, character: $0) }
      }
    }
  }

  @Test(arguments: Chapter.all().map(\.page))
  func everyFlippedCharacterIsFound(name: String) throws {
    let guide = try ShippedGuide()
    let (page, lines, library) = try read(name, of: guide)
    var (code, output): ([Block], [Block]) = ([], [])
    for piece in page.pieces {
      switch piece {
      case .code(let fence) where fence.language == .swift: code.append(block(fence.lines, lines))
      case .difference(let fence): code.append(block(fence.lines, lines))
      case .cell(let fence) where fence.rules.masks.isEmpty:
        output.append(block(fence.lines, lines))
      case .code, .cell, .figure, .prose, .foldBegins, .foldEnds: break
      }
    }
    var random = SplitMix(state: UInt64(name.utf8.reduce(0) { $0 + Int($1) }))
    for (kind, blocks) in [("code", code), ("output", output)] {
      let places = blocks.flatMap { block in block.positions.map { (block, $0) } }
      let sample = places.shuffled(using: &random).prefix(100)
      var found = 0
      for (block, position) in sample {
        let text = try flipping(position, of: block, &random)
        if isFound(guide.weave.compare(page: name, text, library), position) { found += 1 }
      }
      print(
        "\(name): of \(sample.count) flips in \(places.count) characters of \(kind), \(found) were"
          + " found")
      #expect(sample.count >= 40)
      #expect(found == sample.count)
    }
  }

  @Test func everyFlippedCharacterOfPythonIsFound() throws {
    let guide = try ShippedGuide()
    var random = SplitMix(state: 0)
    var (blocks, flips, found) = (0, 0, 0)
    for name in guide.weave.pages {
      let (page, lines, library) = try read(name, of: guide)
      for case .code(let fence) in page.pieces where fence.language != .swift {
        let block = block(fence.lines, lines)
        blocks += 1
        for position in block.positions {
          let text = try flipping(position, of: block, &random)
          flips += 1
          if isFound(guide.weave.compare(page: "block.md", text, library), position) { found += 1 }
        }
      }
    }
    print("of \(flips) flips in \(blocks) blocks of Python and its output, \(found) were found")
    #expect(found == flips)
    #expect(blocks >= 15 && flips > 3000)
  }

  /// A page, its lines, and the sources that it shows, which are read once.
  private func read(
    _ name: String, of guide: ShippedGuide
  ) throws -> (Page, [[Unicode.Scalar]], SourceLibrary) {
    let page = try #require(guide.weave.compare(page: name).page)
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
    let text = try #require(try guide.root.text(of: "Guide/\(name)"))
    return (page, textLines(text).map { Array($0.unicodeScalars) }, library)
  }

  private func block(_ range: ClosedRange<Int>, _ lines: [[Unicode.Scalar]]) -> Block {
    Block(lines: Array(lines[(range.lowerBound - 1)..<range.upperBound]))
  }

  /// A block of which one line has another character at a position.
  private func flipping(
    _ position: Position, of block: Block, _ random: inout SplitMix
  ) throws -> TextFile {
    var flipped = block.lines
    let old = flipped[position.line][position.character]
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
  private func isFound(_ comparison: ComparedPage, _ position: Position) -> Bool {
    let faults = comparison.obstacles + comparison.changes.map(\.fault)
    let isFound = faults.contains { $0.line == position.line + 1 }
    #expect(isFound, "line \(position.line + 1)")
    return isFound
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
