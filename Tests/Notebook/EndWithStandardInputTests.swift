import Foundation
import Testing

@testable import Notebook

@Suite struct EndWithStandardInputTests {
  /// Who reads from it finds nothing, and it still ends the process.
  @Test func standardInputIsEmptyAndItsEndIsTheProcesss() async {
    await #expect(processExitsWith: .exitCode(0)) {
      var ends: [Int32] = [0, 0]
      #expect(pipe(&ends) == 0)
      dup2(ends[0], STDIN_FILENO)
      endWithStandardInput()
      guard readLine() == nil else { exit(1) }
      close(ends[1])
      sleep(60)
      exit(2)
    }
  }
}
