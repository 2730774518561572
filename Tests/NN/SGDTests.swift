import ExitTestSupport
import NN
import Tensors
import TestSupport
import Testing

@Suite("Stochastic gradient descent") struct SGDTests {
  struct Run: Sendable, CustomTestStringConvertible {
    let name: String
    let make: @Sendable ([Parameter]) -> SGD
    let expected: [Float]

    var testDescription: String { name }
  }

  // for options in ({}, dict(momentum=0.9), …):
  //     p = torch.nn.Parameter(torch.tensor([1., -2., 0.5, 3.]))
  //     t = torch.tensor([0., 1., 2., 3.]); c = torch.tensor([1., 2., 0.5, 4.])
  //     o = torch.optim.SGD([p], lr=0.05, **options)
  //     for _ in range(10): o.zero_grad(); ((p - t) ** 2 * c).sum().backward(); o.step()
  //     print(options, p.tolist())
  static let runs = [
    Run(
      name: "plain", make: { SGD($0, learningRate: 0.05) },
      expected: [0.34867843985557556, 0.6778774857521057, 1.1018946170806885, 3]),
    Run(
      name: "momentum=0.9", make: { SGD($0, learningRate: 0.05, momentum: 0.9) },
      expected: [-0.5887892842292786, 0.9868003129959106, 2.466384172439575, 3]),
    Run(
      name: "momentum=0.9, dampening=0.5",
      make: { SGD($0, learningRate: 0.05, momentum: 0.9, dampening: 0.5) },
      expected: [-0.4209236204624176, 2.721585273742676, 1.893860936164856, 3]),
    Run(
      name: "weight_decay=0.1", make: { SGD($0, learningRate: 0.05, weightDecay: 0.1) },
      expected: [0.3297845423221588, 0.6755227446556091, 1.0695067644119263, 2.9631688594818115]),
    Run(
      name: "momentum=0.9, nesterov=True",
      make: { SGD($0, learningRate: 0.05, momentum: 0.9, nesterov: true) },
      expected: [-0.34657812118530273, 0.8459178805351257, 2.392988681793213, 3]),
    Run(
      name: "momentum=0.9, nesterov=True, weight_decay=0.1",
      make: { SGD($0, learningRate: 0.05, momentum: 0.9, weightDecay: 0.1, nesterov: true) },
      expected: [-0.32987159490585327, 0.7866823673248291, 2.2175798416137695, 2.963649272918701]),
    Run(
      name: "momentum=0.5, dampening=0.25, weight_decay=0.01",
      make: { SGD($0, learningRate: 0.05, momentum: 0.5, dampening: 0.25, weightDecay: 0.01) },
      expected: [0.16147620975971222, 1.0846935510635376, 1.3055475950241089, 2.9963440895080566]),
  ]

  @Test("Ten steps end where PyTorch's do", arguments: runs)
  func tenSteps(run: Run) {
    let p = Parameter([1, -2, 0.5, 3], shape: [4])
    let (target, factor) = (Tensor([0, 1, 2, 3]), Tensor([1, 2, 0.5, 4]))
    let optimizer = run.make([p])
    for _ in 0..<10 {
      optimizer.zeroGrad()
      ((p - target).pow(2) * factor).sum().backward()
      optimizer.step()
    }
    // PyTorch fuses a product and a sum here and there: some ten roundings of 1e-7.
    expectClose(p.values, run.expected, within: 2e-6, run.name)
  }

  @Test("A parameter without a gradient stays, and has no velocity yet")
  func withoutGradient() {
    let (used, unused) = (Parameter([1], shape: [1]), Parameter([2], shape: [1]))
    let optimizer = SGD([used, unused], learningRate: 0.5, momentum: 0.5, weightDecay: 1)
    used.grad = Tensor([1])
    optimizer.step()
    #expect(unused.values == [2])
    // g = 1 + 1·1 = 2; v = 2; p = 1 − 0.5·2 = 0
    #expect(used.values == [0])
    unused.grad = Tensor([0])
    optimizer.step()
    // g = 0 + 1·2 = 2, the first velocity: p = 2 − 0.5·2 = 1
    #expect(unused.values == [1])
  }

  @Test("The learning rate may change between steps, and gradients are left as they are")
  func learningRate() {
    let p = Parameter([0], shape: [1])
    let optimizer = SGD([p], learningRate: 1, weightDecay: 1)
    p.grad = Tensor([1])
    optimizer.step()
    optimizer.learningRate = 0.5
    optimizer.step()
    // −1, then −1 − 0.5 · (1 + 1·(−1)) = −1
    #expect(p.values == [-1])
    #expect(p.grad?.values == [1])
    optimizer.zeroGrad()
    #expect(p.grad == nil)
  }

  @Test("A step is no operation: nothing is recorded, and a parameter stays a leaf")
  func notRecorded() {
    let p = Parameter([1], shape: [1])
    let optimizer = SGD([p], learningRate: 0.1)
    (p * p).backward()
    optimizer.step()
    #expect(p.isLeaf && p.requiresGrad)
    // d/dp p² = 2: 1 − 0.1 · 2
    expectClose(p.values, [0.8], within: 1e-7)
  }

  @Test("Settings that make no sense are refused", .withExitTests)
  func traps() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SGD([])
    }
    expectMessage(result, "SGD: got no parameters to optimize")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let parameter = Parameter([1], shape: [1])
      _ = SGD([parameter, Parameter([1], shape: [1]), parameter])
    }
    expectMessage(result, "SGD: one of the 3 parameters is given more than once")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SGD([Parameter([1], shape: [1])], learningRate: -1)
    }
    expectMessage(result, "SGD: the learning rate is -1.0", "has to be a number, 0 or more")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SGD([Parameter([1], shape: [1])], momentum: -1)
    }
    expectMessage(result, "SGD: the momentum is -1.0", "0 or more")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SGD([Parameter([1], shape: [1])], weightDecay: -1)
    }
    expectMessage(result, "SGD: the weight decay is -1.0", "0 or more")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SGD([Parameter([1], shape: [1])], nesterov: true)
    }
    expectMessage(result, "Nesterov wants a momentum above 0 and no dampening", "0.0 and 0.0")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SGD([Parameter([1], shape: [1])], momentum: 0.9, dampening: 0.1, nesterov: true)
    }
    expectMessage(result, "Nesterov wants a momentum above 0 and no dampening")
  }
}
