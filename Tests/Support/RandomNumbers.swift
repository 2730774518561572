import Tensors

/// `count` numbers from −1 up to 1, the same each time for one seed.
public func randomNumbers(_ count: Int, seed: UInt64) -> [Float] {
  Generator(seed: seed).uniform(-1, 1, count: count)
}

/// `count` numbers in random order that are all at least `spacing` apart, lie around `center`, and
/// are at least half of `spacing` away from it.
///
/// Functions with a kink, such as ReLU and a maximum, have no slope at the kink: with such inputs a
/// small step never crosses one.
public func separatedNumbers(
  _ count: Int, spacing: Float, center: Float = 0, seed: UInt64
) -> [Float] {
  let even = count + count % 2
  let order = Generator(seed: seed).randomPermutation(even)
  return order.prefix(count).map { center + (Float($0) - Float(even) / 2 + 0.5) * spacing }
}
