import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Plots
import Tensors

/// Which digit was taken for which: a row for each true digit, a column for each guess.
public func drawConfusion(_ model: Model, from root: MNIST.Root = .bundled) throws -> Figure {
  let (_, testLoader) = try makeLoaders(from: root)
  var counts: [[Double]] = []
  model.eval()
  noGrad {
    for (images, labels) in testLoader {
      let scores = model(images)
      if counts.isEmpty {
        let zeros = [Double](repeating: 0, count: scores.shape[1])
        counts = [[Double]](repeating: zeros, count: 10)
      }
      let guesses = scores.argmax(dim: 1)
      for (label, guess) in zip(labels.values, guesses.values) {
        counts[label][guess] += 1
      }
    }
  }
  return Figure(
    width: 6, height: 5,
    alternative: "A table of ten by ten: how often each digit was taken for each other.",
    panels: [
      Heatmap(
        title: "True digit (rows) and guess (columns)", rows: counts.indices.map(String.init),
        columns: counts[0].indices.map(String.init), values: counts)
    ])
}

/// The first ten test digits that the model gets wrong.
public func drawMistakes(_ model: Model, from root: MNIST.Root = .bundled) throws -> Figure {
  let (_, testLoader) = try makeLoaders(from: root)
  var mistakes: [ImageGrid.Image] = []
  model.eval()
  noGrad {
    for (images, labels) in testLoader {
      let guesses = model(images).argmax(dim: 1)
      for i in 0..<labels.count where guesses[i].item() != labels[i].item() {
        mistakes.append(
          ImageGrid.Image(
            width: 28, height: 28, values: images[i].values,
            caption: "\(labels[i].item()), not \(guesses[i].item())"))
      }
    }
  }
  return Figure(
    width: 10, height: 3,
    alternative: "Ten digits that the model got wrong, each with the right answer and its guess.",
    panels: [
      ImageGrid(images: Array(mistakes.prefix(10)), columns: 5, colormap: .binary)
    ])
}
