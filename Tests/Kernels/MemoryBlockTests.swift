import ExitTestSupport
import Kernels
import TestSupport
import Testing
import Vectors

@Suite("Yardsticks") struct MemoryBlockTests {
  @Test("A block is read as a whole, in whole megabytes")
  func sum() {
    let block = MemoryBlock(bytes: 3 << 20 + 5)
    #expect(block.bytes == 3 << 20)
    #expect(block.sum() == Float(block.bytes / 4))
    #expect(block.sum() == Float(block.bytes / 4))
  }

  @Test("Less than a megabyte is refused", .withExitTests)
  func tooSmall() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = MemoryBlock(bytes: 1000)
    }
    expectMessage(result, "MemoryBlock: got 1000 bytes, wants at least 1 MB")
  }

  @Test("The peak is that of 12 vectors of multiply-adds in each round")
  func peak() {
    let (operations, sum) = PeakRate.run(rounds: 100)
    #expect(operations == 100 * 12 * Vector.width * 2)
    #expect(sum.isFinite)
  }

  #if os(Linux)
    @Test("What the system does not give has no room, however much the machine has", .withExitTests)
    func noRoom() async {
      await #expect(processExitsWith: .success) {
        #expect(Memory.hasRoom(for: 1 << 28))
        #expect(!Memory.hasRoom(for: .max))
        ProcessResource.memory.limit = 1 << 28
        #expect(!Memory.hasRoom(for: 1 << 28))
        // So little is not asked for.
        #expect(Memory.hasRoom(for: (1 << 28) - 1))
      }
    }
  #endif
}
