/// One direction of a chart: from which number to which it reaches, and where its ticks are.
struct Axis: Sendable, Hashable {
  /// The number at the left or lower end.
  let low: Double
  /// The number at the right or upper end.
  let high: Double
  /// Whether only whole numbers are marked, as for epochs.
  let wholeNumbers: Bool
  /// How numbers are laid out between the ends.
  let scale: AxisScale

  /// An axis on which all drawable values have a place, with a margin on both sides.
  ///
  /// `margin` is a share of the values' range (matplotlib: 0.05). Where all values are equal the
  /// axis reaches 5 % to both sides (a half, if it counts in whole numbers); without drawable
  /// values it goes from 0 to 1. On a logarithmic axis the margin is a share of the decades, equal
  /// values have half a decade to both sides, and without any it goes from 1 to 10.
  init(
    values: [Double], margin: Double, wholeNumbers: Bool = false, scale: AxisScale = .linear
  ) {
    self.wholeNumbers = wholeNumbers
    self.scale = scale
    let drawable = values.filter(scale.holds)
    guard let least = drawable.min(), let greatest = drawable.max() else {
      (low, high) = scale == .linear ? (0, 1) : (1, 10)
      return
    }
    if scale == .logarithmic {
      let (first, last) = (scale.length(of: least), scale.length(of: greatest))
      let reach = last - first > 1e-9 ? (last - first) * margin : 0.5
      (low, high) = (scale.value(at: first - reach), scale.value(at: last + reach))
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
    let start = scale.length(of: low)
    return (scale.length(of: value) - start) / (scale.length(of: high) - start)
  }

  /// The position of one mark on an axis and what is written beside it.
  struct Tick: Sendable, Hashable {
    let position: Double
    let label: String
  }

  /// Ticks at multiples of 1, 2 or 5 times a power of ten, at most `intervals` steps from end to
  /// end. On a logarithmic axis they are those numbers themselves, or powers of ten alone; where it
  /// reaches over less than two of them, ticks are as on a linear one.
  func ticks(intervals: Int) -> [Tick] {
    if scale == .logarithmic, let ticks = decadeTicks(atMost: Swift.max(intervals, 1) + 1) {
      return ticks
    }
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

  /// The densest of 1, 2, 5, 10, …, of 1, 10, 100, …, of 1, 100, … and so on that is not too dense;
  /// nil where even the first has less than two.
  private func decadeTicks(atMost limit: Int) -> [Tick]? {
    let first = Int(scale.length(of: low).rounded(.down))
    let last = Int(scale.length(of: high).rounded(.up))
    func ticks(_ mantissas: [Double], every step: Int) -> [Tick] {
      (first...last).filter { $0 % step == 0 }.flatMap { exponent in
        mantissas.compactMap { mantissa in
          let position = scaled(mantissa, exponent)
          guard (low * (1 - 1e-9)...high * (1 + 1e-9)).contains(position) else { return nil }
          let isScientific = exponent >= 6 || exponent < -4
          return Tick(
            position: position,
            label: isScientific
              ? position.scientific(decimals: 0)
              : position.fixed(decimals: Swift.max(0, -exponent)))
        }
      }
    }
    let dense = ticks([1, 2, 5], every: 1)
    guard dense.count > 1 else { return nil }
    if dense.count <= limit { return dense }
    for step in 1...Swift.max(last - first, 1) {
      let sparse = ticks([1], every: step)
      if sparse.count <= limit { return sparse }
    }
    return []
  }

  /// `mantissa` × 10^`exponent`, as close as a Double comes to the decimal number.
  private func scaled(_ mantissa: Double, _ exponent: Int) -> Double {
    exponent < 0
      ? mantissa / Double.powerOfTen(-exponent) : mantissa * Double.powerOfTen(exponent)
  }
}
