/// Exercise 6.1: each value replaced by the mean of the last `window` values, itself included, so
/// that a jumpy curve becomes a smooth one.
///
/// The first ones have fewer values before them: each is the mean of as many as there are.
///
/// - Parameters:
///   - values: one for each point of a curve; perhaps none.
///   - window: 1 or more, perhaps more than there are values.
/// - Returns: as many numbers as there are values, so that both can be drawn over the same x.
public func movingAverage(_ values: [Double], window: Int) -> [Double] {
  fatalError("Exercise 6.1 has no answer yet")
}
