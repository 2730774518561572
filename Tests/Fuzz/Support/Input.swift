// What libFuzzer hands over, as the parsers take it. It calls `LLVMFuzzerTestOneInput` with each input,
// looks which branches that went through, and makes further inputs of those that found new ones.
//
// A trap is a finding, and so is an input that takes more than a second, or more memory than `.ci/fuzz`
// allows. An error that is thrown is what a parser is meant to do.

/// The bytes of an input.
package func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: start, count: count))
}

/// An input as text; where it is not UTF-8, with a sign in the place of what is not.
package func text(_ start: UnsafePointer<UInt8>?, _ count: Int) -> String {
  String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
}

/// Traps where something does not hold that must hold for every input.
package func require(_ condition: Bool, _ message: String) {
  if !condition { fatalError(message) }
}
