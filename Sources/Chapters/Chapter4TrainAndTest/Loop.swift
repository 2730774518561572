import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Plots
import Tensors

/// Draws what `train` does with each batch, and what an epoch is.
public func drawLoop(from root: MNIST.Root = .bundled) throws -> Figure {
  let (trainLoader, testLoader) = try makeLoaders(from: root)
  let (images, _) = try firstBatch(from: root)
  let scores = noGrad { Model()(images) }
  let way = ["digits", "model", "parameters", "scores", "loss", "gradients"]
  let back = Color.tab10[3]
  return Figure(
    width: 3.6, height: 5.4,
    alternative: "A circle inside two frames, batches and epochs: digits, model, scores, loss, "
      + "gradients, and by a step back to the parameters of the model. Below it the test.",
    panels: [
      Diagram(
        title: "",
        rows: [
          [.init("digits", "\(images.shape[0]) of \(trainLoader.dataset.count)")],
          [.init("model"), .init("parameters")],
          [.init("scores", scores.shape.map(String.init).joined(separator: " × "))],
          [.init("loss")],
          [.init("gradients")],
          [.init("test", "all \(testLoader.dataset.count)")],
        ],
        arrows: [
          .init(from: "digits", to: "model"),
          .init(from: "parameters", to: "model"),
          .init(from: "model", to: "scores"),
          .init(from: "scores", to: "loss", label: "labels"),
          .init(from: "loss", to: "gradients", label: "backward", color: back),
          .init(from: "gradients", to: "parameters", label: "step", color: back),
        ],
        frames: [
          .init("for each epoch", around: way + ["test"]),
          .init("train: for each of \(trainLoader.count) batches", around: way),
        ])
    ])
}
