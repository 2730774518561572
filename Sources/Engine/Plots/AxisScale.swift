// The logarithm is the C library's, which a program without Foundation has to ask for.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How numbers are laid out along an axis: matplotlib's `plt.xscale`.
public enum AxisScale: Sendable, Hashable, CaseIterable {
  /// Equal differences are equal lengths.
  case linear
  /// Equal ratios are equal lengths: from 1 to 10 as far as from 10 to 100. Only positive numbers
  /// have a place.
  case logarithmic

  /// Whether the axis has a place for this value.
  func holds(_ value: Double) -> Bool {
    switch self {
    case .linear: value.isDrawable
    case .logarithmic: value.isDrawable && value > 1e-300
    }
  }

  /// Where a value stands, in lengths.
  func length(of value: Double) -> Double { self == .linear ? value : log10(value) }

  /// The value that stands there.
  func value(at length: Double) -> Double { self == .linear ? length : pow(10, length) }
}
