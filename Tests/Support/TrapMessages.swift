import Testing

/// Expects what a trap wrote on standard error to contain each of `parts`.
///
/// `result` comes from `#expect(processExitsWith: .failure, observing: [\.standardErrorContent])`.
public func expectMessage(
  _ result: ExitTest.Result?, _ parts: String...,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  for part in parts where !message.contains(part) {
    Issue.record("“\(part)” is not in the message: \(message)", sourceLocation: sourceLocation)
  }
}
