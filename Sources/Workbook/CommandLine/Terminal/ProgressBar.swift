import Foundation
import Notebook
import Synchronization

/// How far a loop over batches, or a download, has come: a bar that shows itself after a second and
/// takes itself away. Any thread may feed it.
///
///     [############--------]  60%  1125 of 1875  0:36 elapsed, 0:24 left
final class ProgressBar: Sendable {
  private struct State {
    /// How much of this pass is done; nil between passes.
    var done: Int?
    /// When this pass was first heard of, and how far it was.
    var start = Duration.zero
    var first = 0
    /// When the bar was last drawn; nil as long as it is not shown.
    var drawn: Duration?
  }

  /// What is counted.
  enum Unit {
    case batches
    /// Bytes, shown as millions of them.
    case megabytes

    fileprivate func words(_ done: Int, of total: Int) -> String {
      switch self {
      case .batches: "\(done) of \(total)"
      case .megabytes: String(format: "%.1f of %.1f MB", Double(done) / 1e6, Double(total) / 1e6)
      }
    }
  }

  private let state = Mutex(State())
  private let unit: Unit
  private let width: @Sendable () -> Int
  private let isUnicode: Bool
  private let now: @Sendable () -> Duration
  private let show: @Sendable (String?) -> Void

  /// - Parameters:
  ///   - width: that of the terminal, which a person may change meanwhile.
  ///   - now: the time since some fixed moment.
  ///   - show: shows a line, or takes it away.
  init(
    unit: Unit = .batches, width: @escaping @Sendable () -> Int, isUnicode: Bool,
    now: @escaping @Sendable () -> Duration, show: @escaping @Sendable (String?) -> Void
  ) {
    self.unit = unit
    self.width = width
    self.isUnicode = isUnicode
    self.now = now
    self.show = show
  }

  /// A bar at the bottom of the terminal that standard error goes to, or nil if that is no
  /// terminal.
  convenience init?(_ terminal: Terminal, console: Console, unit: Unit = .batches) {
    guard terminal.canRedraw else { return nil }
    let start = ContinuousClock.now
    self.init(
      unit: unit,
      width: {
        var terminal = terminal
        terminal.askForSize(of: STDERR_FILENO)
        return terminal.width
      }, isUnicode: terminal.isUnicode, now: { ContinuousClock.now - start },
      show: { console.showPassing($0.map { "\($0)" }) })
  }

  /// Takes note that `done` of `total` are done. A number that is not above the one before
  /// starts a new pass.
  func update(done: Int, of total: Int) {
    state.withLock { state in
      let time = now()
      if state.done.map({ done <= $0 }) ?? true {
        state.start = time
        state.first = done
      }
      state.done = done
      if done >= total { return finish(&state) }
      let elapsed = time - state.start
      guard elapsed >= .seconds(1), done > state.first else { return }
      if let drawn = state.drawn, time - drawn < .milliseconds(100) { return }
      state.drawn = time
      let left = elapsed / (done - state.first) * (total - done)
      show(line(done, total, elapsed: elapsed, left: left))
    }
  }

  /// Takes the bar away.
  func finish() {
    state.withLock { finish(&$0) }
  }

  private func finish(_ state: inout State) {
    if state.drawn != nil { show(nil) }
    state = State()
  }

  private func line(_ done: Int, _ total: Int, elapsed: Duration, left: Duration) -> String {
    let percent = String(format: "%3d%%", done * 100 / total)
    let text =
      "\(percent)  \(unit.words(done, of: total))  \(clockTime(elapsed)) elapsed, \(clockTime(left)) left"
    // One column stays free: some terminals start a new line behind the last.
    let width = width()
    let cells = min(width - text.count - 4, 30)
    guard cells >= 5 else { return String(text.prefix(max(width - 1, 0))) }
    let full = done * cells / total
    let bar =
      String(repeating: isUnicode ? "█" : "#", count: full)
      + String(repeating: isUnicode ? "·" : "-", count: cells - full)
    return "[\(bar)] \(text)"
  }
}

/// `0:07`, `12:30`, `1:02:03`.
func clockTime(_ duration: Duration) -> String {
  let (minutes, seconds) = Int(duration / .seconds(1)).quotientAndRemainder(dividingBy: 60)
  return minutes < 60
    ? String(format: "%d:%02d", minutes, seconds)
    : String(format: "%d:%02d:%02d", minutes / 60, minutes % 60, seconds)
}
