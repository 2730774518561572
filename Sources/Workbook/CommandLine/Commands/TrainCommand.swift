import Chapter1Data
import Chapter2Model
import Chapter5TrainingLoop
import Datasets
import NN
import Notebook
import Tensors

/// `workbook train`: the whole training of chapter 5, with what the reader chooses for it.
struct TrainCommand: Command {
  static let description = CommandDescription(
    name: "train", summary: "Train the network and print a line for each epoch.",
    discussion: """
      The network, the optimizer and the loop are those of the chapters: what you
      change there is what is trained. With the same seed, the numbers are the same.

      A network is saved as a safetensors file, which PyTorch can load. PyTorch writes
      one for the way back: save_file(model.state_dict(), FILE).
      """,
    example: "workbook train --epochs 2 --learning-rate 0.05")

  @Option(.number(atLeast: 1), help: "Times to go through all images") private var epochs = 5
  @Option(.number(atLeast: 1), help: "Images to learn from at a time") private var batchSize = 32
  @Option(.positive, help: "How far each step goes") private var learningRate: Float = 0.01
  @Option(.number(atLeast: 0), help: "Where the random numbers start") private var seed: UInt64 = 0
  @Option(.file, help: "Where to write the trained network") private var save: String?
  @Option(.file, help: "A saved network to start from") private var load: String?

  /// What a network may have seen is not written in its file.
  private static func note(on file: String) -> TerminalText {
    """
    note: all digits that ship with the workbook are from MNIST's training set. If \(file)
    was trained on that, it has seen the test digits, too, and Test_acc says nothing.

    """
  }

  func run(in session: Session) throws {
    let (trainLoader, testLoader) = try makeLoaders(
      from: session.options.data, batchSize: batchSize)
    manualSeed(seed)
    let model = Model()
    if let load {
      try model.loadState(from: load)
      if session.options.data == .bundled { session.console.writeError(Self.note(on: load)) }
    }
    // Nobody should train for an hour and then hear that the folder is missing, or the disk full.
    if let save { try Signals.holdingBack { try model.checkDestination(save) } }
    let lossFunction = CrossEntropyLoss()
    let optimizer = SGD(model.parameters(), learningRate: learningRate)
    // `fit` prints as it does in chapter 5. Its lines are caught so that the progress bar can make
    // room for them.
    let console = session.console
    _ = try session.withProgress {
      try captureStandardOutput {
        console.write(TerminalText(lines: $0 + "\n"))
      } while: {
        fit(model, trainLoader, testLoader, lossFunction, optimizer, epochs: epochs)
      }
    }
    if let save {
      try Signals.holdingBack { try model.saveOrKeep(at: save) }
      console.writeError("saved the network to \(save)\n")
    }
  }
}
