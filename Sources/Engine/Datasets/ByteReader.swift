import StateFiles
import Tensors

/// Reads bytes from front to back, so that a file's header can be judged before the rest is taken.
protocol ByteReader: AnyObject {
  /// The next `count` bytes, or what is left where there are fewer.
  func read(_ count: Int) throws(ByteReaderError) -> [UInt8]
}

/// Why there are no further bytes to be had.
enum ByteReaderError: Error {
  /// The system does not hand them out.
  case file(FileError)
  /// They cannot be unpacked.
  case gzip(GzipError)

  /// Does what may find that the system does not hand out the bytes of a file.
  static func reporting<Result>(
    _ body: () throws(FileError) -> Result
  ) throws(ByteReaderError) -> Result {
    do throws(FileError) {
      return try body()
    } catch {
      throw .file(error)
    }
  }
}

/// Bytes that are used as they stand in the file.
final class PlainReader: ByteReader {
  private let source: any ByteSource
  private var position = 0

  init(_ source: any ByteSource) {
    self.source = source
  }

  func read(_ count: Int) throws(ByteReaderError) -> [UInt8] {
    let range = position..<position + min(count, source.count - position)
    position = range.upperBound
    return try ByteReaderError.reporting { () throws(FileError) in try source.read(range) }
  }
}
