import Foundation
import Notebook

/// Where somebody stopped reading a page, to go on from there the next time: a small file that nothing
/// else needs, with the words of a heading.
struct ReadingPlace: Sendable {
  private let root: PackageRoot
  private let path: String
  /// Many more bytes than a heading has.
  private static let mostBytes = 1 << 10

  init(of chapter: Chapter, in root: PackageRoot) {
    self.root = root
    path = ".workbook/places/\(chapter.word)"
  }

  /// The heading that was noted; nil where there is none, or where the file is of no use.
  var heading: String? {
    guard let file = try? root.textFile(path, atMost: Self.mostBytes) else { return nil }
    let lines = textLines(file.text)
    return lines.count == 1 && !lines[0].isEmpty ? lines[0] : nil
  }

  /// Notes a heading, whole or not at all; nil for no place to go on from. Where it cannot be noted,
  /// reading goes on all the same.
  func note(_ heading: String?) {
    if let heading {
      try? Signals.holdingBack { try root.replace(path, with: heading + "\n") }
    } else {
      try? FileManager.default.removeItem(at: root.url(of: path))
    }
  }

  /// The line that offers to go on, less than the width.
  static func offer(_ heading: String, width: Int) -> String {
    let keys = "[c] go on there  [Space] from the top  [q] quit"
    for words in ["You stopped at \(heading)  ", "\(heading)  ", ""] {
      if (words + keys).count < width { return words + keys }
    }
    return String("[c] go on  [Space] top  [q] quit".prefix(max(width - 1, 0)))
  }
}
