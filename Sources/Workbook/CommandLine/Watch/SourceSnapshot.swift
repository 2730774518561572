import Foundation
import Notebook
import StateFiles

/// The sources of the chapters as they are on disk at one moment.
///
/// Whoever waits for a change takes one after the other and compares. The system could tell of
/// changes by itself, but not on every file system: a shared folder of a virtual machine or a
/// container, a network drive. Reading some hundred small files twice a second works on all of
/// them, and knows a file that was saved without a change from one that was changed.
struct SourceSnapshot: Equatable, Sendable {
  private let contents: [String: Content]

  /// What is looked at in a file.
  private enum Content: Equatable {
    case bytes([UInt8])
    /// Of more than a source has, which would take long to read.
    case large(byteCount: Int, modified: Date?)
  }

  /// A file that goes away while it is read is not there.
  init(of root: PackageRoot) {
    let paths = root.files(under: "Sources/Chapters", ending: ".swift")
    contents = paths.reduce(into: [:]) { contents, path in
      contents[path] = Self.content(of: root.url(of: path).path)
    }
  }

  private static func content(of path: String) -> Content? {
    guard let file = try? RegularFile(path: path) else { return nil }
    guard file.count > TextFile.mostBytes else {
      return (try? file.read(0..<file.count)).map(Content.bytes)
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return .large(
      byteCount: file.count, modified: attributes?[.modificationDate] as? Date)
  }

  /// The sources as they are once they have stayed the same for a moment: an editor may write a file
  /// in several steps, empty it first, or move another one to its place.
  ///
  /// - Parameter take: what takes a snapshot, now and after each moment.
  static func settled(
    for moment: Duration = .milliseconds(150), _ take: () -> SourceSnapshot
  ) -> SourceSnapshot {
    var last = take()
    while true {
      Thread.sleep(forTimeInterval: moment / .seconds(1))
      let next = take()
      if next == last { return next }
      last = next
    }
  }
}
