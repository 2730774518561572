/// How much is shown of what a program of the reader's prints, or says before it ends: as much as
/// somebody reads.
package enum ShownLines {
  /// So many lines.
  package static let most = 20
  /// And so many characters of each.
  package static let longest = 2000

  /// The line, or its beginning.
  package static func shortened(_ line: String) -> String {
    line.utf8.count > 4 * longest ? line.prefix(longest) + " …" : line
  }
}
