import Datasets
import Plots
import Tensors
import Testing

import func TestSupport.expectClose

@testable import Chapter1Data

/// Images of 784 pixels, each of one grey value.
private struct GreyImages: Dataset {
  let samples: [(grey: Float, label: Int)]

  var count: Int { samples.count }

  subscript(index: Int) -> (image: Tensor, label: Int) {
    (.full([1, 28, 28], samples[index].grey), samples[index].label)
  }
}

@Suite struct BaselineTests {
  @Test func meanDigitsAreMeansAndOneThatIsMissingIsBlank() {
    let images = GreyImages(samples: [(0.25, 3), (1, 0), (0.75, 3)])
    let means = meanDigits(in: DataLoader(images, batchSize: 2))
    #expect(means.shape == [10, 784])
    let expected: [Float] = [1, 0, 0, 0.5, 0, 0, 0, 0, 0, 0]
    for digit in 0..<10 {
      expectClose(means[digit].values, [Float](repeating: expected[digit], count: 784), within: 0)
    }
  }

  /// Against the squared differences themselves.
  @Test func nearestHasTheSmallestSquaredDifference() throws {
    let (train, test) = try loadDatasets()
    let known = train.batch(Array(0..<50)).images.flatten(startDim: 1)
    let images = test.batch(Array(0..<8)).images
    let expected = (0..<8).map { row in
      let distances = (0..<50).map { index in
        let difference = images[row].flatten() - known[index]
        return (difference * difference).sum().item()
      }
      return distances.indices.min { distances[$0] < distances[$1] }!
    }
    #expect(nearest(images, to: known).values == expected)
  }

  @Test func accuracyIsTheShareWithTheRightLabel() {
    let images = GreyImages(samples: [(0.1, 7), (0.9, 2), (0.8, 7), (0, 7), (1, 2)])
    let known = Tensor.stack([.zeros([784]), .ones([784])])
    let share = accuracy(
      ofNearest: known, labels: [7, 2], on: DataLoader(images, batchSize: 2))
    #expect(share == 0.8)
  }

  @Test(arguments: [(0.5, 100, 0.05), (0.86, 1000, 0.010973), (1, 10, 0)])
  func standardErrorIsThatOfAShare(share: Double, count: Int, expected: Double) {
    #expect(abs(standardError(of: share, count: count) - expected) <= 1e-6)
  }

  @Test func tenMeanDigitsAreDrawn() throws {
    let svg = try drawMeanDigits().svg()
    for digit in 0...9 { #expect(svg.contains(">\(digit)<")) }
  }
}
