/// Why a check failed, in the reader's terms.
package struct CheckFailure: Error, Equatable, Codable, Sendable {
  /// What is not as it must be.
  package var message: String
  package var expected: String?
  package var got: String?
  /// What the reader probably did, where that can be seen from what came.
  package var diagnosis: String?
  /// True for what a reader may have meant to do: it is said, and the check has passed.
  package private(set) var isRemark: Bool?

  /// What is not as the page has it, and need not be.
  package static func remark(_ message: String, diagnosis: String?) -> CheckFailure {
    var remark = CheckFailure(message, diagnosis: diagnosis)
    remark.isRemark = true
    return remark
  }

  package init(
    _ message: String, expected: String? = nil, got: String? = nil, diagnosis: String? = nil
  ) {
    self.message = message
    self.expected = expected
    self.got = got
    self.diagnosis = diagnosis
  }

  /// The failure in lines.
  package var lines: [String] {
    var lines = message.split(whereSeparator: \.isNewline).map(String.init)
    if let expected { lines.append(Self.labelled("expected", expected)) }
    if let got { lines.append(Self.labelled("got", got)) }
    if let diagnosis { lines += diagnosis.split(whereSeparator: \.isNewline).map(String.init) }
    return lines
  }

  /// Further lines of the value stand below its first. What is not a number has no sign, though
  /// Swift prints one.
  private static func labelled(_ label: String, _ value: String) -> String {
    let first = label + String(repeating: " ", count: 10 - label.count)
    let lines = value.replacing(/-nan\b/, with: "nan")
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return first + lines.joined(separator: "\n" + String(repeating: " ", count: 10))
  }
}
