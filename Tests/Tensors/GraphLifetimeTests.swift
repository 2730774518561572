import ExitTestSupport
import Testing

@testable import Tensors

@Suite("How long a graph lives") struct GraphLifetimeTests {
  // A stack of 8 MB overflows at some 50,000 nested releases, and the 512 KB of a thread earlier.
  // An overflow would end the whole run, so each of these has a process of its own.

  @Test("A chain of 100,000 operations is dropped without backward", .withExitTests)
  func dropChain() async {
    await #expect(processExitsWith: .success) {
      let start = Tensor([1, 2], requiresGrad: true)
      var end: Tensor? = start
      for _ in 0..<100_000 { end = end! + 1 }
      weak let last = end
      end = nil
      precondition(last == nil, "the end of the chain is still there")
    }
  }

  @Test("So is one where every tensor is used by several operations", .withExitTests)
  func dropShared() async {
    await #expect(processExitsWith: .success) {
      let start = Tensor([0.5], requiresGrad: true)
      var end: Tensor? = start
      var middle: Weak<Node>?
      for step in 0..<30_000 {
        let x = end!
        if step == 1000 { middle = Weak(x.gradFn!) }
        // A diamond, a square, and closures that keep the elements of x.
        end = (x.relu() + x) * x * x
      }
      end = nil
      precondition(middle!.object == nil, "the middle of the chain is still there")
    }
  }

  @Test("So is one whose end is held by its node alone", .withExitTests)
  func dropNode() async {
    await #expect(processExitsWith: .success) {
      var end: Tensor? = Tensor([1], requiresGrad: true)
      for _ in 0..<100_000 { end = end! * 1.0 }
      var node = end!.gradFn
      end = nil
      precondition(node!.nextFunctions.count == 1)
      node = nil
    }
  }

  /// Adds a tensor that is no input, so that only the closure of its backward pass holds it.
  private struct AddHeld: AutogradFunction {
    let held: Tensor

    func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor { inputs[0] + held }

    func backward(_ outputGradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
      [outputGradient]
    }
  }

  @Test("So is one whose operations hold one another in their closures", .withExitTests)
  func dropClosures() async {
    await #expect(processExitsWith: .success) {
      let start = Tensor([1], requiresGrad: true)
      var end: Tensor? = start
      for _ in 0..<100_000 { end = AddHeld(held: end!).apply(start) }
      weak let last = end
      end = nil
      precondition(last == nil, "the end of the chain is still there")
    }
  }

  @Test("Half of a chain stays alive for whoever holds its middle", .withExitTests)
  func dropHalf() async {
    await #expect(processExitsWith: .success) {
      let start = Tensor([1], requiresGrad: true)
      var end: Tensor? = start
      var middle: Tensor?
      for step in 0..<100_000 {
        end = end! + 1
        if step == 50_000 { middle = end }
      }
      end = nil
      middle!.backward()
      precondition(start.grad!.item() == 1)
    }
  }

  @Test("A chain of 100,000 operations goes back, and is dropped afterwards", .withExitTests)
  func backwardChain() async {
    await #expect(processExitsWith: .success) {
      let start = Tensor([1], requiresGrad: true)
      var end: Tensor? = start
      for step in 0..<100_000 { end = step % 2 == 0 ? end! * 2.0 : end! * 0.5 }
      end!.backward()
      end = nil
      // d/dx x · (2 · ½)⁵⁰⁰⁰⁰ = 1
      precondition(start.grad!.item() == 1)
    }
  }

  /// The operations of `relu(w · x + w).sum()` that nobody but the graph holds, and its result.
  private func graph(_ w: Tensor) -> (loss: Tensor, inner: [Weak<Node>]) {
    let product = w * Tensor([1, 2])
    let sum = product + w
    let positive = relu(sum)
    return (positive.sum(), [product, sum, positive].map { Weak($0.gradFn!) })
  }

  @Test("After backward nothing of the graph is left")
  func noLeakAfterBackward() {
    let w = Tensor([3, -4], requiresGrad: true)
    let (loss, inner) = graph(w)
    #expect(inner.allSatisfy { $0.object != nil })
    loss.backward()
    #expect(inner.allSatisfy { $0.object == nil })
    #expect(loss.gradFn?.nextFunctions.isEmpty == true)
    // d/dw relu(w·x + w) = x + 1 where w·x + w > 0.
    #expect(w.grad?.values == [2, 0])
  }

  @Test("After dropping the loss nothing of the graph is left")
  func noLeakAfterDrop() {
    let w = Tensor([3, -4], requiresGrad: true)
    var (loss, inner): (Tensor?, [Weak<Node>]) = graph(w)
    weak let end = loss
    #expect(inner.allSatisfy { $0.object != nil })
    loss = nil
    #expect(end == nil)
    #expect(inner.allSatisfy { $0.object == nil })
  }

  @Test("A graph holds no tensor that was computed, only how")
  func noNumbers() {
    let w = Tensor([3, -4], requiresGrad: true)
    var sum: Tensor? = w + 1
    let watched = Weak(sum!)
    let loss = relu(sum!).sum()
    sum = nil
    #expect(watched.object == nil)
    loss.backward()
    #expect(w.grad?.values == [1, 0])
  }

  /// Every operation, so that none captures its own output.
  static let operations: [(name: String, run: @Sendable (Tensor) -> Tensor)] = [
    ("+", { $0 + $0 }), ("-", { $0 - $0 }), ("*", { $0 * $0 }), ("/", { $0 / $0 }),
    ("neg", { -$0 }), ("exp", { $0.exp() }), ("log", { $0.log() }), ("pow", { $0.pow(2) }),
    ("sqrt", { $0.sqrt() }), ("relu", { $0.relu() }), ("tanh", { $0.tanh() }),
    ("sigmoid", { $0.sigmoid() }), ("mseLoss", { mseLoss($0, $0) }), ("sum", { $0.sum() }),
    ("sum dim", { $0.sum(dim: 1) }), ("mean", { $0.mean() }), ("mean dim", { $0.mean(dim: 1) }),
    ("max", { $0.max() }), ("max dim", { $0.max(dim: 1).values }),
    ("reshape", { $0.reshape([4]) }), ("flatten", { $0.flatten() }),
    ("squeeze", { $0.squeeze() }), ("unsqueeze", { $0.unsqueeze(dim: 0) }), ("t", { $0.t() }),
    ("subscript", { $0[0] }), ("range", { $0[0..<1] }), ("matmul", { $0.matmul($0) }),
    ("stack", { .stack([$0, $0]) }), ("cat", { .cat([$0, $0]) }),
    ("permute", { $0.permute([1, 0]) }), ("expand", { $0.expand([2, 2, 2]) }),
    ("indices", { $0[0..., 1] }), ("mask", { $0[$0 > 1] }),
    ("maskedFill", { $0.maskedFill($0 > 1, 0) }),
    ("maximum", { maximum($0, $0) }), ("abs", { $0.abs() }), ("clamp", { $0.clamp(min: 0) }),
    ("clone", { $0.clone() }), ("rsqrt", { $0.rsqrt() }), ("std", { $0.std() }),
    ("norm", { $0.norm() }), ("cumsum", { $0.cumsum(dim: 0) }), ("sort", { $0.sort().values }),
    ("times a vector", { $0.matmul(.ones([2])) }),
    (
      "+=",
      {
        var sum = $0.clone()
        sum += $0
        sum[0] = sum[1]
        return sum
      }
    ),
    ("linear", { linear($0, $0) }), ("softmax", { softmax($0) }),
    ("logSoftmax", { logSoftmax($0) }),
    ("crossEntropy", { crossEntropy($0, IntTensor([0, 1])) }),
    ("dropout", { dropout($0) }),
    ("conv2d", { conv2d($0.reshape([1, 1, 2, 2]), $0.reshape([1, 1, 2, 2])) }),
    ("maxPool2d", { maxPool2d($0.reshape([1, 1, 2, 2]), kernelSize: 2) }),
    (
      "batchNorm",
      {
        batchNorm(
          $0.reshape([1, 1, 2, 2]), runningMean: .zeros([1]), runningVariance: .ones([1]),
          weight: .ones([1]), bias: .zeros([1]), training: true)
      }
    ),
  ]

  @Test("No operation keeps its own output alive", arguments: operations.map(\.name))
  func noCycle(name: String) throws {
    let run = try #require(Self.operations.first { $0.name == name }).run
    let x = Tensor([[1, 2], [3, 4]], requiresGrad: true)
    var output: Tensor? = run(x)
    weak let node = output?.gradFn
    weak let watched = output
    #expect(node != nil)
    output = nil
    #expect(watched == nil)
    #expect(node == nil)
  }
}

private struct Weak<Object: AnyObject> {
  private(set) weak var object: Object?

  init(_ object: Object) { self.object = object }
}
