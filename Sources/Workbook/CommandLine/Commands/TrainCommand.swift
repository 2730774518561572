import Chapter1Data
import Chapter2Model
import Chapter5TrainingLoop
import NN
import Notebook
import StateFiles
import Tensors

/// `workbook train`: the whole training of chapter 5, with the reader's numbers.
struct TrainCommand: Command {
  private static let epochsOption = Option.integer(
    "epochs", default: 5, atLeast: 1, help: "Times to go through all images")
  private static let batchSizeOption = Option.integer(
    "batch-size", default: 32, atLeast: 1, help: "Images to learn from at a time")
  private static let learningRateOption = Option.positiveNumber(
    "learning-rate", default: 0.01, help: "How far each step goes")
  private static let seedOption = Option<UInt64>(
    name: "seed", placeholder: "N", help: "Where the random numbers start", fallback: 0,
    shownFallback: "0", expected: "a whole number of at least 0"
  ) { UInt64($0) }
  private static let saveOption = fileOption(
    "save", help: "Where to write the trained network")
  private static let loadOption = fileOption(
    "load", help: "A saved network to start from")

  static let description = CommandDescription(
    name: "train", summary: "Train the network and print a line for each epoch.",
    discussion: """
      The network, the optimizer and the loop are those of the chapters: what you
      change there is what is trained. With the same seed, the numbers are the same.

      A network is saved as a safetensors file, which PyTorch can load, and from
      there back: save_file(model.state_dict(), FILE).
      """,
    options: [
      epochsOption.description, batchSizeOption.description, learningRateOption.description,
      seedOption.description, saveOption.description, loadOption.description,
    ],
    example: "workbook train --epochs 2 --learning-rate 0.05")

  private static func fileOption(_ name: String, help: String) -> Option<String?> {
    Option(
      name: name, placeholder: "FILE", help: help, fallback: nil, shownFallback: nil,
      expected: "a file"
    ) { .some($0) }
  }

  let epochs: Int
  let batchSize: Int
  let learningRate: Float
  let seed: UInt64
  /// Where the trained network is written; nil for nowhere.
  let destination: String?
  /// The saved network to start from; nil for a new one.
  let origin: String?

  init(_ arguments: ParsedArguments) throws(UsageError) {
    epochs = try arguments.value(of: Self.epochsOption)
    batchSize = try arguments.value(of: Self.batchSizeOption)
    learningRate = try arguments.value(of: Self.learningRateOption)
    seed = try arguments.value(of: Self.seedOption)
    destination = try arguments.value(of: Self.saveOption)
    origin = try arguments.value(of: Self.loadOption)
  }

  func run(in session: Session) throws {
    // Nobody should train for an hour and then hear that the folder is missing.
    if let destination { try SafeTensors.checkDestination(destination) }
    let (trainLoader, testLoader) = try makeLoaders(
      from: session.options.data, batchSize: batchSize)
    manualSeed(seed)
    let model = Model()
    if let origin { try model.loadState(from: origin) }
    let lossFunction = CrossEntropyLoss()
    let optimizer = SGD(model.parameters(), learningRate: learningRate)
    // `fit` prints as it does in chapter 5. Its lines are caught so that the progress bar can make
    // room for them.
    _ = try session.withProgress {
      try captureStandardOutput {
        session.console.write("\($0)\n")
      } while: {
        fit(model, trainLoader, testLoader, lossFunction, optimizer, epochs: epochs)
      }
    }
    if let destination {
      try Signals.holdingBack { try model.saveState(to: destination) }
      session.console.writeError("saved the network to \(destination)\n")
    }
  }
}
