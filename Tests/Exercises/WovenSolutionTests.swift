import Testing

@testable import Exercises

@Suite struct WovenSolutionTests {
  @Test func stubAndSolutionShareWhatIsNotMarked() throws {
    let woven = try WovenSolution(
      """
      func double(_ x: Float) -> Float {
        // #stub
        // if x < 0 {
        //   fatalError("no")
        // }
        //
        // #solution
        2 * x  // twice
        // #end
      }
      """)
    #expect(
      woven.stub == """
        func double(_ x: Float) -> Float {
          if x < 0 {
            fatalError("no")
          }

        }
        """)
    #expect(
      woven.solution == """
        func double(_ x: Float) -> Float {
          2 * x  // twice
        }
        """)
  }

  @Test(arguments: [
    ("// #solution", 1, "#stub, #solution and #end follow one another"),
    ("a\n// #stub\n// #end", 3, "#stub, #solution and #end follow one another"),
    ("// #stub\nlet a = 1\n// #solution\n// #end", 2, "the lines of a stub are comments"),
    ("// #stub\n// #solution", 0, "the last #end is missing"),
    ("", 0, "there is no #stub before this"), ("let a = 1\n", 0, "there is no #stub before this"),
  ])
  func faultsHaveTheirPlace(text: String, line: Int, problem: String) {
    #expect(throws: WovenSolution.Fault(line: line, problem: problem)) { try WovenSolution(text) }
  }
}
