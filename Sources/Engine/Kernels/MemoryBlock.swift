import Vectors

/// More floats than the caches of most machines hold, to find out how fast they come from memory:
/// the yardstick for operations that compute little. Where a cache holds them all, it is that
/// cache's rate.
package final class MemoryBlock {
  /// How many bytes are read each time.
  package let bytes: Int

  private let floats: UnsafeMutablePointer<Float>
  private let count: Int
  private let sums: UnsafeMutablePointer<Float>
  /// 1 MB, read by one thread.
  private static let pieceLength = 1 << 18

  /// Takes the memory, and writes to all of it, so that it is there. Traps for less than 1 MB.
  package init(bytes: Int) {
    let pieces = bytes / (Self.pieceLength * MemoryLayout<Float>.stride)
    guard pieces >= 1 else { fatalError("MemoryBlock: got \(bytes) bytes, wants at least 1 MB") }
    count = pieces * Self.pieceLength
    self.bytes = count * MemoryLayout<Float>.stride
    floats = .allocate(capacity: count)
    sums = .allocate(capacity: pieces)
    sums.initialize(repeating: 0, count: pieces)
    let floats = floats
    Threads.forEach(pieces) { piece in
      (floats + piece * Self.pieceLength).initialize(repeating: 1, count: Self.pieceLength)
    }
  }

  deinit {
    floats.deallocate()
    sums.deallocate()
  }

  /// Reads every float once, on all threads, and returns their sum, which is that of as many ones.
  ///
  /// Eight sums, so that additions do not wait for one another longer than for memory.
  package func sum() -> Float {
    let (floats, sums) = (floats, sums)
    let pieces = count / Self.pieceLength
    Threads.forEach(pieces) { piece in
      let start = floats + piece * Self.pieceLength
      var (s0, s1, s2, s3) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
      var (s4, s5, s6, s7) = (s0, s1, s2, s3)
      let width = Vector.width
      for i in stride(from: 0, to: Self.pieceLength, by: 8 * width) {
        s0 += Vector(at: start + i)
        s1 += Vector(at: start + i + width)
        s2 += Vector(at: start + i + 2 * width)
        s3 += Vector(at: start + i + 3 * width)
        s4 += Vector(at: start + i + 4 * width)
        s5 += Vector(at: start + i + 5 * width)
        s6 += Vector(at: start + i + 6 * width)
        s7 += Vector(at: start + i + 7 * width)
      }
      sums[piece] = (((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7))).sum()
    }
    return Reduction.sum(sums, count: pieces)
  }
}
