import Chapter1Data
import Chapter5TrainingLoop
import Datasets
import Foundation
import Tensors

/// The images, moved by some pixels: what comes in is paper, and what goes out is lost.
func moved(_ images: Tensor, right: Int, down: Int = 0) -> Tensor {
  let (old, height, width) = (images.values, images.shape[images.dim - 2], images.shape.last!)
  var values = [Float](repeating: 0, count: old.count)
  for index in old.indices {
    let (row, column) = (index / width % height - down, index % width - right)
    if 0..<height ~= row, 0..<width ~= column {
      values[index] = old[index - down * width - right]
    }
  }
  return Tensor(values, shape: images.shape)
}

/// How many test digits are right if all of them are moved by some pixels.
public func compareMoved(_ networks: Trained, from root: MNIST.Root = .bundled) throws {
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  let all = trainDataset.batch(Array(0..<trainDataset.count))
  let digits = all.images.flatten(startDim: 1)
  let loader = DataLoader(testDataset, batchSize: 100)
  let ways = [
    nearest("nearest digit", of: digits, labels: all.labels.values),
    trained("network, longer steps", networks),
  ]
  for pixels in 0...3 {
    let columns = ways.map { way in
      let right = way.guesses.map { guess in
        isRight(guess, on: loader, moved: pixels).count { $0 }
      }
      let count = right.count * testDataset.count
      return "\(way.name) \(percent(Double(right.reduce(0, +)) / Double(count))) %"
    }
    print("moved by \(pixels):", columns.joined(separator: "; "))
  }
}
