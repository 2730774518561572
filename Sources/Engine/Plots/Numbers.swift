// Rounding is the C library's, which a program without Foundation links only if it is asked for.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// Numbers as text, the same on every machine: no locale, no formatter.

extension Double {
  /// Whether a chart has a place for this value: not a number, infinite, and beyond 10³⁰⁰ have
  /// none.
  var isDrawable: Bool { magnitude < 1e300 }

  /// Ten to the power of `exponent`.
  static func powerOfTen(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<exponent.magnitude { result *= 10 }
    return exponent < 0 ? 1 / result : result
  }

  /// The largest whole number whose power of ten is not above the value: 3 for 1,234 and -2 for
  /// 0.05.
  ///
  /// The value must be positive and drawable.
  var decimalExponent: Int {
    var exponent = 0
    if self >= 1 {
      while exponent < 307, self >= Double.powerOfTen(exponent + 1) * (1 - 1e-12) { exponent += 1 }
    } else {
      while exponent > -307, self < Double.powerOfTen(exponent) * (1 - 1e-12) { exponent -= 1 }
    }
    return exponent
  }

  /// The value with a fixed number of decimals, halves away from zero: `0.125` is "0.13" with 2.
  ///
  /// Never "-0". Values with more than 15 digits come in scientific notation, others that are not
  /// finite as "nan", "inf" and "-inf".
  func fixed(decimals: Int) -> String {
    guard isFinite else { return isNaN ? "nan" : self < 0 ? "-inf" : "inf" }
    let decimals = Swift.min(decimals, 15)
    let scale = Double.powerOfTen(decimals)
    let scaled = (magnitude * scale).rounded()
    guard scaled < 1e15 else { return scientific(decimals: Swift.min(decimals, 6)) }
    let units = Int(scaled)
    let sign = self < 0 && units > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(units) }
    let divisor = Int(scale)
    let fraction = String(units % divisor)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(sign)\(units / divisor).\(zeros)\(fraction)"
  }

  /// The value as a mantissa with a fixed number of decimals and a power of ten: "1.5e-6".
  func scientific(decimals: Int) -> String {
    guard isFinite, self != 0 else { return fixed(decimals: 0) }
    var exponent = magnitude.decimalExponent
    var mantissa =
      exponent < 0 ? self * Double.powerOfTen(-exponent) : self / Double.powerOfTen(exponent)
    let decimals = Swift.min(decimals, 12)
    if mantissa.magnitude + 0.5 / Double.powerOfTen(decimals) >= 10 {
      mantissa /= 10
      exponent += 1
    }
    return "\(mantissa.fixed(decimals: decimals))e\(exponent)"
  }

  /// The value as an SVG coordinate: at most two decimals, no trailing zeros.
  var coordinate: String {
    var text = fixed(decimals: 2)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

extension [Double] {
  /// How many decimals tell these values apart at a glance: none for counts, up to three for
  /// probabilities.
  var sensibleDecimals: Int {
    let drawable = filter(\.isDrawable)
    let largest = drawable.map(\.magnitude).max() ?? 0
    let most = largest >= 100 ? 1 : largest >= 1 ? 2 : 3
    let fewest = (0..<most).first { decimals in
      drawable.allSatisfy { value in
        let scaled = value * Double.powerOfTen(decimals)
        return (scaled - scaled.rounded()).magnitude <= 1e-9 * Swift.max(1, scaled.magnitude)
      }
    }
    return fewest ?? most
  }
}
