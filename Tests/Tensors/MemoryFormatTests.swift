import Tensors
import TestSupport
import Testing

// What lies channels last, and what is changed in place, must be seen by nobody but the clock.
@Suite("How elements lie in memory") struct MemoryFormatTests {
  private static func images() -> Tensor {
    Tensor(randomNumbers(2 * 3 * 5 * 4, seed: 31), shape: [2, 3, 5, 4])
  }

  private static func weight(requiresGrad: Bool = false) -> Tensor {
    Tensor(randomNumbers(9 * 3 * 4, seed: 32), shape: [9, 3, 2, 2], requiresGrad: requiresGrad)
  }

  @Test("Every operation gives the same of images that lie channels last")
  func operations() {
    let operations: [(String, (Tensor) -> Tensor)] = [
      ("relu", { relu($0) }), ("tanh", { tanh($0) }), ("exp", { $0.exp() }), ("pow", { $0.pow(2) }),
      ("-", { -$0 }),
      ("+", { $0 + $0 }), ("* scalar", { $0 * 3 }), ("+ broadcast", { $0 + Tensor([1, 2, 3]) }),
      ("sum", { $0.sum() }), ("sum(dim:)", { $0.sum(dim: 1) }), ("mean", { $0.mean() }),
      ("max", { $0.max() }), ("min", { $0.min() }), ("max(dim:)", { $0.max(dim: 1).values }),
      ("argmax", { $0.argmax(dim: 1).float() }), ("flatten", { $0.flatten(startDim: 1) }),
      ("reshape", { $0.reshape([6, -1]) }), ("squeeze", { $0.squeeze() }),
      ("unsqueeze", { $0.unsqueeze(dim: 2) }), ("subscript", { $0[1] }), ("range", { $0[1..<2] }),
      ("stack", { .stack([$0.detach(), $0.detach()]) }), ("detach", { $0.detach() }),
      ("cat", { .cat([$0, $0], dim: 1) }), ("permute", { $0.permute([3, 0, 1, 2]) }),
      ("indices", { $0[0..., 1, 2...] }), ("mask", { $0[$0 > 0] }), ("abs", { $0.abs() }),
      ("clone", { $0.clone() }), ("maximum", { maximum($0, $0.flip([1])) }),
      ("where", { .where($0 > 0, $0, 1) }), ("std", { $0.std(dim: [0, 2]) }),
      ("sort", { $0.sort(dim: 1).values }), ("cumsum", { $0.cumsum(dim: 1) }),
      ("max pooling", { maxPool2d($0, kernelSize: 2) }),
      ("convolution", { conv2d($0, .ones([2, 9, 2, 2])) }),
      ("linear", { linear($0, .ones([4, 3])) }),
      ("log softmax", { logSoftmax($0) }), ("softmax", { softmax($0) }),
      ("squared", { $0 * $0 }), ("root of squares", { ($0 * $0).sqrt() }),
    ]
    for (name, operation) in operations {
      let last = conv2d(Self.images(), Self.weight())
      #expect(last.memoryFormat == .channelsLast)
      let contiguous = conv2d(Self.images(), Self.weight()).reshape(last.shape)
      #expect(contiguous.memoryFormat == .contiguous)
      let (a, b) = (operation(last), operation(contiguous))
      #expect(a.shape == b.shape, "\(name)")
      expectSameBits(a.values, b.values, name)
      #expect(last.description == contiguous.description)
    }
  }

  @Test("So do gradients in the backward pass, whichever way they lie")
  func gradients() {
    let factors = Tensor(randomNumbers(2 * 9 * 4 * 3, seed: 33), shape: [2, 9, 4, 3])
    let ways: [(String, (Tensor) -> Tensor)] = [
      ("multiplied", { $0 * factors }), ("flattened", { ($0 * factors).flatten() }),
      ("pooled", { maxPool2d($0, kernelSize: 2) }), ("relu", { relu($0) * factors }),
      ("branches", { relu($0) + $0 * factors }), ("relu twice", { relu(relu($0)) * factors }),
    ]
    for (name, way) in ways {
      let (w, other) = (Self.weight(requiresGrad: true), Self.weight(requiresGrad: true))
      way(conv2d(Self.images(), w)).sum().backward()
      way(conv2d(Self.images(), other).reshape([2, 9, 4, 3])).sum().backward()
      #expect(w.grad!.values.contains { $0 != 0 })
      expectSameBits(w.grad!.values, other.grad!.values, name)
    }
  }

  @Test("Asking for the values, or printing them, leaves them where they lie")
  func values() {
    let last = conv2d(Self.images(), Self.weight())
    let before = last[1][4]
    let values = last.values
    #expect(!"\(last)".isEmpty)
    #expect(last.memoryFormat == .channelsLast)
    expectSameBits(last.values, values)
    expectSameBits(last[1][4].values, before.values)
    last.mutate { $0[0] = 7 }
    #expect(last.values[0] == 7)
    #expect(last[0][0][0][0].item() == 7)
  }

  @Test("ReLU changes the elements of a tensor that nobody else holds where they are")
  func givenInput() {
    func address(_ tensor: Tensor) -> Int {
      tensor.values.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) }
    }
    let x = Tensor(randomNumbers(1000, seed: 34))
    let before = address(x)
    let y = relu(consume x)
    #expect(address(y) == before)
    #expect(address((consume y).relu()) == before)

    // In the backward pass the same, of a gradient that * has just made.
    let w = Tensor(randomNumbers(1000, seed: 35), requiresGrad: true)
    let z = w * 1
    (relu(z) * 2).sum().backward()
    expectSameBits(w.grad!.values, w.values.map { $0 > 0 ? 2 : 0 })
  }

  @Test("ReLU leaves a tensor alone that somebody holds")
  func heldInput() {
    let x = Tensor([-1, 2, -3])
    let y = relu(x)
    #expect(x.values == [-1, 2, -3])
    #expect(y.values == [0, 2, 0])
    #expect(x.relu().values == [0, 2, 0])
    #expect(x.values == [-1, 2, -3])
  }

  @Test("ReLU leaves elements alone that an operation has kept for its backward pass")
  func keptNumbers() {
    // d relu(eˣ)/dx = eˣ, for which exp keeps its output, which relu is then given for good.
    let x = Tensor([0, 1], requiresGrad: true)
    relu(x.exp() * -1 + x.exp()).sum().backward()
    #expect(x.grad?.values == [0, 0])
    x.grad = nil
    relu(relu(x.exp()) * -2).sum().backward()
    #expect(x.grad?.values == [0, 0])
    x.grad = nil
    relu(x.exp()).sum().backward()
    expectClose(x.grad!.values, [1, 2.7182817], within: 1e-6)
    // Views share their elements with the tensor that they were made of.
    let whole = Tensor([-1, -2, 3, 4])
    #expect(relu(whole.reshape([2, 2])).values == [0, 0, 3, 4])
    #expect(relu(whole.detach()).values == [0, 0, 3, 4])
    #expect(whole.values == [-1, -2, 3, 4])
  }

  @Test("The backward pass leaves alone a gradient that goes to two inputs, or that was given")
  func heldGradient() {
    let (a, b) = (Tensor([1, -1], requiresGrad: true), Tensor([-1, 1], requiresGrad: true))
    // + hands one gradient to both, and each relu stops another half of it.
    (relu(a) + relu(b)).sum().backward()
    #expect(a.grad?.values == [1, 0])
    #expect(b.grad?.values == [0, 1])
    let gradient = Tensor([5, 6])
    let c = Tensor([-1, 1], requiresGrad: true)
    relu(c * 1).backward(gradient: gradient)
    #expect(gradient.values == [5, 6])
    #expect(c.grad?.values == [0, 6])
  }
}
