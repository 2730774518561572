import Testing

@testable import WorkbookCommand

@Suite("The processor") struct ProcessorTests {
  private let processor = Processor(flags: "fpu sse2 avx2 fma bmi1")

  @Test("One that can do what is required is fine, and so is one that nobody describes")
  func sufficient() throws {
    try processor.check(["avx2", "fma"])
    try processor.check([])
    try Processor(flags: nil).check(["avx2"])
    try Processor().check()
  }

  @Test("One that lacks something is refused, with what it lacks and what to do")
  func insufficient() {
    #expect(
      throws: Failure(
        "this was built for a processor with bmi2, avx512f, which this one lacks: run 'swift "
          + "package purge-cache' and 'swift package clean', then build again",
        status: .software)
    ) {
      try processor.check(["avx2", "bmi2", "avx512f"])
    }
  }
}
