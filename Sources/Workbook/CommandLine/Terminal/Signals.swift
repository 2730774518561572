import Foundation
import Synchronization

/// All that a signal handler reads, which must not take a lock.
private struct HandlerState: ~Copyable {
  /// Whether a passing line stands in the terminal.
  let hasPassingLine = Atomic(false)
  /// Where it stands.
  let passingDescriptor = Atomic<Int32>(STDERR_FILENO)
  /// The descriptor of a terminal that shows its other screen; 0 for none.
  let otherScreen = Atomic<Int32>(0)
  /// Whether text waits for a key, and whether it will wait in vain.
  let isHoldingText = Atomic(false)
  let isTrapped = Atomic(false)
  /// Whether a file is being written that would be left half-written.
  let isHoldingBack = Atomic(false)
  /// The signal that came meanwhile; 0 for none.
  let heldBack = Atomic<Int32>(0)
  /// The address of what ``Signals/setLastWords(_:)`` was given, as bytes that end in 0; 0 for
  /// nothing.
  let lastWords = Atomic<UInt>(0)
  /// The address of the mode that a terminal is to be put back into, and behind it the terminal's
  /// descriptor; 0 for nothing.
  let modeToRestore = Atomic<UInt>(0)
  /// The same of the mode that it has as long as the program runs.
  let modeToTake = Atomic<UInt>(0)
  /// Whether the program was stopped, goes on, and has not yet shown again what it shows.
  let wasContinued = Atomic(false)
  /// Whether Ctrl-C is for the program to notice, and whether it came.
  let isCatchingInterrupt = Atomic(false)
  let wasInterrupted = Atomic(false)
  /// The process group that is to be ended with this process; 0 for none.
  let companion = Atomic<Int32>(0)
}

/// One for all, because Swift makes a global when it is first used, and takes a lock for that: a
/// handler that is the first to use it, or that interrupts the first, would wait for ever.
private let state = HandlerState()

private typealias TerminalMode = (mode: termios, descriptor: Int32)

/// How the workbook ends when it is ended from outside, and goes on when it was stopped.
enum Signals {
  /// Installs the handlers. To be called first of all.
  static func install() {
    // Here it is made, before there is a handler.
    state.hasPassingLine.store(false, ordering: .relaxed)

    // Whoever started this process may have held signals back, and that is inherited.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [
      SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGTSTP, SIGCONT, SIGCHLD, SIGALRM, SIGVTALRM,
      SIGPROF, SIGXCPU, SIGUSR1, SIGUSR2,
    ] {
      unsafe sigaddset(&signals, number)
    }
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    // It would keep from us how a program ended that we started.
    signal(SIGCHLD, SIG_DFL)

    // Ctrl-C, `kill`, and a terminal that is closed. Nothing needs to be put back but the passing line
    // and, where a key is waited for, the terminal's mode: the cursor is never hidden, and files are
    // written under another name first, while signals are held back.
    for number in [SIGINT, SIGTERM, SIGQUIT] { signal(number, endFromOutside) }
    // Those after the first are sent by timers, limits and other programs.
    for number in [SIGHUP, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGUSR1, SIGUSR2] {
      handle(number, endFromOutside)
    }
    // `workbook | head -1`: nobody reads on, so this ends as every other program in a pipe does.
    handle(SIGPIPE) { number in
      restoreTerminal()
      endBySignal(number)
    }
    // `ulimit -f`: the call that wrote is told, and says so in a line. Not ignored, since programs that
    // are started from here would inherit that.
    signal(SIGXFSZ) { _ in }
    handle(SIGTSTP, stop)
    handle(SIGCONT, goOn)

    // When a chapter's code traps, Swift prints its message and then, from handlers of its own for
    // these signals, fifty lines of registers and frames, in which a reader would search for the
    // message. Whoever wants the frames sets SWIFT_BACKTRACE=enable=yes.
    if environmentVariable("SWIFT_BACKTRACE") == nil {
      for number in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { catchTrap(number) }
    }
  }

  /// Whoever started this process may want it to ignore a signal, as `nohup` does, and its children,
  /// too: then it does. Ctrl-C ends it all the same, which a shell keeps from what runs in the
  /// background.
  private static func handle(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    let before = signal(number, handler)
    if unsafe unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
      signal(number, SIG_IGN)
    }
  }

  /// Whether a passing line stands in the terminal from now on, which is erased in the end.
  static func setPassingLine(isShown: Bool, on descriptor: Int32 = STDERR_FILENO) {
    state.passingDescriptor.store(descriptor, ordering: .relaxed)
    state.hasPassingLine.store(isShown, ordering: .relaxed)
  }

  /// Whether a terminal shows its other screen, as an editor does, from which it is then taken back; nil
  /// where it does not.
  static func setOtherScreen(of descriptor: Int32?) {
    state.otherScreen.store(descriptor ?? 0, ordering: .sequentiallyConsistent)
  }

  /// Whether text waits for a key that a cell has printed. Where the cell traps meanwhile, ``isTrapped``
  /// says so for half a second, in which the text can be shown.
  static func setHoldingText(_ isHolding: Bool) {
    state.isHoldingText.store(isHolding, ordering: .sequentiallyConsistent)
  }

  static var isTrapped: Bool { state.isTrapped.load(ordering: .sequentiallyConsistent) }

  /// Ends the process from another thread than that which runs a cell, and the programs that this has
  /// started.
  static func end() -> Never {
    // A file that is being written is soon done.
    while state.isHoldingBack.load(ordering: .sequentiallyConsistent) { usleep(1000) }
    endCompanions()
    restoreTerminal()
    _exit(0)
  }

  /// What is to be said if the program is stopped by a trap from now on; "" for nothing.
  ///
  /// The text is never freed, since a handler might be reading it: some forty bytes for each cell.
  static func setLastWords(_ text: String) {
    state.lastWords.store(
      text.isEmpty ? 0 : UInt(bitPattern: unsafe strdup(text)), ordering: .releasing)
  }

  /// The mode that a terminal is put back into if the process is ended or stopped from now on, and the
  /// one that it gets when the process goes on; nil for none.
  ///
  /// They are never freed, since a handler might be reading them: some hundred bytes for each key that
  /// is waited for.
  static func restoring(_ mode: termios?, taking other: termios?, of descriptor: Int32) {
    func save(_ mode: termios?) -> UInt {
      let saved = unsafe mode.map { mode in
        let saved = UnsafeMutablePointer<TerminalMode>.allocate(capacity: 1)
        unsafe saved.initialize(to: (mode, descriptor))
        return unsafe saved
      }
      return UInt(bitPattern: saved)
    }
    state.modeToTake.store(save(other), ordering: .sequentiallyConsistent)
    state.modeToRestore.store(save(mode), ordering: .sequentiallyConsistent)
  }

  /// Whether the process was stopped and went on since this was asked last: the shell has then written
  /// over what was shown.
  static func takeContinued() -> Bool {
    state.wasContinued.exchange(false, ordering: .sequentiallyConsistent)
  }

  /// The process group that Ctrl-C or `kill` ends along with this process from now on; nil for none.
  /// One of its own does not hear of Ctrl-C.
  static func ending(_ group: Int32?) {
    state.companion.store(group ?? 0, ordering: .releasing)
  }

  /// Runs `body`, which ends by itself soon after Ctrl-C: see ``wasInterrupted``. A second Ctrl-C ends the
  /// process.
  static func catchingInterrupt<Result>(_ body: () throws -> Result) rethrows -> Result {
    state.wasInterrupted.store(false, ordering: .sequentiallyConsistent)
    state.isCatchingInterrupt.store(true, ordering: .sequentiallyConsistent)
    defer { state.isCatchingInterrupt.store(false, ordering: .sequentiallyConsistent) }
    return try body()
  }

  /// Whether Ctrl-C has been pressed.
  static var wasInterrupted: Bool { state.wasInterrupted.load(ordering: .sequentiallyConsistent) }

  /// Runs `body` to its end before Ctrl-C or `kill` ends the process. It should take a moment;
  /// whoever asks a second time does not wait for it.
  static func holdingBack<Result>(_ body: () throws -> Result) rethrows -> Result {
    state.isHoldingBack.store(true, ordering: .sequentiallyConsistent)
    defer {
      state.isHoldingBack.store(false, ordering: .sequentiallyConsistent)
      let number = state.heldBack.load(ordering: .sequentiallyConsistent)
      if number != 0 { endFromOutside(number) }
    }
    return try body()
  }
}

private func endFromOutside(_ number: Int32) {
  if number == SIGINT, state.isCatchingInterrupt.load(ordering: .sequentiallyConsistent),
    !state.wasInterrupted.exchange(true, ordering: .sequentiallyConsistent)
  {
    return
  }
  if state.isHoldingBack.load(ordering: .sequentiallyConsistent),
    state.heldBack.exchange(number, ordering: .sequentiallyConsistent) == 0
  {
    return
  }
  restoreTerminal()
  endCompanions()
  // Of this one somebody may want an image of the memory.
  if number == SIGQUIT { endBySignal(number) } else { _exit(128 + number) }
}

/// Ends a process group that was started from here. It is asked as by Ctrl-C, which lets a build end
/// its compilers; what does not hear of that is ended nevertheless.
private func endCompanions() {
  let group = state.companion.load(ordering: .acquiring)
  guard group > 0 else { return }
  for _ in 0..<40 {
    kill(-group, SIGINT)
    var status: Int32 = 0
    usleep(25_000)
    if unsafe waitpid(group, &status, WNOHANG) != 0 { return }
  }
  kill(-group, SIGKILL)
}

/// Stops the process as if the signal had no handler, with the terminal as it was found.
private func stop(_ number: Int32) {
  let code = errno
  defer { errno = code }
  restoreTerminal()
  signal(number, SIG_DFL)
  var signals = sigset_t()
  unsafe sigemptyset(&signals)
  unsafe sigaddset(&signals, number)
  unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  raise(number)
  signal(number, stop)
}

/// Takes the terminal again where it is ours: a shell has its own mode for the time in which the
/// process was stopped, also by a signal that no handler can hear of.
private func goOn(_ number: Int32) {
  let code = errno
  defer { errno = code }
  let address = state.modeToTake.load(ordering: .sequentiallyConsistent)
  if let saved = unsafe UnsafePointer<TerminalMode>(bitPattern: address)?.pointee {
    // Another terminal than that of our session has no foreground; who is not in it would be stopped.
    let foreground = tcgetpgrp(saved.descriptor)
    var mode = saved.mode
    if foreground < 0 || foreground == getpgrp() {
      unsafe tcsetattr(saved.descriptor, TCSANOW, &mode)
    }
  }
  state.wasContinued.store(true, ordering: .sequentiallyConsistent)
}

private func catchTrap(_ number: Int32) {
  var action = sigaction()
  #if os(Linux)
    unsafe action.__sigaction_handler.sa_handler = endByTrap
  #else
    unsafe action.__sigaction_u.__sa_handler = endByTrap
  #endif
  // A function that calls itself without end leaves no room on its own stack. Swift has set up
  // another one.
  action.sa_flags = Int32(SA_ONSTACK)
  unsafe sigaction(number, &action, nil)
}

/// What a cell printed just before it trapped may be still on its way through the pipe: its reader
/// gets a tenth of a second to hand it on.
private func endByTrap(_ number: Int32) {
  restoreTerminal()
  state.isTrapped.store(true, ordering: .sequentiallyConsistent)
  usleep(state.isHoldingText.load(ordering: .sequentiallyConsistent) ? 500_000 : 100_000)
  let address = state.lastWords.load(ordering: .acquiring)
  if let words = unsafe UnsafePointer<CChar>(bitPattern: address) {
    _ = unsafe write(STDERR_FILENO, words, strlen(words))
  }
  endBySignal(number)
}

/// Ends the process by the signal, as if it had no handler, when the handler returns.
private func endBySignal(_ number: Int32) {
  signal(number, SIG_DFL)
  raise(number)
}

/// Leaves the terminal as it was found.
private func restoreTerminal() {
  let address = state.modeToRestore.load(ordering: .sequentiallyConsistent)
  if let saved = unsafe UnsafePointer<TerminalMode>(bitPattern: address)?.pointee {
    var mode = saved.mode
    unsafe tcsetattr(saved.descriptor, TCSANOW, &mode)
  }
  if state.hasPassingLine.load(ordering: .relaxed) {
    let erase: StaticString = "\r\u{1B}[K"
    let descriptor = state.passingDescriptor.load(ordering: .relaxed)
    _ = unsafe write(descriptor, erase.utf8Start, erase.utf8CodeUnitCount)
  }
  let descriptor = state.otherScreen.load(ordering: .sequentiallyConsistent)
  if descriptor > 0 {
    let leave: StaticString = "\u{1B}[?1049l"
    _ = unsafe write(descriptor, leave.utf8Start, leave.utf8CodeUnitCount)
  }
}
