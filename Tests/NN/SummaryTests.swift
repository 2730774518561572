import Tensors
import TestSupport
import Testing

@testable import NN

@Suite("Summary") struct SummaryTests {
  // from torchsummary import summary
  // summary(Model(), input_size=(1, 28, 28))
  static let table = """
    ----------------------------------------------------------------
            Layer (type)               Output Shape         Param #
    ================================================================
                Conv2d-1           [-1, 32, 26, 26]             320
             MaxPool2d-2           [-1, 32, 13, 13]               0
                Conv2d-3           [-1, 64, 11, 11]          18,496
             MaxPool2d-4             [-1, 64, 5, 5]               0
                Linear-5                   [-1, 64]         102,464
                Linear-6                   [-1, 10]             650
    ================================================================
    Total params: 121,930
    Trainable params: 121,930
    Non-trainable params: 0
    ----------------------------------------------------------------
    Input size (MB): 0.00
    Forward/backward pass size (MB): 0.28
    Params size (MB): 0.47
    Estimated Total Size (MB): 0.75
    ----------------------------------------------------------------
    """

  @Test("The tutorial's model gives torchsummary's table")
  func tutorial() {
    let table = seeded(0) { summary(Model(), inputSize: [1, 28, 28]) }
    #expect("\(table)" == Self.table)
    #expect(table.parameters == 121_930)
    #expect(table.rows.map(\.layer).first == "Conv2d-1")
    #expect(table.rows.map(\.outputShape).last == [10])
    #expect(table.inputSize == [1, 28, 28])
  }

  private final class Mixed: Module {
    let frozen = Linear(4, 3)
    let norm = BatchNorm2d(2)
    let head = Sequential(Dropout(p: 0.5), Linear(3, 2, bias: false))

    override func forward(_ x: Tensor) -> Tensor {
      head(relu(frozen(norm(x).flatten(startDim: 1))))
    }
  }

  private func mixed() -> Mixed {
    let model = Mixed()
    for parameter in model.frozen.parameters() { parameter.requiresGrad = false }
    model.norm.eval()
    return model
  }

  @Test("Rows come in the order of the calls, and frozen parameters are counted apart")
  func order() {
    let table = seeded(0) { summary(mixed(), inputSize: [2, 1, 2]) }
    #expect(
      table.rows.map(\.layer) == ["BatchNorm2d-1", "Linear-2", "Dropout-3", "Linear-4"])
    #expect(table.rows.map(\.outputShape) == [[2, 1, 2], [3], [3], [2]])
    #expect(table.rows.map(\.parameters) == [4, 15, 0, 6])
    #expect(table.parameters == 25)
    #expect(table.trainableParameters == 10)
    #expect("\(table)".contains("Non-trainable params: 15"))
  }

  private final class Repeated: Module {
    let scale = Parameter([1, 2, 3], shape: [3])
    let shared = Linear(3, 3)
    let tied: Linear
    let unused = Linear(9, 9)

    override init() {
      tied = shared
      super.init()
    }

    override func forward(_ x: Tensor) -> Tensor { tied(shared(shared(x))) * scale }
  }

  @Test("Each parameter is counted once, and the model's own have a row")
  func once() {
    let model = Repeated()
    for frozen in [model.scale, model.shared.bias!] { frozen.requiresGrad = false }
    let table = seeded(0) { summary(model, inputSize: [3]) }
    #expect(table.rows.map(\.layer) == ["Linear-1", "Linear-2", "Linear-3", "Repeated-4"])
    #expect(table.rows.map(\.parameters) == [12, 0, 0, 3])
    #expect(table.rows.map(\.outputShape) == [[3], [3], [3], [3]])
    #expect(table.parameters == 15 && table.trainableParameters == 9)
  }

  private final class OneTable: Module {
    let table: Parameter
    init(_ table: Parameter) { self.table = table }
    override func forward(_ x: Tensor) -> Tensor { x * table }
  }

  @Test("So is one that two layers share")
  func sharedParameter() {
    let table = Parameter([1, 2], shape: [2])
    let counted = summary(Sequential(OneTable(table), OneTable(table)), inputSize: [2])
    #expect(counted.rows.map(\.parameters) == [2, 0] && counted.parameters == 2)
  }

  @Test("A model that is a single layer has one row")
  func singleLayer() {
    let table = seeded(0) { summary(Linear(3, 2), inputSize: [3]) }
    #expect(table.rows.map(\.layer) == ["Linear-1"])
    #expect(table.parameters == 8)
  }

  @Test("Nothing in the model changes: modes, statistics, gradients, calls")
  func changesNothing() {
    seeded(0) {
      let model = mixed()
      func state() -> [[Float]] {
        let tensors: [Tensor] =
          model.parameters() + [model.norm.runningMean, model.norm.runningVariance]
        return tensors.map(\.values)
      }
      let modes = model.namedModules().map(\.module.training)
      #expect(modes.contains(true) && modes.contains(false))
      let before = state()
      let first = summary(model, inputSize: [2, 1, 2])
      #expect(model.namedModules().map(\.module.training) == modes)
      #expect(state() == before)
      #expect(model.parameters().allSatisfy { $0.grad == nil })
      #expect(model.namedModules().allSatisfy { $0.module.forwardHook == nil })
      // Calling the model afterwards adds nothing to a summary made before or after.
      _ = model(.rand([3, 2, 1, 2]))
      #expect(first.rows.count == 4)
      #expect(summary(model, inputSize: [2, 1, 2]).rows.count == 4)
    }
  }

  @Test("It draws two inputs, as torchsummary does")
  func draws() {
    // The generator stands where it would after torch.rand(2, 3).
    let after = seeded(0) {
      let model = Flatten()
      _ = summary(model, inputSize: [3])
      return Tensor.rand([1]).item()
    }
    #expect(after == seeded(0) { Tensor.rand([7]).values[6] })
  }
}
