import Dispatch
import Foundation
import Synchronization

/// Threads that wait for work, so that sharing a loop costs microseconds.
///
/// A training step shares many short loops, and waking threads for each of them would cost a good
/// part of what sharing it saves. Here they look for the next loop for a bounded time before they
/// sleep.
///
/// Who shares a loop waits for *pieces* that are done, never for *workers*: a worker whose core is
/// busy with another program takes no piece, and delays nobody.
final class ThreadTeam: Sendable {
  /// The team of this process. Its threads start when they are first wanted, and end with it.
  static let shared = ThreadTeam()

  /// The most pieces that one loop can have.
  static let mostPieces = 1 << 20

  private let ticket = Atomic<UInt64>(0)
  /// Pieces of the current loop that are done.
  private let finished = Atomic<Int>(0)
  /// How many workers look for pieces of the current loop. One that is late from the loop before may
  /// take some, too.
  private let workersWanted = Atomic<Int>(0)
  /// Whether a loop is being shared. A second one, from within it or from another thread, is left
  /// to the thread that brings it.
  private let isTaken = Atomic<Bool>(false)
  private let owner = Sleeper()
  private let workers = Mutex<[Sleeper]>([])
  /// Does one piece. Written before the ticket that announces it, and read by who holds a piece.
  nonisolated(unsafe) private var body: ((Int) -> Void)?

  /// A time slice, in nanoseconds: after it, a worker that holds no piece offers its core to
  /// others.
  ///
  /// Where another program wants the same core, the system takes it from a worker after a few
  /// milliseconds, most likely in the middle of a piece, and everybody waits until the worker has
  /// it back. A worker that gives it up between two pieces, before that, keeps nobody waiting.
  private static let timeSlice: UInt64 = 1_000_000

  init() {}

  /// Runs `body` for each of `0 ..< pieces` on this thread and up to `threads − 1` others,
  /// and perhaps on one that is late from the loop before.
  ///
  /// - Returns: false where the team is at work already, and then nothing has been run.
  func run(_ pieces: Int, threads: Int, _ body: @escaping (Int) -> Void) -> Bool {
    let (free, _) = isTaken.compareExchange(
      expected: false, desired: true, ordering: .acquiringAndReleasing)
    guard free else { return false }
    self.body = body
    finished.store(0, ordering: .relaxed)
    workersWanted.store(threads - 1, ordering: .sequentiallyConsistent)
    ticket.store(Ticket(pieces: pieces).word, ordering: .sequentiallyConsistent)
    wakeWorkers(threads - 1)
    while let piece = takePiece(fromFront: true) { finish(piece) }
    owner.wait { finished.load(ordering: .sequentiallyConsistent) == pieces }
    self.body = nil
    isTaken.store(false, ordering: .releasing)
    return true
  }

  /// Does a piece and counts it as done.
  private func finish(_ piece: Int) {
    run(piece)
    let done = finished.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue
    if done == Ticket(word: ticket.load(ordering: .relaxed)).pieces { owner.wake() }
  }

  /// A piece of the current loop that nobody has yet; nil where there is none.
  ///
  /// Some take from the front and some from the back. So, from loop to loop, a thread mostly works
  /// on the same part of the batch, and finds in its core's cache what it has left there.
  private func takePiece(fromFront: Bool) -> Int? {
    var word = ticket.load(ordering: .acquiring)
    while true {
      let current = Ticket(word: word)
      guard current.isOpen else { return nil }
      let (exchanged, original) = ticket.compareExchange(
        expected: word, desired: current.taking(fromFront: fromFront).word,
        ordering: .acquiringAndReleasing)
      if exchanged { return fromFront ? current.front : current.pieces - 1 - current.back }
      word = original
    }
  }

  // Not inlined, so that nothing of the closure is held when the piece is counted as done.
  @inline(never)
  private func run(_ piece: Int) { body!(piece) }

  private func wakeWorkers(_ count: Int) {
    let sleepers = workers.withLock { workers in
      while workers.count < count {
        let sleeper = Sleeper()
        let index = workers.count
        workers.append(sleeper)
        // Where the system gives no thread, nothing says so, and what it would do is left to others.
        let thread = Thread { self.work(as: index, sleeper) }
        thread.name = "workbook-\(index + 1)"
        thread.start()
      }
      return workers
    }
    for sleeper in sleepers.prefix(count) { sleeper.wake() }
  }

  private func work(as index: Int, _ sleeper: Sleeper) {
    var start = DispatchTime.now().uptimeNanoseconds
    while true {
      sleeper.wait {
        index < workersWanted.load(ordering: .sequentiallyConsistent)
          && Ticket(word: ticket.load(ordering: .sequentiallyConsistent)).isOpen
      }
      while let piece = takePiece(fromFront: index % 2 == 1) {
        finish(piece)
        let now = DispatchTime.now().uptimeNanoseconds
        if now - start > Self.timeSlice {
          sched_yield()
          start = DispatchTime.now().uptimeNanoseconds
        }
      }
    }
  }
}

/// How many pieces a loop has and how far they are handed out, in one word, so that all changes
/// together: who exchanges it for the same with one piece more has that piece. As long as a piece
/// is not done its loop is not over, and who holds it may use whatever belongs to the loop.
private struct Ticket {
  let word: UInt64

  private static let bits: UInt64 = 21
  private static let mask: UInt64 = 1 << bits - 1

  init(word: UInt64) { self.word = word }

  /// A loop of which nothing is handed out yet.
  init(pieces: Int) { word = UInt64(pieces) << (2 * Self.bits) }

  /// How many there are.
  var pieces: Int { Int(word >> (2 * Self.bits)) }
  /// How many were taken from the front.
  var front: Int { Int(word & Self.mask) }
  /// How many were taken from the back.
  var back: Int { Int(word >> Self.bits & Self.mask) }
  /// Whether a piece is left to take.
  var isOpen: Bool { front + back < pieces }

  /// The same with one piece more taken.
  func taking(fromFront: Bool) -> Ticket {
    Ticket(word: word + (fromFront ? 1 : 1 << Self.bits))
  }
}

/// One thread that waits for something that another will bring about soon.
private final class Sleeper: Sendable {
  private let isAsleep = Atomic<Bool>(false)
  private let semaphore = DispatchSemaphore(value: 0)

  /// How often a thread looks before it sleeps, a fraction of a millisecond in all: longer than the
  /// serial parts of a training step, so that workers stay awake through it, and short enough to
  /// leave an idle machine idle. It counts looks and not time, of which much can pass between two
  /// looks where another program has the core.
  private static let patience = 50_000

  /// Returns when `condition` holds: looks ``patience`` times, then sleeps until woken.
  func wait(until condition: () -> Bool) {
    for _ in 0..<Self.patience where condition() { return }
    while true {
      isAsleep.store(true, ordering: .sequentiallyConsistent)
      if condition() {
        // Who saw us asleep in between has signalled, and that signal must not stay behind.
        if !isAsleep.exchange(false, ordering: .sequentiallyConsistent) { semaphore.wait() }
        return
      }
      semaphore.wait()
      if condition() { return }
    }
  }

  /// Ends a sleep; costs next to nothing where nobody sleeps.
  func wake() {
    if isAsleep.load(ordering: .sequentiallyConsistent),
      isAsleep.exchange(false, ordering: .sequentiallyConsistent)
    {
      semaphore.signal()
    }
  }
}
