import FuzzSupport
import StateFiles

/// A safetensors file. What can be read is written as the library writes it, and reads as the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let file = try? SafeTensors(path: "input", bytes: bytes(start, count)) else { return 0 }
  let encoded = file.encoded()
  let again = try? SafeTensors(path: "written", bytes: encoded)
  require(again?.encoded() == encoded, "safetensors: what was written reads as something else")
  return 0
}
