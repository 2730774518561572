import Foundation

/// A mistake that runs without an error, and how to notice it.
protocol Fault: Recipe, SendableMetatype {
  init()

  /// What the matrix calls it.
  static var name: String { get }

  /// Looks for this fault, and for no other.
  static func check(_ training: Training) -> Finding
}

/// What a check has seen, and whether that is its fault.
struct Finding: CustomStringConvertible {
  let seen: String
  let isFault: Bool

  init(_ seen: String, isFault: Bool) {
    self.seen = seen
    self.isFault = isFault
  }

  var description: String { isFault ? "\(seen)  FOUND" : seen }
}

/// A number with at most three digits that count.
func short(_ number: Float) -> String { String(format: "%.3g", number) }

/// The exhibits in the order of the page.
let exhibits: [any Fault.Type] = [
  NoZeroGrad.self, OtherLabels.self, NoTrain.self, DividedTwice.self, DecayPerBatch.self,
  ReLULast.self, SoftmaxTwice.self, OtherModel.self, ZeroWeights.self, UnpairedLabels.self,
  SummedLoss.self, TestInTraining.self, NoEval.self,
]

/// How many there are.
public let exhibitCount = exhibits.count
