import CZlib

/// One gzip member that holds `bytes`.
public func gzipped(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  deflateInit2_(
    &stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
    Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var input = bytes
  return [UInt8](unsafeUninitializedCapacity: bytes.count + 1_000) { output, count in
    input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = output.baseAddress
      stream.avail_out = UInt32(output.count)
      guard deflate(&stream, Z_FINISH) == Z_STREAM_END else { fatalError("deflate") }
    }
    count = output.count - Int(stream.avail_out)
  }
}

/// Bytes that begin as these do, go on with zeros, and have some ones at the end, so that their CRC-32
/// is the one that is asked for.
///
/// A CRC is linear: whether one byte is 0 or 1 changes it in the same bits, whatever the others are. So
/// those that have to be 1 are the solution of 32 equations in the field of two elements.
public func bytes(startingWith start: [UInt8], count: Int, checksum: UInt32) -> [UInt8] {
  let tail = 40
  var bytes = start + [UInt8](repeating: 0, count: count - start.count)
  let sumBefore = crc32(0, bytes, UInt32(count - tail))
  func sum(ones: UInt64) -> UInt32 {
    let tail = (0..<tail).map { UInt8(truncatingIfNeeded: ones >> $0 & 1) }
    return UInt32(crc32(sumBefore, tail, UInt32(tail.count)))
  }
  // Each removes one bit of what is still to be changed, which those behind it leave alone.
  var steps: [(change: UInt32, ones: UInt64)] = []
  func reduced(_ change: UInt32, _ ones: UInt64) -> (change: UInt32, ones: UInt64) {
    steps.reduce((change, ones)) { rest, step in
      let next = rest.change ^ step.change
      return next < rest.change ? (next, rest.ones ^ step.ones) : rest
    }
  }
  for index in 0..<tail {
    let step = reduced(sum(ones: 1 << index) ^ sum(ones: 0), 1 << index)
    if step.change != 0 { steps.append(step) }
  }
  let solution = reduced(checksum ^ sum(ones: 0), 0)
  precondition(solution.change == 0, "too few bytes to choose from")
  for index in 0..<tail {
    bytes[count - tail + index] = UInt8(truncatingIfNeeded: solution.ones >> index & 1)
  }
  return bytes
}
