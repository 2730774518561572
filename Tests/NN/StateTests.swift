import ExitTestSupport
import StateFiles
import Tensors
import TestSupport
import Testing

@testable import NN

private final class Block: Module {
  let norm = BatchNorm2d(2)
  let scale = Parameter([3], shape: [1])
  let last = Linear(1, 1, bias: false)
  let counts = IntBuffer([1, 2], shape: [2])
  let mean = Buffer([4], shape: [1])
}

private final class Whole: Module {
  let blocks = [Block()]
  let own = Parameter([1], shape: [1])
  let plain = Tensor([2])
}

private final class Tied: Module {
  let encoder = Linear(2, 2, bias: false)
  let decoder: Linear

  override init() { decoder = encoder }
}

private final class Parent: Module {
  var child: Child?
  let weight = Parameter([1], shape: [1])
}

private final class Child: Module {
  unowned let parent: Parent
  let weight = Parameter([2], shape: [1])

  init(_ parent: Parent) { self.parent = parent }
}

private func network(seed: UInt64) -> Module {
  seeded(seed) {
    Sequential(
      Conv2d(1, 2, kernelSize: 2), BatchNorm2d(2), ReLU(), Flatten(), Linear(2, 1, bias: false))
  }
}

@Suite("The state of a module") struct StateTests {
  // class Block(nn.Module):
  //     def __init__(self):
  //         super().__init__()
  //         self.norm = nn.BatchNorm2d(2); self.scale = nn.Parameter(torch.ones(1))
  //         self.last = nn.Linear(1, 1, bias=False)
  //         self.register_buffer("counts", torch.tensor([1, 2])); self.register_buffer("mean", torch.ones(1))
  // class Whole(nn.Module):
  //     def __init__(self):
  //         super().__init__()
  //         self.blocks = nn.ModuleList([Block()]); self.own = nn.Parameter(torch.ones(1))
  // print(list(Whole().state_dict()))
  @Test("Names and order are PyTorch's: own parameters, own buffers, then the parts")
  func names() {
    let state = Whole().stateDictionary()
    #expect(
      state.map(\.name) == [
        "own", "blocks.0.scale", "blocks.0.counts", "blocks.0.mean", "blocks.0.norm.weight",
        "blocks.0.norm.bias", "blocks.0.norm.running_mean", "blocks.0.norm.running_var",
        "blocks.0.norm.num_batches_tracked", "blocks.0.last.weight",
      ])
    #expect(state[2].elements == .int64([1, 2]))
    #expect(state[8] == StateTensor(name: state[8].name, shape: [], elements: .int64([0])))
  }

  // m.encoder = nn.Linear(2, 2, bias=False); m.decoder = m.encoder; print(list(m.state_dict()))
  @Test("What is shared has each of its names")
  func shared() throws {
    let model = Tied()
    #expect(model.stateDictionary().map(\.name) == ["encoder.weight", "decoder.weight"])
    let other = Tied()
    try other.loadState(SafeTensors(model.stateDictionary()).encoded(), path: "F")
    expectSameBits(other.decoder.weight.values, model.encoder.weight.values)
  }

  @Test("A part that knows the module around it is no part of itself")
  func circle() {
    let parent = Parent()
    parent.child = Child(parent)
    #expect(parent.stateDictionary().map(\.name) == ["weight", "child.weight"])
  }

  @Test("Two parts of one name stop the program", .withExitTests)
  func namesTwice() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      final class Twice: Module {
        let first = Buffer([1], shape: [1], name: "mean")
        let mean = Parameter([1], shape: [1])
      }
      _ = Twice().stateDictionary()
    }
    expectMessage(result, "Twice: two parts of its state are called 'mean': rename one")
  }

  @Test("Batch normalization counts the batches that it is trained on")
  func batchCount() {
    let norm = BatchNorm2d(1)
    for _ in 0..<3 { _ = norm(.ones([2, 1, 1, 1])) }
    norm.eval()
    _ = norm(.ones([2, 1, 1, 1]))
    #expect(norm.numBatchesTracked.item() == 3)
    // Such a file can be made: the count goes round, and does not stop the program.
    norm.numBatchesTracked.mutate { $0 = [.max] }
    norm.train()
    _ = norm(.ones([2, 1, 1, 1]))
    #expect(norm.numBatchesTracked.item() == .min)
  }

  @Test("A saved state makes another model the same one, and touches neither gradients nor mode")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/model.safetensors"
    let (model, other) = (network(seed: 1), network(seed: 2))
    let x = Tensor(randomNumbers(8, seed: 3), shape: [2, 1, 2, 2])
    _ = model(x)
    model.eval()
    other.eval()
    other.parameters()[0].grad = .ones([2, 1, 2, 2])
    #expect(other(x).values != model(x).values)

    try model.saveState(to: path)
    try other.loadState(from: path)
    #expect(other.stateDictionary() == model.stateDictionary())
    expectSameBits(other(x).values, model(x).values)
    #expect(other.parameters()[0].grad?.values == [Float](repeating: 1, count: 8))
    #expect(other.parameters().allSatisfy { $0.requiresGrad && $0.isLeaf })
    #expect(other.namedModules().allSatisfy { !$0.module.training })
    #expect(try SafeTensors(path: path).tensors.count == 8)
    #expect(try folder.files == ["model.safetensors"])
  }
}
