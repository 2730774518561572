import Foundation
import Testing

/// A terminal with nobody before it: what a program writes to it can be read, and keys can be
/// pressed.
final class PseudoTerminal {
  /// The end that a program has.
  let terminal: FileHandle
  /// The end that a person would have.
  private let controller: Int32

  /// - Parameters:
  ///   - columns: its width in characters.
  ///   - rows: its height in lines.
  init(columns: Int = 80, rows: Int = 24) throws {
    var (controller, descriptor): (Int32, Int32) = (-1, -1)
    var size = Self.size(columns: columns, rows: rows)
    try #require(openpty(&controller, &descriptor, nil, nil, &size) == 0)
    // Programs that are started meanwhile are not to hold it open.
    _ = fcntl(controller, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    self.controller = controller
    terminal = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  deinit {
    close(controller)
  }

  private static func size(columns: Int, rows: Int) -> winsize {
    winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
  }

  /// As a person does who makes the window wider or narrower.
  func resize(columns: Int, rows: Int = 24) {
    var size = Self.size(columns: columns, rows: rows)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
  }

  /// Starts `workbook` here.
  ///
  /// - Parameters:
  ///   - folder: the folder in which it runs; nil for that of the tests.
  ///   - error: where its standard error goes; nil for the terminal, too.
  ///   - executable: another `workbook` than that beside the tests.
  func start(
    _ arguments: String..., environment: [String: String] = [:], in folder: URL? = nil,
    error: FileHandle? = nil, executable: String? = nil
  ) throws -> Process {
    try start(
      arguments: arguments, environment: environment, in: folder, error: error,
      executable: executable)
  }

  /// The same with arguments in an array.
  func start(
    arguments: [String], environment: [String: String] = [:], in folder: URL? = nil,
    error: FileHandle? = nil, executable: String? = nil
  ) throws -> Process {
    let process = BuiltWorkbook.process(
      try executable ?? BuiltWorkbook.path(), arguments, environment)
    if let folder { process.currentDirectoryURL = folder }
    process.standardInput = terminal
    process.standardOutput = terminal
    process.standardError = error ?? terminal
    try process.run()
    return process
  }

  /// What comes up to the end of `text`. A program that never writes it would be waited for five
  /// minutes.
  func read(through text: String) throws -> String {
    var bytes: [UInt8] = []
    while !String(decoding: bytes, as: UTF8.self).contains(text) {
      bytes += try #require(
        nextBytes(milliseconds: 300_000),
        "no \(text.debugDescription) behind \(String(decoding: bytes, as: UTF8.self))")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What comes until a program ends.
  func read(toEndOf process: Process) -> String {
    var bytes: [UInt8] = []
    while process.isRunning { bytes += nextBytes(milliseconds: 100) ?? [] }
    return String(decoding: bytes + restOfBytes(), as: UTF8.self)
  }

  /// What has been written and not been read.
  func readRest() -> String { String(decoding: restOfBytes(), as: UTF8.self) }

  private func restOfBytes() -> [UInt8] {
    var bytes: [UInt8] = []
    while let next = nextBytes(milliseconds: 0) { bytes += next }
    return bytes
  }

  private func nextBytes(milliseconds: Int32) -> [UInt8]? {
    var request = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Foundation.read(controller, &bytes, bytes.count)
    return count > 0 ? Array(bytes.prefix(count)) : nil
  }

  /// Sends what a key sends, as soon as a program waits for a single key.
  func press(_ key: String) throws {
    for _ in 0..<30_000 where !isWaitingForKey { usleep(10_000) }
    try #require(isWaitingForKey)
    try type(key)
  }

  /// Takes the terminal from a program that is stopped, as a shell does.
  func takeAsAShell() {
    var mode = termios()
    tcgetattr(terminal.fileDescriptor, &mode)
    mode.c_lflag |= tcflag_t(ICANON | ECHO)
    tcsetattr(terminal.fileDescriptor, TCSANOW, &mode)
  }

  /// Sends it at once.
  func type(_ text: String) throws {
    try #require(write(controller, text, text.utf8.count) == text.utf8.count)
  }

  /// Whether the terminal hands on keys one by one, without showing them.
  var isWaitingForKey: Bool { flags & tcflag_t(ICANON | ECHO) == 0 }

  /// Whether the terminal is as it was at first.
  var isAsItWas: Bool { flags & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO) }

  private var flags: tcflag_t {
    var mode = termios()
    tcgetattr(terminal.fileDescriptor, &mode)
    return mode.c_lflag
  }
}
