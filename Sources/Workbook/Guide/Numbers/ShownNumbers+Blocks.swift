import Foundation
import Notebook

// What a page shows.
extension ShownNumbers {
  /// Takes up the numbers of code, output and figures, of what is claimed of an output, and those by which
  /// lists and rows of tables are counted.
  ///
  /// - Parameter page: where the blocks stand, from which figures are found.
  mutating func add(_ blocks: [Block], from page: String, in root: PackageRoot) {
    for block in blocks.flatMap(\.withNested) {
      switch block.content {
      case .fence(let fence):
        for line in fence.code { add(line) }
        for word in FenceInformation(fence.information)?.words ?? [] where word.name == "claim" {
          add(word.value)
        }
      case .list(let list):
        if let start = list.start {
          for index in list.items.indices { add(value: Double(start + index)) }
        }
      case .table(let table):
        // | 1 | … |, | 2 | … |
        for (index, row) in table.rows.enumerated() where row.first == [.text("\(index + 1)")] {
          add(value: Double(index + 1))
        }
      default: break
      }
      for case .image(_, let source, _) in block.ownInlines.flatMap(\.withNested)
      where source.hasSuffix(".svg") {
        guard let link = LocalLink(source, from: page), let drawing = try? root.text(of: link.path)
        else { continue }
        add(figure: drawing)
      }
    }
  }

  /// Takes up the numbers of code between words. A number alone is one that somebody is to write.
  mutating func addCode(in blocks: [Block]) {
    for case .code(let code) in blocks.flatMap(\.withNested).flatMap(\.ownInlines).flatMap(
      \.withNested)
    where !code.isNumber {
      add(code)
    }
  }

  /// What is written in a figure, as `<text …>0.5</text>`.
  private mutating func add(figure: String) {
    for part in figure.components(separatedBy: "<text").dropFirst() {
      guard let start = part.firstIndex(of: ">") else { continue }
      add(part[start...].dropFirst().prefix { $0 != "<" })
    }
  }
}

extension String {
  /// Of code between words, whether it is a number and nothing else.
  var isNumber: Bool {
    let tokens = NumberToken.tokens(of: self)
    return tokens.contains { $0.literal != nil } && !tokens.contains { $0.kind == .word }
      && tokens.count <= 3
  }

  /// Of code between words, whether it is for a shell.
  var isCommand: Bool { hasPrefix("swift ") || hasPrefix("workbook ") }
}
