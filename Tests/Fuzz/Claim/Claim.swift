import FuzzSupport

@testable import Guide

/// What stands behind the marks of a fence, in the first line, also as a claim; and output of which it is claimed.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let lines = text(start, count).split(
    separator: "\n", omittingEmptySubsequences: false
  ).map(String.init)
  _ = FenceInformation(lines[0])
  let tokens = lines.dropFirst().map { line in
    let tokens = OutputToken.tokens(of: line)
    require(tokens.map(\.text).joined() == line, "claim: tokens that are not the line")
    return tokens
  }
  _ = Claim(lines[0])?.problem(in: tokens, of: "cell")
  return 0
}
