import CProcessor
import Kernels
import Notebook
import Testing

@testable import WorkbookCommand

@Suite("The processor") struct ProcessorTests {
  private let flags = "fpu sse2 avx2 fma bmi1"

  @Test("One that can do what is required is fine, and so is one that nobody describes")
  func sufficient() throws {
    try Processor.check(for: "avx2 fma", flags: flags)
    try Processor.check(for: "", flags: flags)
    try Processor.check(for: "avx2", flags: nil)
    try Processor.check()
  }

  @Test("One that lacks something is refused, with what it lacks and what to do")
  func insufficient() {
    #expect(
      throws: Failure(
        "this was built for a processor with bmi2, avx512f, which this one lacks: run 'swift "
          + "package purge-cache' and 'swift package clean', then build again",
        status: .software)
    ) {
      try Processor.check(for: "avx2 bmi2 avx512f", flags: flags)
    }
  }

  @Test("What the manifest asked the compiler for comes through to the program")
  func needs() {
    let needed = String(cString: engineNeeds()).split(separator: " ")
    #if arch(x86_64) && os(Linux)
      #expect(needed.isEmpty == !Machine.hasFusedMultiplyAdd)
      #expect(needed.contains("avx512f") == (Machine.vectorWidth == 16))
    #else
      #expect(needed == [])
    #endif
  }
}
