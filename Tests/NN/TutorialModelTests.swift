import NN
import Tensors
import TestSupport
import Testing

@Suite("The tutorial's model") struct TutorialModelTests {
  // torch.manual_seed(0); m = Model(); x = torch.rand(2, 1, 28, 28); t = torch.tensor([3, 7])
  // out = m(x); print(out); loss = F.cross_entropy(out, t); loss.backward()
  // print([float(p.grad.double().norm()) for p in m.parameters()])
  // opt = torch.optim.SGD(m.parameters(), lr=0.1)
  // for _ in range(5):
  //     loss = F.cross_entropy(m(x), t); opt.zero_grad(); loss.backward(); opt.step()
  //     print(loss.item())
  @Test("Outputs, gradients and five steps are PyTorch's for seed 0")
  func againstPyTorch() {
    let (model, x) = seeded(0) { (Model(), Tensor.rand([2, 1, 28, 28])) }
    let labels = IntTensor([3, 7])
    let output = model(x)
    expectClose(
      output.values,
      [
        0.01220097, 0.08223639, 0.01019610, -0.11278589, 0.09385057, 0.08635727, -0.11351311,
        0.09640437, -0.04540168, -0.12883016, 0.01281549, 0.06964356, 0.01303942, -0.11925539,
        0.08166039, 0.09615325, -0.13564692, 0.09048112, -0.04326666, -0.10598555,
      ], within: 1e-6, "output")
    let lossFunction = CrossEntropyLoss()
    lossFunction(output, labels).backward()
    let norms = model.parameters().map { parameter in
      Float(parameter.grad!.values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot())
    }
    expectClose(
      norms,
      [
        0.08838961885404245, 0.04281543222573033, 0.5269090448352995, 0.1047586572916575,
        1.3349659227388682, 0.22514126312214544, 0.2747066119928816, 0.6340716572875511,
      ], within: 1e-5, "norms of gradients")

    let optimizer = SGD(model.parameters(), learningRate: 0.1)
    let losses = (0..<5).map { _ in
      let loss = lossFunction(model(x), labels)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
      return loss.item()
    }
    // Rounding grows from step to step.
    expectClose(
      losses,
      [
        2.314511299133301, 2.116760015487671, 1.8385565280914307, 1.2934714555740356,
        0.7540528178215027,
      ], within: 1e-5, "losses")
  }

  /// All layers there are, small.
  private final class Small: Module {
    let conv1 = Conv2d(1, 2, kernelSize: 3, padding: 1)
    let norm = BatchNorm2d(2)
    let pool = MaxPool2d(2)
    let conv2 = Conv2d(2, 3, kernelSize: 2, stride: 2, bias: false)
    let fc = Linear(3, 4)

    override func forward(_ x: Tensor) -> Tensor {
      let x = pool(relu(norm(conv1(x))))
      return fc(relu(conv2(x)).flatten(startDim: 1))
    }
  }

  @Test("The gradients of a whole small network are those of finite differences")
  func wholeNetwork() {
    let (model, x) = seeded(4) { (Small(), Tensor.rand([3, 1, 5, 5], requiresGrad: true)) }
    let labels = IntTensor([0, 3, 1])
    // Steps of 1e-3, so that hardly any of the network's kinks is crossed. The loss of about 1 is
    // rounded by 6e-8 a few times over: 3e-7 / 2e-3 ≈ 1e-4 in each difference.
    expectGradients(of: [x] + model.parameters(), step: 1e-3, within: 1e-3) { _ in
      crossEntropy(model(x), labels)
    }
    // Batch normalization takes the mean off, and with it the bias before it; all else has a slope.
    let slopes = model.namedParameters().map { name, parameter in
      (name, parameter.grad!.values.contains { abs($0) > 1e-3 })
    }
    #expect(slopes.filter { !$0.1 }.map(\.0) == ["conv1.bias"])
  }
}
