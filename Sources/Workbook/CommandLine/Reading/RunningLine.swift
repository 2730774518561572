import Foundation
import Notebook

/// A passing line for a cell that takes its time, so that a page which stands still is not taken for
/// one that has ended: `running five-epochs   0:04   Ctrl-C ends it`. Other keys count when the cell has
/// ended.
final class RunningLine {
  private let console: Console
  private let queue = DispatchQueue(label: "running line")
  private let timer: any DispatchSourceTimer

  /// Shows itself as soon as a person would wonder, and counts the time until ``end()``.
  init(_ cell: String, width: Int, in console: Console) {
    self.console = console
    timer = DispatchSource.makeTimerSource(queue: queue)
    let start = ContinuousClock.now
    timer.setEventHandler {
      let line = "running \(cell)   \(clockTime(ContinuousClock.now - start))   Ctrl-C ends it"
      console.showPassing("\(line.prefix(max(width - 1, 0)))", as: .running)
    }
    timer.schedule(deadline: .now() + .milliseconds(300), repeating: .seconds(1))
    timer.resume()
  }

  func end() {
    timer.cancel()
    // Its last event may just be on its way.
    queue.sync {}
    console.showPassing(nil, as: .running)
  }
}
