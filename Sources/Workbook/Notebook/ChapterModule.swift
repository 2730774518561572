/// The module of a chapter, whose name begins with the chapter's number: `Chapter1Data`.
package struct ChapterModule: Hashable, Sendable, ExpressibleByStringInterpolation {
  package let name: String
  /// 1, 2, …
  package let number: Int

  /// Traps where the name says no number.
  package init(stringLiteral name: String) {
    let digits = name.dropFirst("Chapter".count).prefix(while: \.isNumber)
    guard name.hasPrefix("Chapter"), let number = Int(digits), number > 0 else {
      fatalError("ChapterModule: '\(name)' does not begin with Chapter and a number")
    }
    self.name = name
    self.number = number
  }

  /// The folder of its sources, relative to the package.
  package var folder: String { "Sources/Chapters/\(name)" }
}
