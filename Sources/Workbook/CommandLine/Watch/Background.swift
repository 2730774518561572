import Foundation
import Synchronization

/// Something that is being done on a thread of its own.
final class Background<Value: Sendable>: Sendable {
  private let finished = DispatchSemaphore(value: 0)
  private let result = Mutex<Value?>(nil)

  init(_ body: @escaping @Sendable () -> Value) {
    let thread = Thread { [self] in
      let value = body()
      result.withLock { $0 = value }
      finished.signal()
    }
    // As much as the program's first thread has.
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Its value, which can be asked for once; nil where it is not there in time.
  func value(within limit: Duration) -> Value? {
    _ = finished.wait(timeout: .now() + limit / .seconds(1))
    return result.withLock { $0 }
  }
}
