import FuzzSupport

@testable import Datasets

/// Gzipped bytes, taken a few at a time, as many as the first byte says.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(start, count)
  let reader = GzipReader(Array(input.dropFirst()))
  let step = 1 + Int(input.first ?? 0) * 64
  var total = 0
  while total < 1 << 22, let piece = try? reader.read(step), !piece.isEmpty {
    require(piece.count <= step, "gzip: more bytes than were asked for")
    total += piece.count
  }
  return 0
}
