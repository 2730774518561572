import Foundation
import Testing

/// A terminal with nobody before it: a program's standard input and output, and the keys that are
/// pressed.
final class PseudoTerminal {
  /// What a program is given.
  let handle: FileHandle
  private let master: Int32
  private let slave: Int32
  /// All that has been shown.
  private(set) var shown = ""

  init() throws {
    var (first, second): (Int32, Int32) = (-1, -1)
    try #require(openpty(&first, &second, nil, nil, nil) == 0)
    (master, slave) = (first, second)
    for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    handle = FileHandle(fileDescriptor: slave)
  }

  deinit {
    close(slave)
    close(master)
  }

  /// Whether lines are edited and shown as they are typed, as a shell expects it.
  var isUsable: Bool {
    var modes = termios()
    tcgetattr(slave, &modes)
    let wanted = tcflag_t(ICANON | ECHO)
    return modes.c_lflag & wanted == wanted
  }

  func press(_ keys: String) {
    var keys = keys
    keys.withUTF8 { _ = write(master, $0.baseAddress, $0.count) }
  }

  /// Reads until this is shown behind all that was waited for before; false if that takes minutes,
  /// or if the program has ended without it.
  func wait(for text: String, while process: Process) -> Bool {
    let start = shown.utf8.count
    let end = Date().addingTimeInterval(300)
    while Date() < end {
      let isOver = !process.isRunning
      readWhatIsThere()
      if String(decoding: shown.utf8.dropFirst(start), as: UTF8.self).contains(text) { return true }
      if isOver { return false }
    }
    return false
  }

  /// Reads what a program has shown until it ended.
  func readToEnd(of process: Process) {
    while process.isRunning { readWhatIsThere() }
    readWhatIsThere()
  }

  /// Waits a tenth of a second for something to read.
  private func readWhatIsThere() {
    var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    var bytes = [UInt8](repeating: 0, count: 4096)
    while poll(&request, 1, 100) > 0, request.revents & Int16(POLLIN) != 0 {
      let count = read(master, &bytes, bytes.count)
      guard count > 0 else { return }
      shown += String(decoding: bytes[..<count], as: UTF8.self)
    }
  }
}
