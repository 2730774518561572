// What every kernel begins with: it checks, once, the sizes of what it was given, and takes
// pointers for its loops, which check nothing.

/// Traps, in every build mode, unless a kernel was given as many elements as it reads or writes:
/// `Convolution.forward: weight has 17 elements, wants 18`.
func require(_ count: Int, is wanted: Int, _ buffer: StaticString, of kernel: StaticString) {
  guard count == wanted else {
    fatalError("\(kernel): \(buffer) has \(count) elements, wants \(wanted)")
  }
}

/// Calls `body` with a pointer to the first element of an array, which stays where it is until `body`
/// returns, on all threads that share its loops.
///
/// A pointer that Swift makes of an array by itself, where a function wants one, is good for as long
/// only if that function takes it as it is: of a list of parameters of any length it may outlive its
/// array.
func withPointers<Element, Result>(
  _ array: [Element], body: (UnsafePointer<Element>) -> Result
) -> Result {
  array.withUnsafeBufferPointer { body($0.start) }
}

/// The same for two arrays.
func withPointers<First, Second, Result>(
  _ first: [First], _ second: [Second],
  body: (UnsafePointer<First>, UnsafePointer<Second>) -> Result
) -> Result {
  withPointers(first) { first in withPointers(second) { second in body(first, second) } }
}

/// The same for three.
func withPointers<First, Second, Third, Result>(
  _ first: [First], _ second: [Second], _ third: [Third],
  body: (UnsafePointer<First>, UnsafePointer<Second>, UnsafePointer<Third>) -> Result
) -> Result {
  withPointers(first, second) { first, second in
    withPointers(third) { third in body(first, second, third) }
  }
}

extension UnsafeBufferPointer {
  /// Where the first element is, or would be if there were one.
  fileprivate var start: UnsafePointer<Element> {
    baseAddress ?? UnsafePointer(bitPattern: MemoryLayout<Element>.alignment)!
  }
}

extension UnsafeMutableBufferPointer {
  /// Where the first element is, or would be if there were one.
  var start: UnsafeMutablePointer<Element> {
    baseAddress ?? UnsafeMutablePointer(bitPattern: MemoryLayout<Element>.alignment)!
  }
}
