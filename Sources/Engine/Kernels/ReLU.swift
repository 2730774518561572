import Vectors

/// `max(a, 0)` in place, and its backward pass.
///
/// For the backward pass it is enough to know which elements were let through, a bit for each. The
/// output, which is 32 times as large, need not be read again.
///
/// Elements are handled in blocks of 32 vectors. The first bits of a block, its vectors' first
/// elements, make up the first word, the highest bit being the first vector's.
package enum ReLU {
  private static let blockLength = 32 * Vector.width

  /// How many words hold the bits of `count` elements.
  package static func wordCount(_ count: Int) -> Int {
    (count + blockLength - 1) / blockLength * Vector.width
  }

  /// `max(a, 0)`, in place; a NaN stays a NaN. A bit is set in `passed` where the element, or NaN,
  /// was let through.
  package static func forward(_ a: inout [Float], passed: UnsafeMutableBufferPointer<Int32>) {
    let count = a.count
    require(passed.count, is: wordCount(count), "passed", of: "ReLU.forward")
    let passed = passed.start
    a.withUnsafeMutableBufferPointer { a in
      let a = a.start
      forEachBlock(count) { first, words in
        let (vectors, rest) = vectors(first, of: count)
        var bits = IndexVector.zero
        var elements = a + first
        for _ in 0..<vectors {
          let vector = Vector(at: elements)
          bits = bits &<< 1 | passedOnes(vector)
          vector.replacing(with: 0, where: vector .< 0).store(to: elements)
          elements += Vector.width
        }
        if rest > 0 {
          var vector = Vector.zero
          for i in 0..<rest { vector[i] = elements[i] }
          bits = bits &<< 1 | passedOnes(vector)
          for i in 0..<rest { elements[i] = elements[i] < 0 ? 0 : elements[i] }
        }
        bits = bits &<< Int32(truncatingIfNeeded: 32 - vectors - (rest > 0 ? 1 : 0))
        UnsafeMutableRawPointer(passed + words).storeBytes(of: bits, as: IndexVector.self)
      }
    }
  }

  /// Leaves a gradient where the element was let through, and makes it 0 elsewhere.
  package static func backward(passed: [Int32], _ gradient: inout [Float]) {
    let count = gradient.count
    require(passed.count, is: wordCount(count), "passed", of: "ReLU.backward")
    gradient.withUnsafeMutableBufferPointer { gradient in
      let gradient = gradient.start
      withPointers(passed) { passed in
        forEachBlock(count) { first, words in
          let (vectors, rest) = vectors(first, of: count)
          var bits = UnsafeRawPointer(passed + words).loadUnaligned(as: IndexVector.self)
          var elements = gradient + first
          for _ in 0..<vectors {
            let vector = unsafeBitCast(Vector(at: elements), to: IndexVector.self)
            // The sign, shifted down, makes a mask of the highest bit.
            unsafeBitCast(vector & (bits &>> 31), to: Vector.self).store(to: elements)
            bits = bits &<< 1
            elements += Vector.width
          }
          for i in 0..<rest where bits[i] >= 0 { elements[i] = 0 }
        }
      }
    }
  }

  /// 1 for each element above 0 and each NaN, else 0.
  @inline(__always)
  private static func passedOnes(_ vector: Vector) -> IndexVector {
    unsafeBitCast(.!(vector .<= 0), to: IndexVector.self) & 1
  }

  /// Whole vectors of the block that starts at `first`, and elements behind them.
  @inline(__always)
  private static func vectors(_ first: Int, of count: Int) -> (Int, rest: Int) {
    let length = min(blockLength, count - first)
    return (length / Vector.width, length % Vector.width)
  }

  /// Calls `body` with where each block starts, and where its words do.
  @inline(__always)
  private static func forEachBlock(_ count: Int, _ body: (_ first: Int, _ words: Int) -> Void) {
    Threads.forEachRange(wordCount(count) / Vector.width, length: 64) { blocks in
      for block in blocks { body(block * blockLength, block * Vector.width) }
    }
  }
}
