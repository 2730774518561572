import Foundation
import Synchronization

/// How many threads the kernels use, and the one way in which they share work.
///
/// Work is cut into pieces whose number and size depend on the work alone, never on the number of
/// threads. A piece writes only what is its own, and sums over pieces are added up in the order of
/// the pieces. So 1, 2 or 8 threads give the same bits.
package enum Threads {
  // 0 stands for: nobody chose, use what the machine has.
  private static let chosen = Atomic<Int>(0)

  /// The number of threads that kernels may use; at first the number of active processor cores.
  ///
  /// Source: `torch.get_num_threads`, `torch.set_num_threads`. Setting it below 1 traps.
  package static var count: Int {
    get {
      let count = chosen.load(ordering: .relaxed)
      return count > 0 ? count : machineCount
    }
    set {
      guard newValue >= 1 else { fatalError("Threads.count: got \(newValue), wants at least 1") }
      chosen.store(newValue, ordering: .relaxed)
    }
  }

  /// More threads than this are never started, however many are asked for.
  package static let mostThreads = 1024

  private static let machineCount = max(1, ProcessInfo.processInfo.activeProcessorCount)

  /// Runs `body` once for each piece, `0 ..< pieces`, on up to ``count`` threads, and returns when
  /// all are done.
  ///
  /// Whichever thread is free takes the next piece, so a core that is busy elsewhere delays nobody.
  ///
  /// - Parameters:
  ///   - pieces: how many there are; none is fine.
  ///   - body: runs on several threads at once, and the compiler does not check that it may: it is
  ///     not `@Sendable`, since the pointers that every kernel captures are not.
  ///
  ///     It may read what nobody writes meanwhile. It may write its own variables; memory that
  ///     belongs to its piece alone, through a pointer that was taken before, such as one row of a
  ///     result; and what an atomic or a mutex guards. It must not change any other variable from
  ///     outside, which goes for an array even where each piece changes another element: all threads
  ///     would change the one array. It must not count on an order of the pieces, nor wait for
  ///     another one. It may share a loop itself, which its own thread then does alone.
  package static func forEach(_ pieces: Int, _ body: (Int) -> Void) {
    let workers = min(count, pieces, mostThreads)
    guard workers > 1, pieces <= ThreadTeam.mostPieces, runOnTeam(pieces, workers, body) else {
      for piece in 0..<pieces { body(piece) }
      return
    }
  }

  private static func runOnTeam(_ pieces: Int, _ threads: Int, _ body: (Int) -> Void) -> Bool {
    withoutActuallyEscaping(body) { body in
      ThreadTeam.shared.run(pieces, threads: threads, body)
    }
  }

  /// Cuts `0 ..< count` into ranges of `length` (the last may be shorter) and runs `body` on each.
  ///
  /// The default length is large enough that handing out a piece costs little beside working on it.
  /// For `body` holds what is said at ``forEach(_:_:)``.
  package static func forEachRange(
    _ count: Int, length: Int = 1 << 15, _ body: (Range<Int>) -> Void
  ) {
    forEach((count + length - 1) / length) { piece in
      body(piece * length..<min(count, (piece + 1) * length))
    }
  }
}
