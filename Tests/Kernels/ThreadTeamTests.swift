import ExitTestSupport
import Foundation
import Synchronization
import Testing

@testable import Kernels

// Teams of their own: what other tests run meanwhile would leave the shared one no time for these.
@Suite("A team of threads", .serialized) struct ThreadTeamTests {
  private final class Counter: Sendable {
    let count = Atomic<Int>(0)
  }

  // With loops so short, threads meet in the middle of one that ends and of the next that begins. A
  // piece that runs twice, or after its loop, changes the count; one that is lost ends no loop.
  @Test(
    "Many short loops one after the other run each piece once", .timeLimit(.minutes(1)),
    arguments: [2, 3, 5])
  func shortLoops(threads: Int) {
    let team = ThreadTeam()
    let runs = Counter()
    var expected = 0
    for loop in 0..<100_000 {
      let pieces = 2 + loop % 7
      let hasRun = team.run(pieces, threads: threads) { piece in
        runs.count.wrappingAdd(piece + 1, ordering: .relaxed)
      }
      expected += pieces * (pieces + 1) / 2
      guard hasRun, runs.count.load(ordering: .relaxed) == expected else {
        Issue.record("loop \(loop) of \(pieces) pieces went wrong")
        return
      }
    }
  }

  #if os(Linux)
    @Test("Where no thread is to be had, the calling one does all pieces")
    func noThreads() async {
      await #expect(processExitsWith: .success) {
        let before = ProcessResource.memory.limit
        // Without memory for a stack there is no thread.
        ProcessResource.memory.limit = 1 << 20
        let sum = Atomic<Int>(0)
        let hasRun = ThreadTeam().run(100, threads: 8) { piece in
          sum.wrappingAdd(piece, ordering: .relaxed)
        }
        ProcessResource.memory.limit = before
        #expect(hasRun && sum.load(ordering: .relaxed) == 4950)
      }
    }
  #endif

  @Test("Threads without work leave the processor to others", .withExitTests)
  func idle() async {
    await #expect(processExitsWith: .success) {
      _ = ThreadTeam().run(100, threads: 4) { _ in }
      // At first they look for the next loop. One that never slept would take some of each twentieth
      // of a second; times are in millionths.
      let isIdle = (0..<20).contains { _ in
        let before = clock()
        usleep(50_000)
        return clock() - before < 1000
      }
      #expect(isIdle)
    }
  }

  @Test("A loop that comes while another is shared is refused, and the team goes on afterwards")
  func taken() {
    let team = ThreadTeam()
    let inner = Counter()
    let outer = team.run(4, threads: 2) { _ in
      if team.run(2, threads: 2, { _ in }) { inner.count.wrappingAdd(1, ordering: .relaxed) }
    }
    #expect(outer)
    #expect(inner.count.load(ordering: .relaxed) == 0)
    #expect(team.run(2, threads: 2) { _ in })
  }
}
