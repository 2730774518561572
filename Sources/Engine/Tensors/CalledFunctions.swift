import Synchronization

/// Which functions of the engine some code has called: `softmax`, `linear` and others that somebody
/// may have set out to write without them.
///
/// The graph does not tell. Nothing is recorded within ``noGrad(_:)``, nor of what `detach()` gives.
/// Source: the idea of `torch.overrides.TorchFunctionMode`.
package final class CalledFunctions: Sendable {
  @TaskLocal private static var current: CalledFunctions?
  private let names = Mutex<[String]>([])

  /// What `body` returns, and the functions that it called, in their order, as they are called in a
  /// program. What other threads call is not among them.
  package static func during<Result>(
    _ body: () throws -> Result
  ) rethrows -> (result: Result, names: [String]) {
    let called = CalledFunctions()
    let result = try $current.withValue(called, operation: body)
    return (result, called.names.withLock { $0 })
  }

  /// What each of these functions says first.
  package static func note(_ name: String) {
    current?.names.withLock { $0.append(name) }
  }
}
