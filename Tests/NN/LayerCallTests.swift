import NN
import Tensors
import TestSupport
import Testing

/// A network that does part of its work itself, calls one layer twice, and never calls another.
private final class Branching: Module {
  let first = Linear(4, 4)
  let unused = Linear(4, 4)
  let rest = Sequential(Tanh(), Linear(4, 2))

  override func forward(_ x: Tensor) -> Tensor { rest(first(first(x).relu())) }
}

@Suite struct LayerCallTests {
  @Test func eachCallOfALayerIsNotedInItsOrder() {
    seeded(0) {
      let model = Branching()
      let x = Tensor.rand([3, 4])
      let calls = layerCalls(of: model, for: x)
      #expect(calls.map(\.name) == ["first", "first", "rest.0", "rest.1"])
      #expect(calls[0].layer === model.first)
      #expect(calls[0].input === x)
      // What the model does itself is seen in what the next layer gets.
      expectClose(calls[1].input.values, calls[0].output.relu().values, within: 0)
      expectClose(calls[3].output.values, model(x).values, within: 0)
      #expect(calls.map(\.output.shape) == [[3, 4], [3, 4], [3, 4], [3, 2]])
    }
  }

  @Test func theModeStaysAndNothingIsWatchedAfterwards() {
    seeded(0) {
      let model = Sequential(Dropout(p: 0.5), Linear(4, 2))
      let x = Tensor.rand([1, 4])
      let calls = layerCalls(of: model, for: x)
      let isDropped = calls[0].output.values != x.values
      #expect(model.training && isDropped)
      _ = model(x)
      #expect(calls.count == 2)
    }
  }

  @Test func aModelThatIsOneLayerGoesByItsClass() {
    let calls = layerCalls(of: Flatten(), for: .zeros([2, 3, 4]))
    #expect(calls.map(\.name) == ["Flatten"])
    #expect(calls[0].output.shape == [2, 12])
  }
}
