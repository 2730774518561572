import Foundation

/// What a process tells the one that started it: a line of JSON for each event.
public protocol ProcessEvent: Codable, Sendable {}

extension ProcessEvent {
  /// Nil for a line that is no event.
  public init?(line: String) {
    guard let event = try? JSONDecoder().decode(Self.self, from: Data(line.utf8)) else {
      return nil
    }
    self = event
  }

  /// One line without its newline.
  public var line: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else {
      fatalError("ProcessEvent: \(self) could not be written as JSON")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
