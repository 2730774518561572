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
