import Testing

@testable import Guide

@Suite struct GuideFaultTests {
  private func fault(_ file: String, _ line: Int, _ problem: GuideProblem) -> GuideFault {
    GuideFault(file: file, line: line, problem: problem)
  }

  @Test func faultsAreNeverNone() {
    #expect(GuideFaults([]) == nil)
    let faults = [fault("b.md", 7, .setextHeading), fault("a.md", 2, .linkTitle)]
    #expect(GuideFaults(faults)?.first == faults[0])
    #expect(GuideFaults(faults[1]).faults == [faults[1]])
  }

  @Test(.timeLimit(.minutes(1))) func ofManyTheFirstAreTold() throws {
    let many = (1...100_000).map { fault("a.md", $0, .setextHeading) }
    var faults = [many[0]]
    faults.addUnknown(many + many)
    #expect(faults == many)
    let told = try #require(GuideFaults(many)).description.split(separator: "\n")
    #expect(told.count == GuideFaults.mostFaults + 1)
    #expect(told.first == "\(many[0])")
    #expect(told.last == "and 99900 more")
    let few = try #require(GuideFaults(Array(many[..<GuideFaults.mostFaults])))
    #expect(!few.description.contains("more"))
  }

  @Test func theyComeByLineInEachFile() {
    let faults = [
      fault("b.md", 7, .setextHeading), fault("a.md", 2, .linkTitle), fault("b.md", 3, .linkTitle),
    ]
    #expect(GuideFaults(faults)?.faults.map(\.place.description) == ["b.md:3", "b.md:7", "a.md:2"])
  }
}
