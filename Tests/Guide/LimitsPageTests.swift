import Foundation
import Notebook
import Testing

/// `Guide/limits.md` beside the constants that it names.
@Suite struct LimitsPageTests {
  /// A row of one of its tables.
  private struct Row {
    let limit: Int
    let constant: Link
    let test: Link
  }

  /// `[largestCount](../Sources/Engine/Datasets/IDXFile.swift)`
  private struct Link {
    let name: String
    let file: String
    /// What the file holds.
    let text: String

    init?(_ cell: Substring, in root: PackageRoot) throws {
      guard let match = cell.firstMatch(of: /\[([A-Za-z]+)\]\(\.\.\/([^)]+)\)/) else { return nil }
      name = String(match.output.1)
      file = String(match.output.2)
      text = try #require(try root.textFile(file), "there is no \(file)").text
    }

    /// What the constant is given: `2 * largestCount`.
    func value(of name: String) throws -> Int {
      let definition = try Regex("let \(name)(?:: Int)? = (.+)\n", as: (Substring, Substring).self)
      let match = try #require(text.firstMatch(of: definition), "\(file) has no \(name)")
      return try value(ofExpression: match.output.1)
    }

    private func value(ofExpression expression: Substring) throws -> Int {
      if let shift = expression.wholeMatch(of: /([0-9_]+) << ([0-9]+)/) {
        return try value(ofExpression: shift.output.1) << value(ofExpression: shift.output.2)
      }
      if let product = expression.wholeMatch(of: /([0-9_]+) \* ([A-Za-z]+)/) {
        return try value(ofExpression: product.output.1) * value(of: String(product.output.2))
      }
      if expression == "Int(Int32.max)" { return Int(Int32.max) }
      return try #require(Int(expression.replacing("_", with: "")), "\(file): \(expression)")
    }
  }

  private func rows() throws -> [Row] {
    let root = try PackageRoot.find()
    let page = try #require(try root.textFile("Guide/limits.md")).text
    return try textLines(page).filter { $0.hasPrefix("| ") }.compactMap { line in
      let cells = line.split(separator: " | ")
      guard cells.count == 4, let constant = try Link(cells[2], in: root) else { return nil }
      return Row(
        limit: try #require(Int(cells[1].replacing(",", with: "")), "\(line)"),
        constant: constant, test: try #require(try Link(cells[3], in: root), "\(line)"))
    }
  }

  @Test func eachNumberIsThatOfTheCode() throws {
    let rows = try rows()
    #expect(rows.count >= 20)
    for row in rows {
      let value = try row.constant.value(of: row.constant.name)
      #expect(value == row.limit, "\(row.constant.name) in \(row.constant.file)")
    }
  }

  @Test func eachTestIsThere() throws {
    for row in try rows() {
      #expect(
        row.test.text.contains("func \(row.test.name)("), "\(row.test.file): \(row.test.name)")
    }
  }
}
