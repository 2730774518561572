import Foundation
import Notebook
import StateFiles

/// The sources of the chapters as they are on disk at one moment.
///
/// Whoever waits for a change takes one after the other and compares. The system could tell of
/// changes by itself, but not on every file system: a shared folder of a virtual machine or a
/// container, a network drive. Reading some hundred small files twice a second works on all of
/// them, and knows a file that was saved without a change from one that was changed, however it was
/// saved: in place, or as another file that was moved there.
struct SourceSnapshot: Equatable, Sendable {
  private let contents: [String: Content]
  /// When each was saved, and as which file; what is equal otherwise is the same to a reader.
  private let stamps: [String: Stamp]

  static func == (left: SourceSnapshot, right: SourceSnapshot) -> Bool {
    left.contents == right.contents
  }

  /// What is looked at in a file.
  private enum Content: Equatable {
    case bytes([UInt8])
    /// Of more than a source has, which would take long to read.
    case large(byteCount: Int, modified: Date?)
  }

  /// What a save changes besides the contents, to the nanosecond where the file system knows it.
  private struct Stamp: Equatable {
    var modified: [Int]
    var changed: [Int]
    var file: UInt64

    init?(_ url: URL) {
      var information = stat()
      guard unsafe stat(url.path, &information) == 0 else { return nil }
      #if canImport(Darwin)
        let (modified, changed) = (information.st_mtimespec, information.st_ctimespec)
      #else
        let (modified, changed) = (information.st_mtim, information.st_ctim)
      #endif
      self.modified = [Int(modified.tv_sec), Int(modified.tv_nsec)]
      self.changed = [Int(changed.tv_sec), Int(changed.tv_nsec)]
      file = UInt64(information.st_ino)
    }
  }

  /// A file that goes away while it is read is not there.
  init(of root: PackageRoot) {
    let paths = root.files(under: "Sources/Chapters", ending: ".swift")
    stamps = paths.reduce(into: [:]) { $0[$1] = Stamp(root.url(of: $1)) }
    contents = paths.reduce(into: [:]) { contents, path in
      contents[path] = Self.content(of: root.url(of: path).path)
    }
  }

  /// Whether nothing was saved between that one and this one, not even a change that was taken back.
  func isUntouched(since other: SourceSnapshot) -> Bool {
    self == other && stamps == other.stamps
  }

  /// The files that have other contents than in that one, and the same date. Where a file system
  /// knows only seconds, two saves can have one; what looks at dates alone would build nothing.
  func changedWithoutDate(since other: SourceSnapshot) -> [String] {
    stamps.keys.filter { path in
      contents[path] != other.contents[path]
        && stamps[path]?.modified == other.stamps[path]?.modified
    }.sorted()
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
