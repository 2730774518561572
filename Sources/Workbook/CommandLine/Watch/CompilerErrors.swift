import Foundation
import Notebook

/// What a reader has to know of a build that failed: the compiler's errors, each with its line of
/// code, in the order in which they came.
struct CompilerErrors {
  /// Each in lines, the first of them with file, line and message.
  let errors: [[String]]
  /// The end of all that was said, for a build that failed in another way.
  private let end: [String]

  /// - Parameter output: what `swift build` wrote.
  init(_ output: String, in root: PackageRoot) {
    // Some of it comes with colours, whatever it is written to.
    let plain = output.replacing(#/\u{1B}\[[0-9;]*[A-Za-z]/#, with: "")
    let lines = textLines(plain)
      .map { $0.replacing(root.directory.path, with: "") }
      .map { $0.hasPrefix("/Sources/") ? String($0.dropFirst()) : $0 }
    var errors: [[String]] = []
    var isInError = false
    for line in lines {
      if let kind = Self.kind(of: line) {
        // A module is compiled more than once, each time with the same errors.
        isInError = kind == "error" && !errors.contains { $0[0] == line }
        if isInError { errors.append([line]) }
      } else if Self.isProgress(line) || line.hasPrefix("error: ") {
        isInError = false
      } else if isInError, !line.isEmpty {
        errors[errors.count - 1].append(line)
      }
    }
    self.errors = errors
    end = lines.filter { !$0.isEmpty && !Self.isProgress($0) }.suffix(10)
  }

  /// At most so many lines, but always the first error's beginning.
  func lines(atMost limit: Int) -> [String] {
    guard let first = errors.first else { return end }
    var lines = Array(first.prefix(max(limit - 1, 1)))
    var rest = errors.count - 1
    for error in errors.dropFirst() {
      if lines.count + 1 + error.count > limit - 1 { break }
      lines += [""] + error
      rest -= 1
    }
    if rest > 0 { lines.append("and \(rest) more error\(rest == 1 ? "" : "s")") }
    return lines
  }

  /// Whether the reader's own files compile, and only what uses them does not.
  var areOutsideChapters: Bool {
    !errors.isEmpty && !errors.contains { $0[0].hasPrefix("Sources/Chapters/") }
  }

  /// What `file.swift:3:5: error: …` says it is: an error, a warning, a note; nil for other lines.
  private static func kind(of line: String) -> Substring? {
    line.prefixMatch(of: #/[^ |]+:[0-9]+:[0-9]+: (error|warning|note|remark): /#)?.1
  }

  /// `[3/8] Compiling …`, `Building for debugging...`.
  private static func isProgress(_ line: String) -> Bool {
    line.hasPrefix("[") || line.hasPrefix("Building for ") || line.hasPrefix("Build complete")
  }
}
