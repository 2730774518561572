import Datasets
import FuzzSupport

/// A file of digits or labels, raw or gzipped.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  if let file = try? IDXFile(path: "input", bytes: bytes(start, count)) {
    require(
      file.values.count == file.dimensions.reduce(1, *), "IDX: not as many values as announced")
  }
  return 0
}
