import Foundation
import Testing

@testable import Notebook

@Suite struct EndWithStandardInputTests {
  /// Who reads from it finds nothing, and it still ends the process.
  @Test func standardInputIsEmptyAndItsEndIsTheProcesss() async {
    await #expect(processExitsWith: .exitCode(0)) {
      let ends = try PipeEnds()
      dup2(ends.reading, STDIN_FILENO)
      endWithStandardInput()
      guard readLine() == nil else { exit(1) }
      close(ends.writing)
      sleep(60)
      exit(2)
    }
  }
}
