import Vectors

/// More numbers than the caches of most machines hold, to find out how fast they come from memory:
/// the yardstick for operations that compute little. Where a cache holds them all, it is that
/// cache's rate.
public final class MemoryBlock {
  /// How many bytes are read each time.
  public let bytes: Int

  private let numbers: UnsafeMutablePointer<Float>
  private let count: Int
  private let sums: UnsafeMutablePointer<Float>
  /// 1 MB, read by one thread.
  private static let pieceLength = 1 << 18

  /// Takes the memory, and writes to all of it, so that it is there. Traps for less than 1 MB.
  public init(bytes: Int) {
    let pieces = bytes / (Self.pieceLength * MemoryLayout<Float>.stride)
    guard pieces >= 1 else { fatalError("MemoryBlock: got \(bytes) bytes, wants at least 1 MB") }
    count = pieces * Self.pieceLength
    self.bytes = count * MemoryLayout<Float>.stride
    numbers = .allocate(capacity: count)
    sums = .allocate(capacity: pieces)
    sums.initialize(repeating: 0, count: pieces)
    let numbers = numbers
    Threads.forEach(pieces) { piece in
      (numbers + piece * Self.pieceLength).initialize(repeating: 1, count: Self.pieceLength)
    }
  }

  deinit {
    numbers.deallocate()
    sums.deallocate()
  }

  /// Reads every number once, on all threads, and returns their sum, which is that of as many ones.
  ///
  /// Eight sums, so that additions do not wait for one another longer than for memory.
  public func sum() -> Float {
    let (numbers, sums) = (numbers, sums)
    let pieces = count / Self.pieceLength
    Threads.forEach(pieces) { piece in
      let start = numbers + piece * Self.pieceLength
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
