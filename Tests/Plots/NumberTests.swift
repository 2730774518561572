import Testing

@testable import Plots

@Suite struct NumberTests {
  @Test func fixedDecimals() {
    #expect(0.125.fixed(decimals: 2) == "0.13")
    #expect((-0.125).fixed(decimals: 2) == "-0.13")
    #expect((-0.001).fixed(decimals: 2) == "0.00")
    #expect(1234.5.fixed(decimals: 0) == "1235")
    #expect(9.999.fixed(decimals: 2) == "10.00")
    #expect(1.05.fixed(decimals: 3) == "1.050")
    #expect(Double.nan.fixed(decimals: 2) == "nan")
    #expect((-Double.infinity).fixed(decimals: 0) == "-inf")
    #expect(0.0.fixed(decimals: 250) == "0.000000000000000")
    #expect(9.9999e20.fixed(decimals: 2) == "1.00e21")
    // Fifteen digits, and sixteen.
    #expect(999_999_999_999_999.0.fixed(decimals: 0) == "999999999999999")
    #expect(1_000_000_000_000_000.0.fixed(decimals: 0) == "1e15")
  }

  @Test func coordinatesAreShort() {
    #expect(
      [1, 1.5, -0.25, 0, 0.001, 1.999].map(\.coordinate) == ["1", "1.5", "-0.25", "0", "0", "2"])
  }

  @Test func scientificNotation() {
    #expect(0.00015.scientific(decimals: 1) == "1.5e-4")
    #expect(0.0.scientific(decimals: 3) == "0")
    #expect((-3e300).scientific(decimals: 0) == "-3e300")
  }

  @Test func upToWhichNumberAChartHasAPlace() {
    #expect(1e300.nextDown.isDrawable && (-1e300).nextUp.isDrawable)
    for value in [1e300, -1e300, .infinity, .nan] { #expect(!value.isDrawable) }
  }

  @Test func decimalsFollowTheValues() {
    #expect([1, 2, 980].sensibleDecimals == 0)
    #expect([0.5, 2].sensibleDecimals == 1)
    #expect([0.1 + 0.2, 1].sensibleDecimals == 1)
    #expect([1.0 / 3, 2].sensibleDecimals == 2)
    #expect([0.001, 0.9].sensibleDecimals == 3)
    #expect([123.456].sensibleDecimals == 1)
    #expect([.nan, 3].sensibleDecimals == 0)
  }
}
