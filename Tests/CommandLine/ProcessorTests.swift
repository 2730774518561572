import Testing

@testable import WorkbookCommand

@Suite("The processor") struct ProcessorTests {
  private let description = """
    processor\t: 0
    model name\t: Some processor
    flags\t\t: fpu sse2 avx2 fma bmi1
    processor\t: 1
    flags\t\t: fpu
    """

  @Test("One that can do what is required is fine, and so is one that nobody describes")
  func sufficient() throws {
    try Processor(description: description).check(["avx2", "fma"])
    try Processor(description: description).check([])
    try Processor(description: nil).check(["avx2"])
    try Processor(description: "Features : neon").check(["avx2"])
    try Processor.current().check()
  }

  @Test("One that lacks something is refused, with what it lacks and what to do")
  func insufficient() {
    #expect(
      throws: Failure(
        "this was built for a processor with bmi2, avx512f, which this one lacks: run 'swift "
          + "package purge-cache' and 'swift package clean', then build again",
        status: .software)
    ) {
      try Processor(description: description).check(["avx2", "bmi2", "avx512f"])
    }
  }
}
