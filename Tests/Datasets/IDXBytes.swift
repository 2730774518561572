import CZlib

/// The bytes of an IDX file: header, then `values`, whether or not they fit the dimensions.
func idxBytes(_ dimensions: [Int], _ values: [UInt8], type: UInt8 = 8) -> [UInt8] {
  var bytes: [UInt8] = [0, 0, type, UInt8(dimensions.count)]
  for length in dimensions {
    bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
  }
  return bytes + values
}

/// Images whose pixels all differ from image to image, and labels that count 0 to 9 over and over.
func sampleFiles(count: Int) -> (images: [UInt8], labels: [UInt8]) {
  let pixels = (0..<count * 784).map { UInt8(truncatingIfNeeded: $0 / 784 &* 7 &+ $0) }
  let labels = (0..<count).map { UInt8($0 % 10) }
  return (idxBytes([count, 28, 28], pixels), idxBytes([count], labels))
}

/// One gzip member that holds `bytes`.
func gzipped(_ bytes: [UInt8]) -> [UInt8] {
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

/// zlib's checksum of `bytes`.
func checksum(_ bytes: [UInt8]) -> UInt {
  crc32(0, bytes, UInt32(bytes.count))
}
