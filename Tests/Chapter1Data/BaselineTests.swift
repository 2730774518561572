import Datasets
import ExerciseSupport
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

@Suite(.whereCodeRuns(upToChapter: 1)) struct BaselineTests {
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

  @Test func rightAnswersAreThoseWithTheRightLabel() {
    let images = GreyImages(samples: [(0.1, 7), (0.9, 2), (0.8, 7), (0, 7), (1, 2)])
    let known = Tensor.stack([.zeros([784]), .ones([784])])
    let right = rightAnswers(on: DataLoader(images, batchSize: 2)) { images in
      IntTensor(nearest(images, to: known).values.map { [7, 2][$0] })
    }
    #expect(right == [true, true, false, true, true])
  }

  @Test func whereMovedImagesCameFromIsPaper() {
    let images = Tensor([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], shape: [2, 1, 2, 3])
    #expect(moved(images, right: 0).values == images.values)
    #expect(moved(images, right: 0).shape == images.shape)
    #expect(moved(images, right: 2).values == [0, 0, 1, 0, 0, 4, 0, 0, 7, 0, 0, 10])
    #expect(moved(images, right: -1, down: 1).values == [0, 0, 0, 2, 3, 0, 0, 0, 0, 8, 9, 0])
    #expect(moved(images, right: 3).values == [Float](repeating: 0, count: 12))
  }

  /// Against the deviation of the single differences, each of them 1, 0 or −1.
  @Test(arguments: [(3, 1, 10), (0, 0, 5), (4, 0, 4), (165, 17, 1000)])
  func standardErrorOfADifferenceCountsWhereTwoModelsDiffer(gained: Int, lost: Int, count: Int) {
    let same = count - gained - lost
    let differences =
      [Double](repeating: 1, count: gained) + [Double](repeating: -1, count: lost)
      + [Double](repeating: 0, count: same)
    let mean = differences.reduce(0, +) / Double(count)
    let variance = differences.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(count)
    let error = standardErrorOfDifference(gained: gained, lost: lost, count: count)
    #expect(abs(error - (variance / Double(count)).squareRoot()) <= 1e-12)
  }

  @Test(arguments: [(0.5, 100, 0.05), (0.86, 1000, 0.010973), (1, 10, 0)])
  func standardErrorIsThatOfAShare(share: Double, count: Int, expected: Double) {
    #expect(abs(standardError(of: share, count: count) - expected) <= 1e-6)
  }

  @Test func meanDigitsAreDrawn() throws {
    #expect(try !drawMeanDigits().panels.isEmpty)
  }
}
