import FuzzSupport

@testable import StateFiles

/// The JSON at the beginning of a safetensors file.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var reader = SafeTensorsHeaderReader(bytes(start, count))
  _ = try? reader.read()
  return 0
}
