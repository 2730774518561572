import NN
import Tensors
import Testing

@testable import Checks

/// Models that a reader may well write, and that must not be accused of anything.
@Suite struct LayerFitTests {
  /// Layers that are declared in another order than they are used, one that is used twice, and one
  /// that is not used.
  @Test func theOrderOfDeclarationDoesNotMatter() throws {
    let model = ModelChecks.make { RewiredModel { $0.fc2($1) } }
    let scores = try output(of: model, for: ModelChecks.images(2), in: .chapter(2))
    #expect(scores.shape == [2, 10])
    #expect(scores.values == model(ModelChecks.images(2)).values)
  }

  @Test func aMeanOverThePixelsTakesThePlaceOfTheFlatten() throws {
    let model = ModelChecks.make { EditedModel(features: 64) { $0.mean(dim: [2, 3]) } }
    #expect(try output(of: model, for: ModelChecks.images(2), in: .chapter(2)).shape == [2, 10])
  }

  @Test func aLayerInsideOfAnotherIsNamedByItsPath() throws {
    let model = ModelChecks.make {
      Sequential(Sequential(Flatten(), Linear(784, 20)), ReLU(), Linear(16, 10))
    }
    let failure = #expect(throws: CheckFailure.self) {
      try output(of: model, for: ModelChecks.images(1), in: .file("Nowhere.swift"))
    }
    #expect(failure?.message == "0.1 now gives 20 features, and 2 is Linear(16, 10):")
    #expect(failure?.diagnosis == "write 20 in Nowhere.swift")
  }

  @Test func largerNetworksPassTheChecksOfTheChaptersCode() {
    let exercise = Exercise.chapter2Code(model: {
      EditedModel(
        channels: (8, 12), kernelSizes: (5, 3), padding: 1, features: 432, hidden: (100, 100))
    })
    for check in exercise.checks { #expect(check.failure() == nil, "\(check.name)") }
  }
}
