import Foundation

/// A folder that is removed with everything in it when the last reference goes.
public final class TemporaryFolder {
  /// Where it is.
  public let path: String

  /// Makes an empty one.
  public init() throws {
    path = NSTemporaryDirectory() + "engine-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// What is in it, hidden files too.
  public var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}
