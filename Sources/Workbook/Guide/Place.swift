import Foundation
import Notebook

/// A line of a file of the package: `Guide/02-model.md:14`.
public struct Place: Equatable, Sendable, CustomStringConvertible {
  /// Relative to the package's folder: `Guide/02-model.md`.
  public let file: String
  /// Counted from 1.
  public let line: Int

  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  public var description: String { "\(file):\(line)" }
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
