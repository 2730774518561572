// These few functions are a module of their own for a reason. A debug build compiles file by file,
// and a small function of another file is then a call, many times slower in a loop of eight
// instructions. What another *module* marks as inlinable is copied to where it is used, in debug
// and release alike.

#if AVX512
  /// The floats that one instruction handles: what the fast loops of `Kernels` are made of.
  ///
  /// There are 16 where the processor has AVX-512, else 8. How an element is computed does not
  /// depend on it: a vector does the same to 8 or 16 elements that know nothing of each other.
  package typealias Vector = SIMD16<Float>
  /// As many whole numbers.
  package typealias IndexVector = SIMD16<Int32>
#else
  /// The floats that one instruction handles: what the fast loops of `Kernels` are made of.
  package typealias Vector = SIMD8<Float>
  /// As many whole numbers.
  package typealias IndexVector = SIMD8<Int32>
#endif

extension Vector {
  /// How many floats a vector has.
  @inlinable @inline(__always)
  package static var width: Int { scalarCount }

  /// The floats that start at `pointer`, which need not be aligned.
  @inlinable @inline(__always)
  package init(at pointer: UnsafePointer<Float>) {
    self = UnsafeRawPointer(pointer).loadUnaligned(as: Self.self)
  }

  /// Writes the floats to `pointer` and behind it.
  @inlinable @inline(__always)
  package func store(to pointer: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: Self.self)
  }

  /// Adds `a · b` in each lane: with one rounding where the processor has a fused multiply-add,
  /// with two where it has not (there, asking for the fused one is a call into the C library, many
  /// times slower).
  @inlinable @inline(__always)
  package mutating func add(_ a: Self, times b: Self) {
    #if FUSED_MULTIPLY_ADD
      self = addingProduct(a, b)
    #else
      self += a * b
    #endif
  }
}
