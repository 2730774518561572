import ExitTestSupport
import Tensors
import TestSupport
import Testing

@testable import NN

private class Base: Module {
  let first = Parameter([1], shape: [1])
  let layer = Linear(2, 1)
}

private final class Derived: Base {
  let own = Parameter([2], shape: [1])
  let notLearned = Tensor([3], requiresGrad: true)
  let state = Buffer([4], shape: [1])
  let number = 5
  let names = ["a", "b"]
  let table = [Float](repeating: 0, count: 1000)
  let labels = IntTensor([1, 2])
  var missing: Linear?
  var found: Linear? = Linear(1, 1, bias: false)
  let blocks = [Linear(1, 2, bias: false), Linear(2, 1, bias: false)]
  let weights = [Parameter([6], shape: [1])]
  var optionalBlocks: [[Linear]]? = [[Linear(3, 1, bias: false)]]
  let activation: (Tensor) -> Tensor = { $0.relu() }

  override func forward(_ x: Tensor) -> Tensor { x }
}

private final class Tied: Module {
  let encoder = Linear(2, 2, bias: false)
  let decoder: Linear
  let again: Parameter

  override init() {
    decoder = encoder
    again = encoder.weight
  }
}

@Suite("What reflection finds in a module") struct ModuleReflectionTests {
  @Test("Declaration order, a superclass first, through optionals and arrays")
  func names() {
    let model = Derived()
    let names = model.namedParameters().map(\.name)
    // As in PyTorch: a module's own parameters before those of its children.
    #expect(
      names == [
        "first", "own", "weights.0", "layer.weight", "layer.bias", "found.weight",
        "blocks.0.weight", "blocks.1.weight", "optionalBlocks.0.0.weight",
      ])
    #expect(model.namedChildren().map(\.name).first == "layer")
    #expect(model.namedModules().map(\.name).prefix(3) == ["", "layer", "found"])
    #expect(model.parameters().count == names.count)
    #expect(model.parameters()[1] === model.own)
  }

  @Test("Plain tensors and buffers are not trained")
  func plainTensors() {
    let model = Derived()
    let parameters = model.parameters()
    #expect(!parameters.contains { $0 === model.notLearned || $0 === model.state })
  }

  @Test("What is assigned later is found: nothing is remembered")
  func uncached() {
    let model = Derived()
    let before = model.parameters().count
    model.missing = Linear(1, 1)
    #expect(model.parameters().count == before + 2)
    model.found = nil
    #expect(model.parameters().count == before + 1)
  }

  @Test("A parameter that is shared is listed once, under its first name")
  func shared() {
    let model = Tied()
    #expect(model.namedParameters().map(\.name) == ["again"])
    #expect(model.namedModules().map(\.name) == ["", "encoder"])
  }

  @Test("Layers of a Sequential are named by their index, at every depth")
  func sequential() {
    let model = Sequential(
      Linear(1, 2), ReLU(), Sequential(Flatten(), Linear(2, 1, bias: false)))
    #expect(
      model.namedParameters().map(\.name) == ["0.weight", "0.bias", "2.1.weight"])
    #expect(model.namedModules().map(\.name) == ["", "0", "1", "2", "2.0", "2.1"])
    #expect(Sequential([]).parameters().isEmpty)
  }

  @Test("train() and eval() reach every child, in arrays and optionals too")
  func modes() {
    let model = Derived()
    let modules = model.namedModules().map(\.module)
    #expect(modules.count == 6)
    #expect(modules.allSatisfy { $0.training })
    model.eval()
    #expect(modules.allSatisfy { !$0.training })
    model.train()
    #expect(modules.allSatisfy { $0.training })
  }

  @Test("zeroGrad() sets every gradient back to nil")
  func zeroGrad() {
    let model = Derived()
    for parameter in model.parameters() { parameter.grad = Tensor.ones(parameter.shape) }
    model.zeroGrad()
    #expect(model.parameters().allSatisfy { $0.grad == nil })
  }
}

@Suite("Parameters where no optimizer would find them", .withExitTests)
struct HiddenParameterTests {
  private final class InTuple: Module {
    let pair = (Linear(1, 1), 3)
  }
  private final class InDictionary: Module {
    let heads = ["digit": Linear(1, 1)]
  }
  private struct Block {
    var scale = Parameter([1], shape: [1])
  }
  private final class InStruct: Module {
    let block = Block()
  }
  private struct House {
    var floors = [(name: "first", blocks: ["a": Block()])]
  }
  private final class Deep: Module {
    let house = House()
  }
  private class Owner {
    let weight = Parameter([1], shape: [1])
  }
  private final class DerivedOwner: Owner {}
  private final class InSuperclass: Module {
    let owner = DerivedOwner()
  }
  private final class Lazy: Module {
    lazy var conv = Conv2d(1, 2, kernelSize: 3)
  }
  private final class LazyNumber: Module {
    lazy var number = 7
    let layer = Linear(1, 1)
  }
  private final class Outer: Module {
    let inner = InStruct()
  }

  @Test("A tuple, a dictionary, a struct and another class are refused, with the path")
  func traps() async {
    let advice = "store it in a property of its own, an optional or an array"
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = InTuple().parameters()
    }
    expectMessage(result, "InTuple.pair.0 holds a parameter or a module", advice)
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = InDictionary().parameters()
    }
    expectMessage(result, "InDictionary.heads.0.value holds", advice)
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = InStruct().parameters()
    }
    expectMessage(result, "InStruct.block.scale holds", advice)
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Outer().eval()
    }
    expectMessage(result, "InStruct.block.scale holds", advice)
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = InSuperclass().parameters()
    }
    expectMessage(result, "InSuperclass.owner.weight holds", advice)
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Deep().parameters()
    }
    expectMessage(result, "Deep.house.floors", "scale holds", advice)
  }

  @Test(
    "A lazy layer, which is not there before its first use, is refused; other lazy ones are not")
  func lazy() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Lazy().parameters()
    }
    expectMessage(result, "Lazy.conv is lazy", "make it a let")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let model = Lazy()
      _ = model.conv
      _ = model.parameters()
    }
    expectMessage(result, "Lazy.conv is lazy", "make it a let")
    #expect(LazyNumber().parameters().count == 2)
  }
}
