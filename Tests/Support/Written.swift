/// An array of `count` floats that `fill` writes. Each is NaN before, so that one that is left out
/// shows.
public func written(
  _ count: Int, _ fill: (UnsafeMutableBufferPointer<Float>) -> Void
) -> [Float] {
  var result = [Float](repeating: .nan, count: count)
  result.withUnsafeMutableBufferPointer { fill($0) }
  return result
}
