import Foundation
import NN
import Tensors
import TestSupport
import Testing

@Suite("Losses") struct LossTests {
  /// A step of training with any criterion, as a program of one's own would write it.
  private func loss<Target>(
    _ model: Module, _ x: Tensor, _ target: Target, _ criterion: some Criterion<Target>
  ) -> Float {
    let loss = criterion(model(x), target)
    loss.backward()
    return loss.item()
  }

  @Test("One function trains on labels and on quantities")
  func criteria() {
    let model = seeded(1) { Linear(2, 2) }
    let x = Tensor([[1, 2], [3, 4]])
    #expect(loss(model, x, IntTensor([0, 1]), CrossEntropyLoss()) > 0)
    #expect(loss(model, x, Tensor([[0, 1], [1, 0]]), MSELoss()) > 0)
    #expect(model.weight.grad != nil)
  }

  // >>> x, t = torch.tensor([1., 2., 4.], requires_grad=True), torch.tensor([1., 0., 1.])
  // >>> F.mse_loss(x, t), F.mse_loss(x, t, reduction='sum')
  // (tensor(4.3333), tensor(13.))
  @Test("The mean squared error, by hand")
  func meanSquaredError() {
    let x = Tensor([1, 2, 4], requiresGrad: true)
    let target = Tensor([1, 0, 1])
    let loss = MSELoss()(x, target)
    expectClose([loss.item()], [13.0 / 3], within: 1e-6)
    #expect(loss.shape == [])
    #expect(loss.gradFn?.name == "MseLossBackward0")
    loss.backward()
    // 2·(x − t)/3
    expectClose(x.grad!.values, [0, 4.0 / 3, 2], within: 1e-6)
    #expect(target.grad == nil)

    x.grad = nil
    let sum = MSELoss(reduction: .sum)(x, target)
    #expect(sum.item() == 13)
    sum.backward()
    #expect(x.grad?.values == [0, 4, 6])
  }

  // >>> x = torch.tensor([[1., 2, 3], [3, 1, 2]], requires_grad=True); w = torch.tensor([1., 2, 3])
  // >>> F.cross_entropy(x, torch.tensor([0, 1]), weight=w, ignore_index=1, label_smoothing=0.1)
  // tensor(2.3817)
  @Test("Ignored samples have no part in the loss, and labels may be smoothed")
  func settings() {
    let x = Tensor([[1, 2, 3], [3, 1, 2]], requiresGrad: true)
    let loss = CrossEntropyLoss(
      weight: Tensor([1, 2, 3]), ignoreIndex: 1, labelSmoothing: 0.1)(x, IntTensor([0, 1]))
    expectClose([loss.item()], [2.381699800491333], within: 1e-6)
    #expect(loss.gradFn?.name == "AddBackward0")
    loss.backward()
    expectClose(
      x.grad!.values, [-0.8342996835708618, 0.20253467559814453, 0.6317651271820068, 0, 0, 0],
      within: 1e-6)
    let each = CrossEntropyLoss(reduction: .none)(x, IntTensor([0, -100]))
    #expect(each.shape == [2] && each.gradFn?.name == "NllLossBackward0")
    expectClose(each.values, [2.4076058864593506, 0], within: 1e-6)
  }

  // >>> F.cross_entropy(x, torch.tensor([-100, -100])), and reduction='sum'; x.grad
  // tensor(nan), tensor(0.), tensor([[0., 0., 0.], [0., 0., 0.]])
  @Test("Where every sample is ignored, the mean is NaN, and the gradient 0")
  func allIgnored() {
    for reduction in [LossReduction.mean, .sum] {
      let x = Tensor([[1, 2, 3], [3, 1, 2]], requiresGrad: true)
      let loss = CrossEntropyLoss(reduction: reduction)(x, IntTensor([-100, -100]))
      #expect(reduction == .mean ? loss.item().isNaN : loss.item() == 0)
      #expect(loss.item().sign == .plus)
      loss.backward()
      #expect(x.grad?.values == [0, 0, 0, 0, 0, 0])
    }
  }

  @Test("What is not a number is printed without a sign, as in Python")
  func printedNaN() {
    let zero = Tensor([0, 0, 0, 0])
    for nan in [zero / zero, Tensor([-.nan, -.nan]), Tensor([.infinity]) - .infinity] {
      #expect("\(nan.mean().item())" == "nan")
      #expect(String(format: "%.3f", nan.mean().item()) == "nan")
      #expect("\(nan.sum())" == "tensor(nan)")
    }
    #expect("\(Tensor.zeros([0]).mean().item())" == "nan")
  }

  @Test("A straight line is found")
  func regression() {
    let model = seeded(1) { Linear(1, 1) }
    let x = Tensor([[-1], [0], [1], [2]])
    let y = x * 3 - 1
    let optimizer = SGD(model.parameters(), learningRate: 0.2)
    for _ in 0..<200 {
      optimizer.zeroGrad()
      _ = loss(model, x, y, MSELoss())
      optimizer.step()
    }
    expectClose(model.weight.values + model.bias!.values, [3, -1], within: 1e-4)
  }
}
