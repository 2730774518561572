import StateFiles
import Tensors

/// Reads bytes from front to back, so that a file's header can be judged before the rest is taken.
protocol ByteReader: AnyObject {
  /// The next `count` bytes, or what is left where there are fewer.
  func read(_ count: Int) throws(GzipError) -> [UInt8]
}

/// Bytes that are used as they stand in the file.
final class PlainReader: ByteReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  func read(_ count: Int) -> [UInt8] {
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }
}

/// All bytes of a regular file.
///
/// - Throws: ``DatasetError/unreadable(path:reason:)`` for anything else: a folder, a device that
///   never ends, a file that is missing, closed to this user or beyond any size that digits could
///   need.
func readFile(at path: String) throws(DatasetError) -> [UInt8] {
  do throws(FileError) {
    let file = try RegularFile(path: path)
    guard file.count <= 2 * IDXFile.largestCount else {
      throw .unreadable(path: path, reason: "\(file.count.grouped) bytes are too many")
    }
    return try file.read(0..<file.count)
  } catch {
    throw .unreadable(path: path, reason: error.reason)
  }
}
