import Vectors

/// `max(a, 0)` in place, and its way back.
///
/// For the way back it is enough to know which numbers were let through, a bit for each. In the
/// tutorial's training it takes less than half of the time that it takes with the output, which is
/// larger than the fast caches, read again.
///
/// Numbers are handled in blocks of 32 vectors. The first bits of a block, its vectors' first
/// numbers, make up the first word, the highest bit being the first vector's.
public enum ReLU {
  private static let blockLength = 32 * Vector.width

  /// How many words hold the bits of `count` numbers.
  public static func wordCount(_ count: Int) -> Int {
    (count + blockLength - 1) / blockLength * Vector.width
  }

  /// `max(a, 0)`, in place; a NaN stays a NaN. A bit is set in `passed` where the number, or NaN, was
  /// let through.
  public static func forward(
    _ a: UnsafeMutablePointer<Float>, count: Int, passed: UnsafeMutablePointer<Int32>
  ) {
    forEachBlock(count) { first, words in
      let (vectors, rest) = vectors(first, of: count)
      var bits = IndexVector.zero
      var numbers = a + first
      for _ in 0..<vectors {
        let vector = Vector(at: numbers)
        bits = bits &<< 1 | passedOnes(vector)
        vector.replacing(with: 0, where: vector .< 0).store(to: numbers)
        numbers += Vector.width
      }
      if rest > 0 {
        var vector = Vector.zero
        for i in 0..<rest { vector[i] = numbers[i] }
        bits = bits &<< 1 | passedOnes(vector)
        for i in 0..<rest { numbers[i] = numbers[i] < 0 ? 0 : numbers[i] }
      }
      bits = bits &<< Int32(truncatingIfNeeded: 32 - vectors - (rest > 0 ? 1 : 0))
      UnsafeMutableRawPointer(passed + words).storeBytes(of: bits, as: IndexVector.self)
    }
  }

  /// Leaves a gradient where the number was let through, and makes it 0 elsewhere.
  public static func backward(
    passed: UnsafePointer<Int32>, _ gradient: UnsafeMutablePointer<Float>, count: Int
  ) {
    forEachBlock(count) { first, words in
      let (vectors, rest) = vectors(first, of: count)
      var bits = UnsafeRawPointer(passed + words).loadUnaligned(as: IndexVector.self)
      var numbers = gradient + first
      for _ in 0..<vectors {
        let vector = unsafeBitCast(Vector(at: numbers), to: IndexVector.self)
        // The sign, shifted down, makes a mask of the highest bit.
        unsafeBitCast(vector & (bits &>> 31), to: Vector.self).store(to: numbers)
        bits = bits &<< 1
        numbers += Vector.width
      }
      for i in 0..<rest where bits[i] >= 0 { numbers[i] = 0 }
    }
  }

  /// 1 for each number above 0 and each NaN, else 0.
  @inline(__always)
  private static func passedOnes(_ vector: Vector) -> IndexVector {
    unsafeBitCast(.!(vector .<= 0), to: IndexVector.self) & 1
  }

  /// Whole vectors of the block that starts at `first`, and numbers behind them.
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
