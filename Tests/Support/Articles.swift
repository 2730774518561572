import Foundation
import Testing

/// Expects each piece of Swift in an article to stand in the file that calls this, line by line but
/// for the space before each: so what the article shows has been compiled, and run.
///
/// - Parameter path: of the article, from `Sources/Engine` on.
public func expectArticle(
  _ path: String, isIn file: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  func lines(of text: Substring) -> [Substring] {
    text.split(separator: "\n").map { $0.drop(while: \.isWhitespace) }
  }
  let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  let article = try String(
    contentsOf: package.appendingPathComponent("Sources/Engine/" + path), encoding: .utf8)
  let code = lines(of: try String(contentsOfFile: file, encoding: .utf8)[...])
  let pieces = article.components(separatedBy: "```swift\n").dropFirst()
    .compactMap { $0.components(separatedBy: "```").first }
  #expect(!pieces.isEmpty, "\(path) shows no code", sourceLocation: sourceLocation)
  for piece in pieces {
    let wanted = lines(of: piece[...])
    let isThere = code.indices.contains { code[$0...].starts(with: wanted) }
    #expect(isThere, "not in the tests of \(path): \(piece)", sourceLocation: sourceLocation)
  }
}
