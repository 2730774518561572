import Chapter1Data
import Chapter2Model
import Chapter3LossAndOptimizer
import Foundation
import NN
import Tensors
import Testing

private func seeded<Result>(_ body: () throws -> Result) rethrows -> Result {
  try Generator.withCurrent(Generator(seed: 0), body)
}

@Test func untrainedModelsStartNearLn10() throws {
  try seeded {
    let (images, labels) = try firstBatch()
    for seed in 0..<5 as Range<UInt64> {
      manualSeed(seed)
      let loss = CrossEntropyLoss()(Model()(images), labels).item()
      // Random scores within about ±0.2 of each other: the loss is that close to ln 10.
      #expect(abs(loss - log(10)) < 0.1)
    }
  }
}

@Test func gradientsAreNilThenSetThenDoubledThenCleared() throws {
  try seeded {
    let (images, labels) = try firstBatch()
    let model = Model()
    let optimizer = SGD(model.parameters(), learningRate: 1e-2)
    #expect(model.parameters().allSatisfy { $0.grad == nil })

    CrossEntropyLoss()(model(images), labels).backward()
    let once = model.parameters().map { $0.grad!.values }
    CrossEntropyLoss()(model(images), labels).backward()
    for (parameter, gradient) in zip(model.parameters(), once) {
      // Adding a number to itself is exact.
      #expect(parameter.grad!.values == gradient.map { 2 * $0 })
    }
    optimizer.zeroGrad()
    #expect(model.parameters().allSatisfy { $0.grad == nil })
  }
}

@Test func wholeModelAgreesWithFiniteDifferences() throws {
  try seeded {
    let (images, labels) = try firstBatch()
    let model = Model()
    let lossFunction = CrossEntropyLoss()
    lossFunction(model(images), labels).backward()
    let h: Float = 1e-2
    for parameter in model.parameters() {
      for index in [0, parameter.count / 2, parameter.count - 1] {
        func loss(moving distance: Float) -> Float {
          parameter.mutate { $0[index] += distance }
          defer { parameter.mutate { $0[index] -= distance } }
          return noGrad { lossFunction(model(images), labels).item() }
        }
        let difference = (loss(moving: h) - loss(moving: -h)) / (2 * h)
        // A loss of 2.3 is known to about 2.4e-7, so the quotient to 2.4e-7 / 1e-2 = 2.4e-5, and several
        // roundings add up; a ReLU or a maximum that changes sides within ±h adds as much again.
        #expect(abs(difference - parameter.grad!.values[index]) < 2e-4)
      }
    }
  }
}

@Test func oneStepIsLearningRateTimesGradient() throws {
  try seeded {
    let (images, labels) = try firstBatch()
    let model = Model()
    let optimizer = SGD(model.parameters(), learningRate: 0.5)
    let before = model.parameters().map(\.values)
    CrossEntropyLoss()(model(images), labels).backward()
    optimizer.step()
    for (parameter, old) in zip(model.parameters(), before) {
      // p − 0.5·g: half of a float is exact, so is the expectation.
      #expect(parameter.values == zip(old, parameter.grad!.values).map { $0 - 0.5 * $1 })
    }
  }
}

@Test func goingBackTwiceStopsTheProgram() async {
  let result = await #expect(
    processExitsWith: .failure, observing: [\.standardErrorContent]
  ) {
    try goBackTwice()
  }
  let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  #expect(message.contains("backward: the graph of this tensor is gone after its first backward()"))
}
