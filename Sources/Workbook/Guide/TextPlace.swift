import Foundation
import Notebook

/// A line of a file of the package: `Guide/02-model.md:14`.
package struct Place: Equatable, Sendable, CustomStringConvertible {
  /// Relative to the package's folder: `Guide/02-model.md`.
  package let file: String
  /// Counted from 1.
  package let line: Int

  package var description: String { "\(file):\(line)" }
}

extension Place {
  /// Where a cell is listed; nil where that is not among the package's sources.
  init?(sourceOf cell: Cell) {
    guard let range = cell.source.file.range(of: "/Sources/", options: .backwards) else {
      return nil
    }
    self.init(
      file: "Sources/" + cell.source.file[range.upperBound...], line: cell.source.line)
  }
}

/// Where the lines of a text stand in a file, such as those of a fence or of a region.
struct TextPlace: Equatable, Sendable {
  /// Relative to the package; nil for what was only printed.
  let file: String?
  /// The line of the file in which each line of the text stands.
  let lineNumbers: [Int]
  /// The line behind the last of them.
  let end: Int

  /// The line of the file in which the text's line of this index stands.
  func line(at index: Int) -> Int {
    index < lineNumbers.count ? lineNumbers[index] : end + index - lineNumbers.count
  }
}
