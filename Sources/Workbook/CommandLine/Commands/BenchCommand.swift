import Benchmark
import Notebook
import StateFiles

/// `workbook bench`: how fast this machine is, and training on it.
struct BenchCommand: Command {
  private static let figureOption = Option<String?>(
    name: "figure", placeholder: "FILE", help: "Draw what limits each operation, as SVG",
    fallback: nil, shownFallback: nil, expected: "a file"
  ) { .some($0) }

  static let description = CommandDescription(
    name: "bench", summary: "Measure this machine, and training on it.",
    discussion: """
      What the machine can do at most, how near to that each operation of the network
      comes, forward and backward, and how long steps and an epoch take. Takes half a
      minute; other programs should rest meanwhile.
      """,
    options: [
      OptionDescription(
        name: "json", placeholder: nil, help: "Write one JSON object, for scripts"),
      OptionDescription(
        name: "quick", placeholder: nil, help: "Take a few seconds, for rough numbers"),
      figureOption.description,
    ],
    example: "workbook bench --threads 1")

  private let isJSON: Bool
  private let effort: Effort
  /// Where the figure is written; nil for nowhere.
  private let destination: String?

  init(_ arguments: ParsedArguments) throws(UsageError) {
    isJSON = arguments.values["json"] != nil
    effort = arguments.values["quick"] == nil ? .thorough : .quick
    destination = try arguments.value(of: Self.figureOption)
  }

  func run(in session: Session) throws {
    // Half a minute is too long to hear only then that the folder is missing.
    if let destination { _ = try PendingFile(for: destination) }
    let bench = try Bench(effort, from: session.options.data)
    let bar = ProgressBar(session.error, console: session.console)
    defer { bar?.finish() }
    // Whatever a reader's network prints would stand in the middle of the tables.
    let (report, _) = try captureStandardOutput {
      bench.run { done, total in bar?.update(done: done, of: total) }
    }
    session.console.write(isJSON ? try report.json() : report.text)
    if let destination {
      try Signals.holdingBack {
        let file = try PendingFile(for: destination)
        try file.write(Array(report.roofline.svg().utf8))
        try file.moveIntoPlace()
      }
      session.console.writeError("drew what limits each operation in \(destination)\n")
    }
  }
}
