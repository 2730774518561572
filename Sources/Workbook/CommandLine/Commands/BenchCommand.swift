import Benchmark
import Notebook

/// `workbook bench`: how fast this machine is, and training on it.
struct BenchCommand: Command {
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
    ],
    example: "workbook bench --threads 1")

  private let isJSON: Bool
  private let effort: Effort

  init(_ arguments: ParsedArguments) throws(UsageError) {
    isJSON = arguments.values["json"] != nil
    effort = arguments.values["quick"] == nil ? .thorough : .quick
  }

  func run(in session: Session) throws {
    let bench = try Bench(effort, from: session.options.data)
    let bar = ProgressBar(session.error, console: session.console)
    defer { bar?.finish() }
    // Whatever a reader's network prints would stand in the middle of the tables.
    let (report, _) = try captureStandardOutput {
      bench.run { done, total in bar?.update(done: done, of: total) }
    }
    session.console.write(isJSON ? try report.json() : report.text)
  }
}
