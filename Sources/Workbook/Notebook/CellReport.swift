import Foundation
import Plots

/// Runs cells one after the other and reports on each, to a ``CellProcess`` in another process.
public struct CellReport {
  private let run: ChapterRun
  private let write: @Sendable (String) -> Void

  /// - Parameter write: takes a line without its newline, on any thread, and not to the standard
  ///   output that the cells print to.
  public init(_ run: ChapterRun, write: @escaping @Sendable (String) -> Void) {
    self.run = run
    self.write = write
  }

  /// Runs the cells of these names. One that throws does not keep the others from running; one that
  /// stops the program does.
  public func run(_ cells: [String]) {
    let write = write
    @Sendable func send(_ event: CellEvent) { write(event.line) }
    for cell in cells {
      send(.began(cell: cell))
      do {
        let output = try run.output(of: cell) { send(.printed(line: $0)) }
        if let figure = output.figure { send(.drew(svg: figure.svg())) }
        send(.ended)
      } catch {
        send(.failed(reason: "\(error)"))
      }
    }
  }
}

/// Ends this process as soon as its standard input ends, whatever it is doing then.
///
/// Whoever started it holds the other end, and lets go of it at its own end at the latest: so no
/// cell runs on that nobody waits for. What a reader's code reads from standard input is empty from
/// then on: there is nobody to type, and it would wait for ever.
public func endWithStandardInput() {
  let lifeline = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
  let nothing = open("/dev/null", O_RDONLY)
  if lifeline >= 0, nothing >= 0 { dup2(nothing, STDIN_FILENO) }
  if nothing > STDIN_FILENO { close(nothing) }
  let descriptor = lifeline >= 0 ? lifeline : STDIN_FILENO
  let thread = Thread {
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { _exit(0) }
    }
  }
  thread.name = "endWithStandardInput"
  thread.start()
}
