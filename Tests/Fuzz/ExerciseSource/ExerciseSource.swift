import FuzzSupport
import Notebook

@testable import Exercises
@testable import Guide

/// A source file: with stub and solution, with regions, and as code in colours.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = bytes(start, count)
  guard let file = try? TextFile(input) else { return 0 }
  require(Array(file.written.utf8) == input, "source: it is not written as it was read")
  let woven = try? WovenSolution(file.text)
  let regions = SourceRegions(text: file.text, file: "Sources/A.swift")
  for region in regions.regions {
    require(regions.region(region.name) != nil, "source: a region that is not found")
  }
  let spans = CodeLanguage.swift.spans(of: file.text)
  require(spans.map(\.text).joined() == file.text, "source: spans that are not the code")
  if let woven {
    let difference = LineDifference(from: textLines(woven.stub), to: textLines(woven.solution))
    require(difference.lines.old == textLines(woven.stub), "source: a difference without its lines")
    _ = difference.lines.styled
    _ = DifferenceText.lines(of: difference)
  }
  return 0
}
