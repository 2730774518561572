import Foundation
import Plots
import Testing

/// What figures look like, to the last coordinate: a chart that is drawn wrongly is still well-formed.
///
/// A figure that differs is written into a temporary folder. Look at both; if the new one is what is
/// meant, copy it over the old one.
@Suite struct RecordedFigureTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Recorded")

  @Test(arguments: RecordedFigures.all.map(\.name))
  func isDrawnAsRecorded(_ name: String) throws {
    let figure = try #require(RecordedFigures.all.first { $0.name == name }).figure
    try expect(figure.svg(), toBe: name + ".svg")
    // Text does not depend on the size in inches.
    if !name.hasPrefix("small-") { try expect(Self.texts(of: figure), toBe: name + ".txt") }
  }

  /// In terminals of several widths, with escape characters that can be seen.
  private static func texts(of figure: Figure) -> String {
    let terminals: [(style: TerminalCapability, width: Int)] = [
      (.plain, 80), (.plain, 37), (.plain, 20), (.unicode, 80), (.unicode, 37), (.indexedColor, 80),
      (.color, 120),
    ]
    return terminals.map { style, width in
      let text = figure.text(width: width, style: style).replacing("\u{1B}", with: "\u{241B}")
      return "# \(style), \(width)\n\(text)\n"
    }.joined(separator: "\n")
  }

  private func expect(_ text: String, toBe file: String) throws {
    let url = Self.folder.appending(path: file)
    let recorded = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    if text == recorded { return }
    let other = FileManager.default.temporaryDirectory.appending(path: "Recorded/\(file)")
    try FileManager.default.createDirectory(
      at: other.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: other, atomically: true, encoding: .utf8)
    let lines = zip(text.split(separator: "\n"), recorded.split(separator: "\n"))
    let first = lines.enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
      """
      \(file) differs, first in line \((first?.offset ?? 0) + 1):
      recorded  \(first?.element.1.prefix(200) ?? "")
      drawn     \(first?.element.0.prefix(200) ?? "")
      If that is right: cp \(other.path) \(url.path)
      """)
  }
}
