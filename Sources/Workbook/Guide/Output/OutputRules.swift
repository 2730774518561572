/// What has to be the same in a cell's output, and what has to hold about it.
///
/// Without masks and claims, which is the usual, every character counts.
public struct OutputRules: Equatable, Sendable {
  /// What is not compared.
  public let masks: [Mask]
  public let claims: [Claim]

  public init(masks: [Mask] = [], claims: [Claim] = []) {
    self.masks = masks
    self.claims = claims
  }

  /// The same for a machine whose floats are rounded otherwise: numbers with a fraction are not
  /// compared, and no number of an output about which something is claimed.
  func approximate() -> OutputRules {
    OutputRules(masks: masks + [claims.isEmpty ? .decimals : .numbers], claims: claims)
  }

  /// Where the page's text and an output of now differ in more than what is masked.
  public func difference(page: [String], now: [String]) -> LineDifference? {
    if masks.contains(.everything), !page.allSatisfy(\.isBlank) { return nil }
    let difference = LineDifference(from: page, to: now) { Mask.masked($0, masks) }
    return difference.isEmpty ? nil : difference
  }
}
