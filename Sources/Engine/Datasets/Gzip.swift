import CZlib
import StateFiles
import Tensors

/// What can be wrong with gzipped bytes.
enum GzipError: Error, Equatable, CustomStringConvertible {
  /// The bytes end in the middle of a member.
  case truncated
  /// zlib refused the bytes, with its own words for why.
  case damaged(String)
  /// The bytes after the last member are not another one.
  case trailingBytes(Int)

  var description: String {
    switch self {
    case .truncated: "it ends too early"
    case .damaged(let reason): reason
    case .trailingBytes(let count): "\(count.grouped) bytes after its end"
    }
  }
}

/// Decompresses gzipped bytes with zlib, no further than it is asked to.
///
/// Nothing is decompressed ahead of ``read(_:)``, so a small file that would unfold to terabytes
/// costs only what its reader asks for. Several members, one after the other, read as one, and zeros
/// behind a member, with which a tape or a disk's block is filled up, are skipped: both as in
/// Python's `gzip`. Anything else there is an error, as it is to Python. A checksum is compared when
/// the end of its member is reached.
///
/// Source: [zlib manual](https://zlib.net/manual.html), `inflate`;
/// [Lib/gzip.py](https://github.com/python/cpython/blob/v3.12.0/Lib/gzip.py), `_read_eof`.
final class GzipReader: ByteReader {
  /// The two bytes that every gzip member starts with.
  static let magic: [UInt8] = [0x1f, 0x8b]

  /// Deflate cannot shrink by more than this factor, so a short file never needs a long buffer.
  private static let largestFactor = 1032

  private let source: any ByteSource
  /// The piece of the source that is at hand, and how much of it has been taken.
  private var piece: [UInt8] = []
  private var taken = 0
  /// How much of the source has been at hand so far, with the piece.
  private var position = 0
  /// zlib keeps a pointer back to the stream, so the stream must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var isInsideMember = true

  init(_ source: any ByteSource) {
    self.source = source
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let gzipOnly: Int32 = 16
    let status = inflateInit2_(
      stream, gzipOnly + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    // It fails only where there is no memory for a window, or with another library than was
    // compiled for.
    guard status == Z_OK else { fatalError("zlib: inflateInit2 gave status \(status)") }
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  func read(_ count: Int) throws(ByteReaderError) -> [UInt8] {
    // A window of pending output can exceed the factor slightly, hence the constant.
    let (bound, overflows) = (source.count - position + piece.count - taken)
      .multipliedReportingOverflow(by: Self.largestFactor)
    let capacity = overflows ? count : min(count, bound + 65_536)
    var failure: ByteReaderError?
    let output = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
      do throws(ByteReaderError) {
        while filled < capacity, try startMemberIfNeeded() {
          let rest = UnsafeMutableBufferPointer(rebasing: buffer[filled..<capacity])
          filled += try inflateOnce(into: rest)
        }
      } catch {
        failure = error
      }
    }
    // What was read before the damage is handed out first; the next call meets the damage again.
    if let failure {
      guard case .gzip(.truncated) = failure, !output.isEmpty else { throw failure }
    }
    return output
  }

  /// Has the next piece at hand where the last one is used up.
  ///
  /// - Returns: false at the end of the source.
  private func fillPieceIfNeeded() throws(ByteReaderError) -> Bool {
    if taken < piece.count { return true }
    let range = position..<min(position + 1 << 16, source.count)
    piece = try ByteReaderError.reporting { () throws(FileError) in try source.read(range) }
    (taken, position) = (0, range.upperBound)
    return !piece.isEmpty
  }

  /// Goes on to the next member where the last one has ended.
  ///
  /// - Returns: false at the end of the last member.
  private func startMemberIfNeeded() throws(ByteReaderError) -> Bool {
    if isInsideMember { return true }
    while try fillPieceIfNeeded() {
      taken = piece[taken...].firstIndex { $0 != 0 } ?? piece.count
      if taken < piece.count { break }
    }
    if taken == piece.count { return false }
    // Its second byte may be in the next piece, where zlib will look at it.
    guard piece[taken...].prefix(2).elementsEqual(Self.magic.prefix(piece.count - taken)) else {
      throw .gzip(.trailingBytes(source.count - position + piece.count - taken))
    }
    inflateReset(stream)
    isInsideMember = true
    return true
  }

  /// One call of `inflate`: takes from the piece at hand and fills part of `output`.
  ///
  /// - Returns: the number of bytes written, which may be 0.
  private func inflateOnce(
    into output: UnsafeMutableBufferPointer<UInt8>
  ) throws(ByteReaderError) -> Int {
    let isAtEnd = try !fillPieceIfNeeded()
    let offered = piece.count - taken
    let wanted = min(output.count, Int(UInt32.max))
    let status = piece.withUnsafeBufferPointer { input in
      // zlib does not write to its input; its C type only does not say so.
      stream.pointee.next_in = input.baseAddress.map { start in
        UnsafeMutablePointer(mutating: start + taken)
      }
      stream.pointee.avail_in = UInt32(offered)
      stream.pointee.next_out = output.baseAddress
      stream.pointee.avail_out = UInt32(wanted)
      return inflate(stream, Z_NO_FLUSH)
    }
    let used = offered - Int(stream.pointee.avail_in)
    let written = wanted - Int(stream.pointee.avail_out)
    taken += used
    switch status {
    case Z_STREAM_END:
      isInsideMember = false
    case Z_OK where used > 0 || written > 0:
      break
    case Z_OK, Z_BUF_ERROR:
      if isAtEnd { throw .gzip(.truncated) }
    default:
      let reason = stream.pointee.msg.map { String(cString: $0) } ?? "zlib status \(status)"
      throw .gzip(.damaged(reason))
    }
    return written
  }
}
