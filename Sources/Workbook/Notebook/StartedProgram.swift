import Foundation
import StateFiles
import Synchronization

/// A program that runs beside this one, and whose output is read as it comes.
///
/// It has a process group of its own, with what it starts itself. Nothing here waits until its pipes
/// are closed: whoever it has left behind may hold them open for ever. What counts is its own end.
package final class StartedProgram: Sendable {
  /// What came of waiting for it.
  package enum News {
    case output([UInt8])
    case error([UInt8])
    /// It has ended, and what it wrote before has been handed on.
    case end(ProcessStatus)
    /// Nothing came in time.
    case nothing
  }

  private struct State {
    /// Whether standard output, and standard error, have not come to their end.
    var isOpen = (output: true, error: true)
    /// Nil as long as it runs.
    var status: ProcessStatus?
    /// What is to be handed on, the next of it last.
    var rest: [News] = []
  }

  /// The number of its process and of its process group.
  package let identifier: pid_t
  private let output: FileDescriptor
  private let error: FileDescriptor
  private let state = Mutex(State())

  /// How often it is asked whether it has ended, where its pipes do not tell.
  private static let interval = Duration.milliseconds(50)

  /// - Parameters:
  ///   - executable: its path.
  ///   - arguments: those behind its name.
  ///   - environment: its variables; by default those of this program.
  ///   - input: the descriptor that it has as standard input; nil for one that is empty.
  ///   - isMerged: whether standard error comes as output.
  ///   - hasOwnSession: whether what it starts can be told from all else, even where that leaves its
  ///     process group: see ``endSession()``.
  package init(
    _ executable: String, _ arguments: [String],
    environment: [String: String] = ProcessInfo.processInfo.environment,
    input: Int32? = nil, isMerged: Bool = false, hasOwnSession: Bool = false
  ) throws(NotebookError) {
    let output = try PipeEnds()
    let error = try PipeEnds()
    identifier = try spawn(
      executable, arguments, environment,
      descriptors: [
        input, output.writing.rawValue, isMerged ? output.writing.rawValue : error.writing.rawValue,
      ], hasOwnSession: hasOwnSession)
    self.output = output.reading
    self.error = error.reading
  }

  /// One that nobody waits for any more is ended, and asked how it ended: until somebody has, the system
  /// keeps it in mind, and whoever waits for any process is told of this one.
  deinit { kill() }

  /// Waits for what it writes next, or for its end. To be called by one thread at a time.
  ///
  /// - Parameter deadline: when to stop waiting; nil for never.
  package func next(before deadline: ContinuousClock.Instant?) -> News {
    while true {
      if let news = state.withLock({ $0.rest.popLast() }) { return news }
      if let status = state.withLock({ $0.status }) { return .end(status) }
      let left = deadline.map { ContinuousClock.now.duration(to: $0) } ?? Self.interval
      if left <= .zero { return .nothing }
      if takeEnd() != nil { readRest() } else { waitForPipes(within: left) }
    }
  }

  /// Ends it at once, whatever it is doing, and all in its process group.
  package func kill() {
    signalGroup(SIGKILL)
    while takeEnd() == nil { usleep(1000) }
  }

  /// Asks it and all in its process group to end, as Ctrl-C does.
  package func interrupt() { signalGroup(SIGINT) }

  private func signalGroup(_ number: Int32) {
    state.withLock { state in
      if state.status == nil { _ = Foundation.kill(-identifier, number) }
    }
  }

  private func waitForPipes(within limit: Duration) {
    let isOpen = state.withLock { $0.isOpen }
    // `poll` passes over a negative number. Without a pipe the program is about to end.
    let moment = isOpen.output || isOpen.error ? Self.interval : .milliseconds(1)
    let isReadable = readable(
      [isOpen.output ? output.rawValue : -1, isOpen.error ? error.rawValue : -1],
      within: min(limit, moment))
    if isReadable[0] {
      let bytes = (try? output.read(upTo: 1 << 16)) ?? []
      state.withLock { state in
        if bytes.isEmpty { state.isOpen.output = false } else { state.rest.append(.output(bytes)) }
      }
    }
    if isReadable[1] {
      let bytes = (try? error.read(upTo: 1 << 16)) ?? []
      state.withLock { state in
        if bytes.isEmpty { state.isOpen.error = false } else { state.rest.append(.error(bytes)) }
      }
    }
  }

  /// What is left in the pipes of a program that has ended.
  private func readRest() {
    var rest: [News] = []
    output.readWhatIsThere { rest.append(.output($0)) }
    error.readWhatIsThere { rest.append(.error($0)) }
    state.withLock { $0.rest = rest.reversed() }
  }

  /// How it ended; nil if it runs. Whatever is left of its process group ends with it.
  private func takeEnd() -> ProcessStatus? {
    if let status = state.withLock({ $0.status }) { return status }
    var information = unsafe siginfo_t()
    // It is only looked at first: as long as nobody has taken it, its number belongs to it and to its
    // group.
    let answer = unsafe waitid(
      P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT)
    if answer == 0, unsafe information.si_signo == 0 { return nil }
    _ = Foundation.kill(-identifier, SIGKILL)
    var status: Int32 = 0
    _ = uninterrupted { unsafe waitpid(identifier, &status, 0) }
    let end = ProcessStatus(waitStatus: status)
    state.withLock { $0.status = end }
    return end
  }
}

/// How a process ended.
package struct ProcessStatus: Equatable, Sendable {
  /// The status of its exit, or the number of the signal that ended it.
  package let number: Int32
  package let isSignal: Bool

  package static let success = ProcessStatus(exit: 0)

  /// That of a process that exits by itself.
  init(exit number: Int32) {
    self.number = number
    isSignal = false
  }

  /// As `waitpid` tells it.
  init(waitStatus: Int32) {
    isSignal = waitStatus & 0x7F != 0
    number = isSignal ? waitStatus & 0x7F : waitStatus >> 8 & 0xFF
  }
}

#if canImport(Darwin)
  private let spawnInSession: Int32 = POSIX_SPAWN_SETSID
#else
  // glibc's `POSIX_SPAWN_SETSID`, which is hidden behind `_GNU_SOURCE`.
  private let spawnInSession: Int32 = 0x80
#endif

/// Starts a program in a process group of its own, with these descriptors as its first ones; nil is one
/// that is empty.
private func spawn(
  _ executable: String, _ arguments: [String], _ environment: [String: String],
  descriptors: [Int32?], hasOwnSession: Bool
) throws(NotebookError) -> pid_t {
  #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
  #else
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
  #endif
  unsafe posix_spawn_file_actions_init(&actions)
  unsafe posix_spawnattr_init(&attributes)
  defer {
    unsafe posix_spawn_file_actions_destroy(&actions)
    unsafe posix_spawnattr_destroy(&attributes)
  }
  // None of them is one of the first three: those are open from the start.
  for (index, descriptor) in descriptors.enumerated() {
    if let descriptor {
      unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(index))
    } else {
      unsafe posix_spawn_file_actions_addopen(&actions, Int32(index), "/dev/null", O_RDONLY, 0)
    }
  }
  // A session begins with a process group.
  let flag = hasOwnSession ? spawnInSession : Int32(POSIX_SPAWN_SETPGROUP)
  unsafe posix_spawnattr_setflags(&attributes, Int16(flag))
  unsafe posix_spawnattr_setpgroup(&attributes, 0)
  let words = unsafe ([executable] + arguments).map { unsafe strdup($0) } + [nil]
  let variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
  defer { unsafe (words + variables).forEach { unsafe free($0) } }
  var identifier: pid_t = 0
  let code = unsafe posix_spawn(&identifier, executable, &actions, &attributes, words, variables)
  guard code == 0 else { throw .couldNotStart(executable: executable, code) }
  return identifier
}
