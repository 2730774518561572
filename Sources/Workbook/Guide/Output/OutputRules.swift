import Notebook

/// What has to be the same in a cell's output, and what has to hold about it.
///
/// Without masks and claims, which is the usual, every character counts.
package struct OutputRules: Equatable, Sendable {
  /// What is not compared.
  package var masks: [Mask] = []
  package var claims: [Claim] = []

  /// The same for a machine whose floats are rounded otherwise: numbers with a fraction are not
  /// compared, and no number of an output about which something is claimed.
  func approximate() -> OutputRules {
    OutputRules(masks: masks + [claims.isEmpty ? .decimals : .numbers], claims: claims)
  }

  /// Where the page's text and an output of now differ in more than what is masked.
  func difference(page: [String], now: [String]) -> LineDifference? {
    if masks.contains(.everything), !page.allSatisfy(\.isBlank) { return nil }
    let difference = LineDifference(from: page, to: now) { Mask.masked($0, masks) }
    return difference.isEmpty ? nil : difference
  }

  /// Claims that do not hold of a cell's output, and masks that mask nothing in it.
  func problems(in output: [String], of cell: String) -> [GuideProblem] {
    brokenClaims(in: output).map { $0.problem(of: cell) }
      + masks.filter { !$0.applies(to: output) }.map { .maskWithoutUse($0, cell: cell) }
  }

  /// Claims that do not hold of a cell's output.
  func brokenClaims(in output: [String]) -> [BrokenClaim] {
    let tokens = claims.isEmpty ? [] : output.map(OutputToken.tokens)
    return claims.compactMap { $0.broken(in: tokens) }
  }
}
