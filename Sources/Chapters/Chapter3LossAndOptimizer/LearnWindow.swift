import Chapter1Data
import Chapter2Model
import Datasets
import Foundation
import NN
import Plots
import Tensors

/// Learns the window of chapter 2 from the pictures that it makes, and draws it as it is learned.
public func learnWindow(from root: MNIST.Root = .bundled) throws -> Figure {
  let (images, _) = try firstBatch(from: root)
  let edges = Tensor(edgeWindow.flatMap { $0 }, shape: [1, 1, 3, 3])
  let wanted = conv2d(images, edges)
  func learn(steps: Int, seed: UInt64) -> Tensor {
    manualSeed(seed)
    // #region learn-window
    let layer = Conv2d(1, 1, kernelSize: 3, bias: false)
    let optimizer = SGD(layer.parameters(), learningRate: 1)
    for _ in 0..<steps {
      let loss = MSELoss()(layer(images), wanted)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
    }
    return layer.weight.detach()
    // #endregion learn-window
  }
  var panels: [Heatmap] = []
  for (name, steps) in [("at first", 0), ("10 steps", 10), ("300 steps", 300)] {
    let windows = (0..<5).map { seed in learn(steps: steps, seed: seed) }
    let errors = windows.map { window in
      zip(window.values, edges.values).map { abs($0 - $1) }.max()!
    }
    print(
      name.padding(toLength: 9, withPad: " ", startingAt: 0),
      String(
        format: "weights off by at most %.3f (worst of five seeds), %.3f (best)",
        errors.max()!, errors.min()!))
    panels.append(heatmap(name, windows[0]))
  }
  panels.append(heatmap("chapter 2", edges))
  return Figure(
    width: 10, height: 2.6, columns: 4,
    alternative: "A window of nine random weights, what it is after 10 and after 300 steps, and "
      + "the window of chapter 2, which is nearly the same.",
    panels: panels)
}

private func heatmap(_ title: String, _ window: Tensor) -> Heatmap {
  let rows = (0..<3).map { row in window.squeeze()[row].values.map(Double.init) }
  return Heatmap(
    title: title, rows: ["", "", ""], columns: ["", "", ""], values: rows, colormap: .diverging)
}
