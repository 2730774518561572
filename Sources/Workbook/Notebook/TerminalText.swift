import Plots

/// Text that is to be written to a terminal, and in which only the workbook itself may speak to it.
///
/// What stands in a literal is written as it is. What is interpolated, such as an argument, a path or
/// what a program printed, is shown with its control characters spelled out:
///
///     let text: TerminalText = "\u{1B}[1mreading \(path)\u{1B}[0m\n"
///
/// Wherever text goes, a terminal, a file or a pipe, it is the same.
package struct TerminalText: ExpressibleByStringInterpolation, Equatable, Sendable {
  /// As it is written.
  package private(set) var written: String

  package init(stringLiteral literal: String) { written = literal }

  package init(stringInterpolation interpolation: Interpolation) {
    written = interpolation.written
  }

  /// Several lines: newlines and tabs are what they are, and all else is shown.
  package init(lines: String) { written = lines.shown(keeping: ["\n", "\t"]) }

  /// What a palette or a figure has set, with colours of its own, and with all else shown already.
  package init(styled: String) { written = styled }

  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var written = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      written.reserveCapacity(literalCapacity)
    }

    package mutating func appendLiteral(_ literal: String) { written += literal }

    package mutating func appendInterpolation(_ text: TerminalText) { written += text.written }

    package mutating func appendInterpolation(_ value: some Any) { written += "\(value)".shown() }
  }

  package static func + (left: TerminalText, right: TerminalText) -> TerminalText {
    TerminalText(styled: left.written + right.written)
  }
}

extension [TerminalText] {
  package func joined() -> TerminalText {
    TerminalText(styled: map(\.written).joined())
  }
}
