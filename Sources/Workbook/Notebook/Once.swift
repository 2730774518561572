/// A value that is computed when it is first asked for and then kept, be it a value or an error.
///
/// Several cells of a page may show parts of one long training: the first of them runs it. Like the
/// cells themselves, a `Once` stays with the thread that made it.
package final class Once<Value> {
  /// Nil as soon as it runs.
  private var compute: (() throws -> Value)?
  private var result: Result<Value, any Error>?

  /// - Parameter compute: runs at most once, and is let go afterwards. It must not ask for the
  ///   value that it is computing; that stops the program.
  package init(_ compute: @escaping () throws -> Value) {
    self.compute = compute
  }

  /// The value where it has been computed already. What computing it would print does not appear then.
  package var known: Value? { try? result?.get() }

  /// The value; throws what the computation threw, each time.
  package var value: Value {
    get throws {
      if let result { return try result.get() }
      guard let compute else { fatalError("a Once asked for its own value while computing it") }
      self.compute = nil
      let result = Result(catching: compute)
      self.result = result
      return try result.get()
    }
  }
}
