import Testing

@testable import Guide

@Suite struct SourceRegionsTests {
  @Test func markersIndentationAndOuterBlankLinesAreTakenOff() {
    let text = """
      func a() {
        // #region outer

        let b = 1

          // #region inner
          let c = 2
            let d = 3
          // #endregion inner
        // #endregion outer
      }
      // A sentence about // #region none.
      """
    let regions = SourceRegions(text: text, file: "A.swift")
    #expect(regions.faults == [])
    #expect(regions.regions.map(\.name) == ["outer", "inner"])
    #expect(
      regions.region("outer")?.code == ["let b = 1", "", "  let c = 2", "    let d = 3"])
    #expect(regions.region("inner")?.code == ["let c = 2", "  let d = 3"])
    #expect(regions.region("outer")?.line == 2)
  }

  @Test func markersOfPythonStandInItsComments() {
    let text = """
      with shown("a"):
          # #region a
          if x:
              # // #region b
              print("# #region c")
          # #endregion a
      // #region d
      """
    let regions = SourceRegions(text: text, file: "a.py")
    #expect(regions.faults == [])
    #expect(regions.regions.map(\.name) == ["a"])
    #expect(
      regions.region("a")?.code == [
        "if x:", "    # // #region b", "    print(\"# #region c\")",
      ])
    let swift = SourceRegions(text: "# #region a\nx\n# #endregion a", file: "A.swift")
    #expect(swift.regions.isEmpty && swift.faults.isEmpty)
  }

  @Test(arguments: [
    (
      "// #region a\nx\n// #endregion a\n// #region a\ny\n// #endregion a",
      "A.swift:4: the region a already begins in line 1; rename one of them"
    ),
    ("// #region a\nx", "A.swift:1: the region a is never closed; add // #endregion a"),
    (
      "x\n// #endregion a",
      "A.swift:2: no region a is open here; add // #region a before it, or remove the line"
    ),
    (
      "// #region a\n\n  \n// #endregion a",
      "A.swift:1: the region a is empty; put code into it, or remove it"
    ),
    ("// #region\nx", "A.swift:1: a region's marker without a name; write // #region name"),
  ])
  func brokenMarkers(_ text: String, _ message: String) {
    #expect(SourceRegions(text: text, file: "A.swift").faults.map(\.description) == [message])
  }

  @Test func aBrokenRegionIsReportedWhereItIsNotWhereItIsShown() throws {
    let package = try TemporaryPackage()
    try package.editSource("  print(model)\n  // #endregion model\n", "")
    #expect(
      package.checkPage() == [
        "Sources/Chapters/Chapter2Model/Model.swift:4: the region model is never closed; add // #endregion model\n  see Guide/02-model.md:5"
      ])
  }
}
