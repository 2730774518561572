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

/// zlib's checksum of `bytes`.
func checksum(_ bytes: [UInt8]) -> UInt {
  crc32(0, bytes, UInt32(bytes.count))
}
