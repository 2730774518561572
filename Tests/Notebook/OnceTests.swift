import ExitTestSupport
import Testing

@testable import Notebook

@Suite struct OnceTests {
  @Test func computesAtFirstUseAndThenKeepsTheValue() throws {
    var runs = 0
    let once = Once {
      runs += 1
      return runs * 10
    }
    #expect(once.known == nil)
    #expect(runs == 0)
    #expect(try once.value == 10)
    #expect(try once.value == 10)
    #expect(once.known == 10)
    #expect(runs == 1)
  }

  @Test func keepsAnError() {
    struct Broken: Error {}
    var runs = 0
    let once = Once<Int> {
      runs += 1
      throw Broken()
    }
    #expect(throws: Broken.self) { try once.value }
    #expect(throws: Broken.self) { try once.value }
    #expect(runs == 1)
  }

  @Test func letsGoOfWhatItComputedFrom() throws {
    final class Large {}
    weak var large: Large?
    let once: Once<Int>
    do {
      let strong = Large()
      large = strong
      once = Once {
        _ = strong
        return 1
      }
    }
    #expect(large != nil)
    _ = try once.value
    #expect(large == nil)
  }

  @Test(.withExitTests) func askingWhileComputingStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      final class Knot {
        var once: Once<Int>?
      }
      let knot = Knot()
      knot.once = Once { try knot.once!.value }
      _ = try knot.once!.value
    }
  }
}
