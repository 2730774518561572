import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Tensors

/// Measures how closely the gradients of single digits and of batches point in the direction of the
/// gradient of all digits.
public func compareBatchGradients(from root: MNIST.Root = .bundled) throws {
  let (trainLoader, _) = try makeLoaders(from: root)
  manualSeed(0)
  let model = Model()
  func gradient(_ images: Tensor, _ labels: IntTensor) -> Tensor {
    model.zeroGrad()
    CrossEntropyLoss()(model(images), labels).backward()
    return Tensor(model.parameters().flatMap { $0.grad?.values ?? [] })
  }
  func cosine(_ a: Tensor, _ b: Tensor) -> Float {
    (a * b).sum().item() / ((a * a).sum() * (b * b).sum()).sqrt().item()
  }
  var digits: [Tensor] = []
  var batches: [Tensor] = []
  // #region batch-gradients
  for (images, labels) in trainLoader {
    batches.append(gradient(images, labels))
    digits.append(gradient(images[0..<1], labels[0..<1]))
  }
  let all = batches.dropFirst().reduce(batches[0], +) / Float(batches.count)
  let size = trainLoader.batchSize
  for (name, gradients) in [("one digit: ", digits), ("\(size) digits: ", batches)] {
    print(name, gradients.map { cosine($0, all) }.reduce(0, +) / Float(gradients.count))
  }
  let ten = batches.prefix(10)
  print("\(10 * size) digits:", cosine(ten.dropFirst().reduce(ten[0], +), all))
  // #endregion batch-gradients
}

/// Shows how velocity grows while the gradient stays the same, and what it does in the valley of two
/// parameters.
public func addMomentum() {
  func loss(learningRate: Float, momentum: Float = 0) -> Float {
    let line = Parameter([0, 0], shape: [2])  // w and b
    let optimizer = SGD([line], learningRate: learningRate, momentum: momentum)
    for _ in 0..<30 {
      let (w, b) = Points.gradient(line.values[0], line.values[1])
      line.grad = Tensor([w, b])
      optimizer.step()
    }
    return Points.loss(line.values[0], line.values[1])
  }
  // #region momentum
  var velocities: [Float] = [0]
  for _ in 1...50 { velocities.append(0.9 * velocities.last! + 1) }  // the gradient is 1
  print("velocity after 1, 2, 3 and 50 steps:", [1, 2, 3, 50].map { velocities[$0] })

  print("30 steps at 0.1:              ", loss(learningRate: 0.1))
  print("30 steps at 0.17:             ", loss(learningRate: 0.17))
  print("30 steps at 0.2:              ", loss(learningRate: 0.2))
  print("30 at 0.2 with momentum 0.5:  ", loss(learningRate: 0.2, momentum: 0.5))
  // #endregion momentum
}
