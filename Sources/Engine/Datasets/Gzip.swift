import CZlib
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
/// costs only what its reader asks for. Several members, one after the other, read as one, as with
/// the `gzip` command. A checksum is compared when the end of its member is reached.
///
/// Source: [zlib manual](https://zlib.net/manual.html), `inflate`.
final class GzipReader: ByteReader {
  /// The two bytes that every gzip member starts with.
  static let magic: [UInt8] = [0x1f, 0x8b]

  /// Deflate cannot shrink by more than this factor, so a short file never needs a long buffer.
  private static let largestFactor = 1032

  private let bytes: [UInt8]
  private var position = 0
  /// zlib keeps a pointer back to the stream, so the stream must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var isInsideMember = true

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
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

  func read(_ count: Int) throws(GzipError) -> [UInt8] {
    // A window of pending output can exceed the factor slightly, hence the constant.
    let (bound, overflows) = (bytes.count - position).multipliedReportingOverflow(
      by: Self.largestFactor)
    let capacity = overflows ? count : min(count, bound + 65_536)
    var failure: GzipError?
    let output = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
      do throws(GzipError) {
        while filled < capacity, try startMemberIfNeeded() {
          filled += try inflateOnce(into: UnsafeMutableBufferPointer(rebasing: buffer[filled...]))
        }
      } catch {
        failure = error
      }
    }
    // What was read before the damage is handed out first; the next call meets the damage again.
    if let failure, output.isEmpty || failure != .truncated { throw failure }
    return output
  }

  /// Goes on to the next member where the last one has ended.
  ///
  /// - Returns: false at the end of the last member.
  private func startMemberIfNeeded() throws(GzipError) -> Bool {
    if isInsideMember { return true }
    if position == bytes.count { return false }
    guard bytes[position...].starts(with: Self.magic) else {
      throw .trailingBytes(bytes.count - position)
    }
    inflateReset(stream)
    isInsideMember = true
    return true
  }

  /// One call of `inflate`: takes from `bytes` and fills part of `output`.
  ///
  /// - Returns: the number of bytes written, which may be 0.
  private func inflateOnce(
    into output: UnsafeMutableBufferPointer<UInt8>
  ) throws(GzipError) -> Int {
    let offered = min(bytes.count - position, Int(UInt32.max))
    let wanted = min(output.count, Int(UInt32.max))
    let status = bytes.withUnsafeBufferPointer { input in
      // zlib does not write to its input; its C type only does not say so.
      stream.pointee.next_in = input.baseAddress.map { start in
        UnsafeMutablePointer(mutating: start + position)
      }
      stream.pointee.avail_in = UInt32(offered)
      stream.pointee.next_out = output.baseAddress
      stream.pointee.avail_out = UInt32(wanted)
      return inflate(stream, Z_NO_FLUSH)
    }
    let taken = offered - Int(stream.pointee.avail_in)
    let written = wanted - Int(stream.pointee.avail_out)
    position += taken
    switch status {
    case Z_STREAM_END:
      isInsideMember = false
    case Z_OK where taken > 0 || written > 0:
      break
    case Z_OK, Z_BUF_ERROR:
      throw .truncated
    default:
      throw .damaged(stream.pointee.msg.map { String(cString: $0) } ?? "zlib status \(status)")
    }
    return written
  }
}
