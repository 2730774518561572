import Foundation

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
  var information = stat()
  guard stat(path, &information) == 0 else {
    throw .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
  guard information.st_mode & S_IFMT == S_IFREG else {
    let isFolder = information.st_mode & S_IFMT == S_IFDIR
    throw .unreadable(path: path, reason: isFolder ? "Is a directory" : "Not a regular file")
  }
  let size = Int(information.st_size)
  guard size <= 2 * IDXFile.largestCount else {
    throw .unreadable(path: path, reason: "\(size.grouped) bytes are too many")
  }
  guard let file = fopen(path, "rb") else {
    throw .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
  defer { fclose(file) }
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    count = size == 0 ? 0 : fread(buffer.baseAddress, 1, size, file)
  }
  guard ferror(file) == 0 else {
    throw .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
  return bytes
}
