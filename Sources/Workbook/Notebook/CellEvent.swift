import Foundation

/// What a process that runs cells tells the one that started it: a line of JSON for each event.
enum CellEvent: Codable, Equatable, Sendable {
  case began(cell: String)
  /// A line of what the cell prints, without its newline.
  case printed(line: String)
  /// The figure that the cell returned, as SVG.
  case drew(svg: String)
  /// The cell came to its end.
  case ended
  /// The cell threw this.
  case failed(reason: String)

  /// Nil for a line that is no event.
  init?(line: String) {
    guard let event = try? JSONDecoder().decode(CellEvent.self, from: Data(line.utf8)) else {
      return nil
    }
    self = event
  }

  /// One line without its newline.
  var line: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else {
      fatalError("CellEvent: a text could not be written as JSON")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
