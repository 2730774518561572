import Chapter1Data
import Chapter2Model
import ExerciseSupport
import ExitTestSupport
import Foundation
import NN
import Plots
import Tensors
import Testing

import func TestSupport.seeded

@testable import Chapter3LossAndOptimizer

/// What has to hold for whatever a reader makes of the network and of the chapter.
@Suite(.whereCodeRuns(upToChapter: 3)) struct LossAndOptimizerTests {
  @Test func whatDiffersFromThePage() throws {
    try ReadersCode.noteWhatDiffers(inChapter: 3)
  }

  @Test func theSlopesOfThePointsAreTheLimitOfRatios() {
    for (w, b) in [(1, 0), (0, 2), (-1.5, 0.5)] as [(Float, Float)] {
      // The loss is a parabola in each, so the slope to both sides is exact but for rounding.
      let h: Float = 0.125
      let slope = Points.gradient(w, b)
      let byW = (Points.loss(w + h, b) - Points.loss(w - h, b)) / (2 * h)
      let byB = (Points.loss(w, b + h) - Points.loss(w, b - h)) / (2 * h)
      #expect(abs(slope.w - byW) < 1e-4)
      #expect(abs(slope.b - byB) < 1e-4)
    }
  }

  @Test func thePointOnTheMapThatIsMarkedIsTheLowest() throws {
    let chart = try #require(descendTwoParameters().panels.first as? LineChart)
    let lowest = try #require(chart.series.last)
    let slope = Points.gradient(Float(try #require(lowest.x)[0]), Float(lowest.values[0]))
    #expect(abs(slope.w) < 1e-5)
    #expect(abs(slope.b) < 1e-5)
  }

  @Test func theGradientOfTheScoresIsTheProbabilitiesLessOneAtTheLabel() {
    let scores = Tensor([[1, 3, 0.5], [-2, 0, 4]], requiresGrad: true)
    CrossEntropyLoss()(scores, IntTensor([1, 0])).backward()
    let right = Tensor([[0, 1, 0], [1, 0, 0]])
    let expected = (softmax(scores.detach()) - right) / 2
    #expect(zip(scores.grad!.values, expected.values).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func untrainedModelsStartNearLn10() throws {
    try seeded(0) {
      let (images, labels) = try firstBatch()
      for seed in 0..<5 as Range<UInt64> {
        manualSeed(seed)
        let loss = CrossEntropyLoss()(Model()(images), labels).item()
        // Random scores near each other: the loss is about as close to ln 10.
        #expect(abs(loss - log(10)) < 0.5)
      }
    }
  }

  @Test func gradientsAreNilThenSetThenDoubledThenCleared() throws {
    try seeded(0) {
      let (images, labels) = try firstBatch()
      let model = Model()
      model.eval()  // with Dropout the second gradient would be another one
      let optimizer = SGD(model.parameters(), learningRate: 1e-2)
      func gradients() -> [[Float]?] { model.parameters().map { $0.grad?.values } }
      let areNilAtFirst = gradients().allSatisfy { $0 == nil }
      #expect(areNilAtFirst)

      CrossEntropyLoss()(model(images), labels).backward()
      let once = gradients()
      CrossEntropyLoss()(model(images), labels).backward()
      // Adding a number to itself is exact.
      let areDoubled = gradients() == once.map { $0?.map { 2 * $0 } }
      #expect(areDoubled, "a second backward() did not double each gradient")
      optimizer.zeroGrad()
      let areNilAgain = gradients().allSatisfy { $0 == nil }
      #expect(areNilAgain)
    }
  }

  @Test func wholeModelAgreesWithFiniteDifferences() {
    seeded(0) {
      // Noise, and not digits: on white paper thousands of windows have the same sum, and if it is
      // near 0 their ReLUs change sides all at once.
      let images = Tensor.rand([8, 1, 28, 28])
      let labels = IntTensor(Array(0..<8))
      let model = Model()
      model.eval()
      CrossEntropyLoss()(model(images), labels).backward()
      let h: Float = 1e-3
      for (name, parameter) in model.namedParameters() {
        for index in [0, parameter.count / 2, parameter.count - 1] {
          func loss(moving distance: Float) -> Double {
            parameter.mutate { $0[index] += distance }
            defer { parameter.mutate { $0[index] -= distance } }
            return noGrad { preciseLoss(model(images), labels) }
          }
          let here = loss(moving: 0)
          let up = (loss(moving: h) - here) / Double(h)
          let down = (here - loss(moving: -h)) / Double(h)
          guard let gradient = parameter.grad.map({ Double($0.values[index]) }) else {
            Issue.record("no gradient reaches \(name)")
            break
          }
          // Where a ReLU or a maximum changes sides within h, the slope on that side is another one:
          // one of the two sides must agree. Scores of about 0.1 are known to about 1e-8, so a slope
          // to about 1e-5; the curvature of the loss and the many windows under one weight of a
          // convolution, some of which always change sides, make up the rest.
          let error = min(abs(up - gradient), abs(down - gradient))
          #expect(error < 2e-4 + 0.02 * abs(gradient), "\(name)[\(index)]")
        }
      }
    }
  }

  @Test func oneStepIsLearningRateTimesGradient() throws {
    try seeded(0) {
      let (images, labels) = try firstBatch()
      let model = Model()
      let optimizer = SGD(model.parameters(), learningRate: 0.5)
      let before = model.parameters().map(\.values)
      CrossEntropyLoss()(model(images), labels).backward()
      optimizer.step()
      for ((name, parameter), old) in zip(model.namedParameters(), before) {
        // p − 0.5·g: half of a float is exact, so is the expectation.
        let isThatStep =
          parameter.grad.map { zip(old, $0.values).map { $0 - 0.5 * $1 } } ?? old
          == parameter.values
        #expect(isThatStep, "\(name)")
      }
    }
  }

  @Test(.withExitTests) func goingBackTwiceStopsTheProgram() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      try goBackTwice()
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(
      message.contains("backward: the graph of this tensor is gone after its first backward()"))
  }
}

/// The cross entropy of float scores, computed in double precision: the loss itself would have only
/// seven digits, and a difference of two losses few of them.
private func preciseLoss(_ scores: Tensor, _ labels: IntTensor) -> Double {
  let losses = labels.values.enumerated().map { n, label in
    let row = scores[n].values.map { Double($0) }
    return log(row.map { exp($0) }.reduce(0, +)) - row[label]
  }
  return losses.reduce(0, +) / Double(losses.count)
}
