import Testing

/// Lets a test that has processes end run before the tests that have none.
///
/// Swift Testing starts all tests at once, and each step of a test waits in one queue behind those
/// of all the others. One step of an exit test asks for the end of its process. On Linux a thread
/// looks for processes that have ended: it lets go of one that a test has asked for, and looks
/// again at once if none has asked yet. So while that step waits behind hundreds of tests, some of
/// which train a network, this thread keeps a core busy.
///
/// The steps of a test of high priority have a queue of their own, with its own threads.
package struct ExitTestPriority: TestTrait, SuiteTrait, TestScoping {
  package var isRecursive: Bool { true }

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withoutActuallyEscaping(function) { function in
      try await withThrowingTaskGroup(of: Void.self) { group in
        // A task of the group keeps what belongs to the test, such as `Test.current`.
        group.addTask(priority: .high) { try await function() }
        try await group.waitForAll()
      }
    }
  }
}

extension Trait where Self == ExitTestPriority {
  /// For each test with `#expect(processExitsWith:)`, or a suite in which every test has one.
  ///
  /// Without it a test expects the same, but slows down those beside it.
  package static var withExitTests: Self { Self() }
}
