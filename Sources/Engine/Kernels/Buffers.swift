// What every kernel begins with: it checks, once, the sizes of what it was given, and takes
// pointers for its loops, which check nothing.

/// Traps, in every build mode, unless a kernel was given as many elements as it reads or writes:
/// `Convolution.forward: weight has 17 elements, wants 18`.
func require(_ count: Int, is wanted: Int, _ buffer: StaticString, of kernel: StaticString) {
  guard count == wanted else {
    fatalError("\(kernel): \(buffer) has \(count) elements, wants \(wanted)")
  }
}

/// Calls `body` with a pointer to the first element of each array.
///
/// Swift itself makes a pointer of an array that is given where a function wants one. It is good
/// until that function returns, here until `body` does, on all threads that share its loops.
func withPointers<each Element, Result>(
  _ pointers: repeat UnsafePointer<each Element>,
  body: (repeat UnsafePointer<each Element>) -> Result
) -> Result {
  body(repeat each pointers)
}

extension UnsafeMutableBufferPointer {
  /// Where the first element is, or would be if there were one.
  var start: UnsafeMutablePointer<Element> {
    baseAddress ?? UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment)!
  }
}
