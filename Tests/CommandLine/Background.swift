import Foundation
import Notebook
import Synchronization

/// Something that is being done on a thread of its own; where there is none to be had, it is done
/// before this is made.
final class Background<Value: Sendable>: Sendable {
  private let finished = DispatchSemaphore(value: 0)
  private let result = Mutex<Value?>(nil)

  init(_ body: @escaping @Sendable () -> Value) {
    let work: @Sendable () -> Void = { [self] in
      let value = body()
      result.withLock { $0 = value }
      finished.signal()
    }
    // As much as the program's first thread has.
    do { try startThread(stackSize: 8 << 20, work) } catch { work() }
  }

  /// Its value, which can be asked for once; nil where it is not there in time.
  func value(within limit: Duration) -> Value? {
    _ = finished.wait(timeout: .now() + limit / .seconds(1))
    return result.withLock { $0 }
  }
}
