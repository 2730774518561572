import Notebook

/// The checks that failed, or have something to remark, each in one line that names a line of the
/// reader's files, for whoever reads such lines and shows them where they belong.
package struct ResultAnnotations: Sendable {
  /// Who reads them.
  package enum Reader: Sendable {
    /// An editor, which knows such lines from compilers:
    /// `Sources/…/Normalize.swift:9: error: 1.1 the mean is 0: the mean is wrong; expected 0; got 1`.
    case editor
    /// GitHub Actions: `::error file=…,line=9,title=1.1 the mean is 0::the mean is wrong%0A…`.
    ///
    /// Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    case github
  }

  private let reader: Reader

  package init(for reader: Reader) {
    self.reader = reader
  }

  /// A line for each failure; empty where there is none. What stops the program does so at each check,
  /// and is told once.
  package func text(of result: ExerciseResult) -> String {
    var lines: [String] = []
    var last: CheckFailure?
    for check in result.checks {
      guard let failure = check.failure ?? check.remark, failure != last else { continue }
      last = failure
      let place = check.place ?? SourceLine(result.exercise.path, 1)
      lines.append(line("\(result.exercise.number) \(check.name)", failure, at: place))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func line(_ title: String, _ failure: CheckFailure, at place: SourceLine) -> String {
    let severity = failure.isRemark == true ? "warning" : "error"
    switch reader {
    case .editor:
      let parts = [
        failure.message, failure.expected.map { "expected \($0)" },
        failure.got.map { "got \($0)" }, failure.diagnosis,
      ].compactMap { $0.map(Self.inOneLine) }
      // Not a semicolon behind `it stopped the program:`.
      let text = parts.joined(separator: "; ").replacing(":; ", with: ": ")
      return "\(place): \(severity): \(title): \(text)"
    case .github:
      let properties = [("file", place.file), ("line", "\(place.line)"), ("title", title)]
      return "::\(severity) "
        + properties.map { "\($0)=\(Self.escaped($1, ":,"))" }.joined(separator: ",")
        + "::" + Self.escaped(failure.lines.joined(separator: "\n"))
    }
  }

  private static func inOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What would end a workflow command, or a property of it, as GitHub reads it.
  private static func escaped(_ text: String, _ others: String = "") -> String {
    text.unicodeScalars.reduce(into: "") { escaped, scalar in
      if "%\r\n".unicodeScalars.contains(scalar) || others.unicodeScalars.contains(scalar) {
        let code = String(scalar.value, radix: 16, uppercase: true)
        escaped += "%" + String(repeating: "0", count: 2 - code.count) + code
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
  }
}
