/// One direction of a chart: from which number to which it reaches, and where its ticks are.
struct Axis: Sendable, Hashable {
  /// The number at the left or lower end.
  let low: Double
  /// The number at the right or upper end.
  let high: Double
  /// Whether only whole numbers are marked, as for epochs.
  let wholeNumbers: Bool

  /// An axis on which all drawable values have a place, with a margin on both sides.
  ///
  /// `margin` is a share of the values' range (matplotlib: 0.05). Where all values are equal the
  /// axis reaches 5 % to both sides (a half, if it counts in whole numbers); without drawable
  /// values it goes from 0 to 1.
  init(values: [Double], margin: Double, wholeNumbers: Bool = false) {
    self.wholeNumbers = wholeNumbers
    let drawable = values.filter(\.isDrawable)
    guard let least = drawable.min(), let greatest = drawable.max() else {
      (low, high) = (0, 1)
      return
    }
    let range = greatest - least
    let largest = Swift.max(least.magnitude, greatest.magnitude)
    if range > largest * 1e-9, range > 1e-290 {
      (low, high) = (least - range * margin, greatest + range * margin)
    } else {
      let reach = wholeNumbers ? 0.5 : largest > 1e-280 ? largest * 0.05 : 0.05
      (low, high) = (least - reach, greatest + reach)
    }
  }

  /// Where a value stands on the axis: 0 at its low end, 1 at its high end.
  func fraction(of value: Double) -> Double {
    (value - low) / (high - low)
  }

  /// The position of one mark on an axis and what is written beside it.
  struct Tick: Sendable, Hashable {
    let position: Double
    let label: String
  }

  /// Ticks at multiples of 1, 2 or 5 times a power of ten, at most `intervals` steps from end to
  /// end.
  func ticks(intervals: Int) -> [Tick] {
    let least = (high - low) / Double(Swift.max(intervals, 1))
    var exponent = least.decimalExponent
    var mantissa = 1.0
    if let fitting = [1.0, 2, 5].first(where: { scaled($0, exponent) >= least * (1 - 1e-9) }) {
      mantissa = fitting
    } else {
      exponent += 1
    }
    if wholeNumbers, exponent < 0 { (mantissa, exponent) = (1, 0) }

    let step = scaled(mantissa, exponent)
    let first = (low / step - 1e-6).rounded(.up)
    let last = (high / step + 1e-6).rounded(.down)
    guard first <= last else { return [] }
    let positions = stride(from: first, through: last, by: 1).map {
      scaled($0 * mantissa, exponent)
    }
    let largest = positions.map(\.magnitude).max() ?? 0
    let isScientific = largest >= 1e6 || exponent < -4
    return positions.map { position in
      guard isScientific else {
        return Tick(position: position, label: position.fixed(decimals: Swift.max(0, -exponent)))
      }
      guard position != 0 else { return Tick(position: 0, label: "0") }
      let digits = Swift.max(0, position.magnitude.decimalExponent - exponent)
      return Tick(position: position, label: position.scientific(decimals: digits))
    }
  }

  /// `mantissa` × 10^`exponent`, as close as a Double comes to the decimal number.
  private func scaled(_ mantissa: Double, _ exponent: Int) -> Double {
    exponent < 0
      ? mantissa / Double.powerOfTen(-exponent) : mantissa * Double.powerOfTen(exponent)
  }
}
