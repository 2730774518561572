import Benchmark
import Chapter1Data
import Chapter2Model
import Chapter4TrainAndTest
import Datasets
import NN
import Notebook
import Plots
import StateFiles

/// `workbook bench`: how fast this machine is, and training on it.
struct BenchCommand: Command {
  static let description = CommandDescription(
    name: "bench", summary: "Measure this machine, and training on it.",
    discussion: """
      Shows what the machine can do at most, how close to that each operation of the
      network comes, forward and backward, and how long steps and an epoch take. Takes
      half a minute, in which other programs should not run.
      """,
    example: "workbook bench --threads 1")

  @Flag(help: "Write one JSON object, for scripts") private var json
  @Flag(help: "Take a few seconds, for rough numbers") private var quick
  @Option(.file, help: "Draw what limits each operation, as SVG") private var figure: String?

  func run(in session: Session) throws {
    // Half a minute is too long to hear only then that the folder is missing.
    if let figure { try Signals.holdingBack { try PendingFile.check(figure) } }
    let bench = try Bench(quick ? .quick : .thorough, from: session.options.data)
    let bar = ProgressBar(session.error, console: session.console)
    defer { bar?.finish() }
    // Whatever a reader's network prints would stand in the middle of the tables.
    let (report, _) = try captureStandardOutput {
      bench.run { done, total in bar?.update(done: done, of: total) }
    }
    session.console.write(TerminalText(lines: json ? try report.json() : report.text))
    if let figure {
      try Signals.holdingBack {
        try PendingFile.replace(figure, with: Array(report.roofline.svg().utf8))
      }
      session.console.writeError("drew what limits each operation in \(figure)\n")
    }
  }
}

extension Bench {
  /// A bench whose epoch is as the chapters have it: their network, their loaders, their `train`
  /// and `test`.
  ///
  /// - Throws: `DatasetError` if there are no such digits.
  init(_ effort: Effort, from root: MNIST.Root) throws {
    let (trainLoader, testLoader) = try makeLoaders(from: root)
    self.init(effort) {
      let model = Model()
      let lossFunction = CrossEntropyLoss()
      let optimizer = SGD(model.parameters(), learningRate: 1e-2)
      return Report.EpochResult(
        trainImages: trainLoader.dataset.count, testImages: testLoader.dataset.count
      ) {
        model.train()
        _ = train(trainLoader, model, lossFunction, optimizer)
        model.eval()
        _ = test(testLoader, model, lossFunction)
      }
    }
  }
}
