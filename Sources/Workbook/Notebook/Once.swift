/// A value that is computed when it is first asked for and then kept, be it a value or an error.
///
/// Several cells of a page may show parts of one long training: the first of them runs it. Like the
/// cells themselves, a `Once` stays with the thread that made it.
package final class Once<Value> {
  private enum State {
    case waiting(() throws -> Value)
    case computing
    case done(Result<Value, any Error>)
  }

  private var state: State

  /// - Parameter compute: runs at most once, and is let go afterwards. It must not ask for the
  ///   value that it is computing; that stops the program.
  package init(_ compute: @escaping () throws -> Value) {
    state = .waiting(compute)
  }

  /// The value; throws what the computation threw, each time.
  package var value: Value {
    get throws {
      switch state {
      case .done(let result):
        return try result.get()
      case .computing:
        fatalError("a Once asked for its own value while computing it")
      case .waiting(let compute):
        state = .computing
        let result = Result { try compute() }
        state = .done(result)
        return try result.get()
      }
    }
  }
}
