import Foundation

/// The text without the `Module/File.swift:31: ` that Swift puts before `Fatal error: `: the line
/// number would change with every edit of the file, and the page shows the code anyway.
func withoutSourceLocations(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    for kind in ["Fatal error", "Precondition failed", "Assertion failed"] {
      guard let range = line.range(of: ".swift:[0-9]+: \(kind)", options: .regularExpression),
        let start = line[range].range(of: kind)
      else { continue }
      // Nothing but a path stands before it; a message that quotes such a line is left alone.
      let path = line[..<range.lowerBound]
      if !path.contains(where: \.isWhitespace) { return line[start.lowerBound...] }
    }
    return line
  }.joined(separator: "\n")
}
