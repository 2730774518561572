/// A kind of text in a cell's output that differs from run to run or from machine to machine, and
/// is not compared. How many spaces there are is not, either: columns are as wide as their numbers.
package enum Mask: String, CaseIterable, Sendable {
  /// Numbers that were measured: `1.25`, `-3`, `121,930`.
  case numbers
  /// Numbers with a fraction alone, which may be others in their last digits.
  case decimals
  /// Durations, times of day and dates: `12.5 ms`, `14:03:22`, `2026-01-31`.
  case times
  /// Paths that begin at the root or at home: `/tmp/x`, `~/MNIST`.
  case paths
  /// The processor, as `Device.best` describes it: `cpu (2 cores, …)`.
  case machine
  /// All of it, where even the lines are others on another machine.
  case everything

  /// What stands for masked text, with the spaces around it, which make up for its width.
  private var stand: String { "‹\(rawValue)›" }

  private func masked(_ line: String) -> String {
    switch self {
    case .numbers: maskedNumbers(line) { _ in true }
    case .decimals: maskedNumbers(line) { $0 }
    case .times:
      line.replacing(
        /\ *(?:\d{4}-\d\d-\d\d|\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?|\d[\d,]*(?:\.\d+)?\ *(?:ns|µs|μs|us|ms|s|sec|seconds?|min|minutes?|h|hours?)\b)\ */,
        with: stand)
    case .paths:
      line.replacing(/(^|[\s"'(=])\ *~?(?:\/[^\s"'():,;\/]+)+\/?\ */) { match in
        match.output.1.filter { $0 != " " } + stand
      }
    case .everything: stand
    case .machine: line.replacing(/\ *cpu \([^()]*\)\ */, with: stand)
    }
  }

  private func maskedNumbers(_ line: String, _ isMasked: (_ hasFraction: Bool) -> Bool) -> String {
    OutputToken.tokens(of: line).map { token in
      if case .number(_, let hasFraction) = token.kind, isMasked(hasFraction) { return stand }
      return token.text
    }.joined().replacing(/[ \t]*(‹[a-z]+›)[ \t]*/) { $0.output.1 }
  }

  /// The line with its masked parts replaced: two lines that become the same differ in nothing
  /// else. Numbers come last, since times, paths and machines have numbers in them.
  static func masked(_ line: String, _ masks: [Mask]) -> String {
    if masks.isEmpty { return line }
    return [.machine, .paths, .times, .numbers, .decimals].reduce(line) { line, mask in
      masks.contains(mask) ? mask.masked(line) : line
    }.replacing(/\ +/, with: " ")
  }

  /// Whether it masks anything in these lines.
  func applies(to lines: [String]) -> Bool {
    lines.contains { masked($0) != $0 }
  }
}
