import Synchronization

/// A source of random numbers that gives what PyTorch gives for the same seed.
///
/// It is the Mersenne Twister MT19937, seeded and read as PyTorch does on the CPU. Safe to use from
/// several threads, though the order of their draws is then theirs. Source: Matsumoto and
/// Nishimura, "Mersenne Twister", 1998; `torch.Generator`.
public final class Generator: Sendable {
  private let state: Mutex<MersenneTwister>

  /// A generator that starts at `seed`; as in PyTorch, the low 32 bits count.
  public init(seed: UInt64) {
    state = Mutex(MersenneTwister(seed: UInt32(truncatingIfNeeded: seed)))
  }

  // 67280421310721 is the seed that PyTorch starts with when nobody sets one.
  private static let global = Generator(seed: 67_280_421_310_721)

  @TaskLocal private static var scoped: Generator?

  /// The generator that initial weights, shuffles and dropout draw from: the one of the innermost
  /// ``withCurrent(_:_:)``, else the one that all share.
  public static var current: Generator { scoped ?? global }

  /// Runs `body` with a generator of its own as ``current``, so that nothing else can draw from it.
  ///
  /// Tests, which run side by side, use this.
  public static func withCurrent<Result>(
    _ generator: Generator, _ body: () throws -> Result
  ) rethrows -> Result {
    try $scoped.withValue(generator, operation: body)
  }

  /// Starts again at `seed`.
  public func manualSeed(_ seed: UInt64) {
    state.withLock { $0 = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed)) }
  }

  /// The next 32 random bits.
  package func random() -> UInt32 {
    state.withLock { $0.next() }
  }

  /// A whole number from 0 to 2⁶³ − 1: `torch.empty((), dtype=torch.int64).random_()`.
  package func randomInt64() -> Int64 {
    state.withLock { twister in
      let high = UInt64(twister.next())
      let low = UInt64(twister.next())
      return Int64((high << 32 | low) & UInt64(Int64.max))
    }
  }

  /// `count` numbers, evenly distributed over `lower ..< upper`: `tensor.uniform_(lower, upper)`.
  ///
  /// Each takes the low 24 bits of one draw, as many as a `Float` holds, and one fused multiply-add
  /// brings them to the range. Traps where there is no such range, or no `Float` is as large as the
  /// distance between its ends, and for a count below 0 or that memory does not hold.
  public func uniform(_ lower: Float, _ upper: Float, count: Int) -> [Float] {
    guard lower <= upper else { fatalError("uniform: \(lower) is above \(upper)") }
    guard (upper - lower).isFinite else {
      fatalError("uniform: from \(lower) to \(upper) is further than a Float goes")
    }
    _ = [count].elementCount(for: "uniform")
    return state.withLock { twister in
      (0..<count).map { _ in
        let unit = Float(twister.next() & 0xFF_FFFF) * 0x1p-24
        return lower.addingProduct(unit, upper - lower)
      }
    }
  }

  /// The numbers 0 ..< `count` in random order: `torch.randperm(count)`. Traps for a count below 0
  /// or that memory does not hold.
  public func randomPermutation(_ count: Int) -> [Int] {
    _ = [count].elementCount(for: "randperm", bytes: MemoryLayout<Int>.stride)
    var order = Array(0..<count)
    guard count > 1 else { return order }
    state.withLock { twister in
      for i in 0..<count - 1 {
        order.swapAt(i, i + Int(twister.next()) % (count - i))
      }
    }
    return order
  }
}

/// Starts the current generator again at `seed`, so that a program gives the same numbers each
/// time: `torch.manual_seed(seed)`.
public func manualSeed(_ seed: UInt64) {
  Generator.current.manualSeed(seed)
}

/// The numbers 0 ..< `count` in random order, from the current generator: `torch.randperm(count)`.
public func randperm(_ count: Int) -> IntTensor {
  IntTensor(Generator.current.randomPermutation(count))
}

/// MT19937 itself: 624 words, all renewed when the last is used up.
struct MersenneTwister {
  private var words: [UInt32]
  private var position = 624

  init(seed: UInt32) {
    words = [seed]
    words.reserveCapacity(624)
    for i in 1..<624 {
      let previous = words[i - 1]
      words.append(1_812_433_253 &* (previous ^ (previous >> 30)) &+ UInt32(i))
    }
  }

  mutating func next() -> UInt32 {
    if position == 624 { renew() }
    var word = words[position]
    position += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9D2C_5680
    word ^= (word << 15) & 0xEFC6_0000
    word ^= word >> 18
    return word
  }

  private mutating func renew() {
    for i in 0..<624 {
      let mixed = (words[i] & 0x8000_0000) | (words[(i + 1) % 624] & 0x7FFF_FFFF)
      let twist: UInt32 = mixed & 1 == 1 ? 0x9908_B0DF : 0
      words[i] = words[(i + 397) % 624] ^ (mixed >> 1) ^ twist
    }
    position = 0
  }
}
