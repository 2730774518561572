import FuzzSupport

@testable import Guide

/// Two outputs of a cell, and which masks they are compared behind, one for each bit of the first byte.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(start, count)
  let chosen = Mask.allCases.enumerated().filter { (input.first ?? 0) >> $0.offset & 1 == 1 }
  let rules = OutputRules(masks: chosen.map(\.element))
  let lines = String(decoding: input.dropFirst(), as: UTF8.self).split(
    separator: "\n", omittingEmptySubsequences: false
  ).map(String.init)
  let half = lines.count / 2
  _ = rules.difference(page: Array(lines[..<half]), now: Array(lines[half...]))
  _ = rules.problems(in: lines, of: "cell")
  require(rules.difference(page: lines, now: lines) == nil, "mask: a text differs from itself")
  return 0
}
