import Synchronization

/// Which functions of the engine some code calls, such as `softmax` and `linear`: for a program that
/// has to know whether other code computes something by itself, or leaves that to the engine.
///
/// The graph cannot tell: it records nothing within ``noGrad(_:)``, nor of what `detach()` gives.
/// Source: the idea of `torch.overrides.TorchFunctionMode`.
package final class CalledFunctions: Sendable {
  @TaskLocal private static var current: CalledFunctions?
  private let names = Mutex<[String]>([])

  /// What `body` returns, and the functions that it called, by their names in a program, in the order
  /// of the calls. What other threads call is not among them.
  package static func during<Result>(
    _ body: () throws -> Result
  ) rethrows -> (result: Result, names: [String]) {
    let called = CalledFunctions()
    let result = try $current.withValue(called, operation: body)
    return (result, called.names.withLock { $0 })
  }

  /// Notes a call. Each function that can be looked for calls this first; it does nothing outside of
  /// ``during(_:)``.
  package static func note(_ name: String) {
    current?.names.withLock { $0.append(name) }
  }
}
