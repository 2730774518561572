import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Tensors

/// Goes back through the same graph twice: stops the program.
public func goBackTwice(from root: MNIST.Root = .bundled) throws {
  let (images, labels) = try firstBatch(from: root)
  // #region backward-twice
  let model = Model()
  let loss = CrossEntropyLoss()(model(images), labels)
  loss.backward()
  loss.backward()
  // #endregion backward-twice
}

/// Trains with a softmax before a loss that does one itself, and without.
public func applySoftmaxTwice(from root: MNIST.Root = .bundled) throws {
  let (images, labels) = try firstBatch(from: root)
  func train(
    _ loss: (_ scores: Tensor) -> Tensor
  ) -> (firstGradient: Float, loss: Float, correct: Float) {
    manualSeed(0)
    let model = Model()
    let optimizer = SGD(model.parameters(), learningRate: 0.1)
    var lengths: [Float] = []  // of the gradient, at each step
    for _ in 0..<60 {
      optimizer.zeroGrad()
      loss(model(images)).backward()
      let squares = model.parameters().compactMap(\.grad).map { ($0 * $0).sum().item() }
      lengths.append(squares.reduce(0, +).squareRoot())
      optimizer.step()
    }
    let scores = noGrad { model(images) }
    return (
      lengths[0], loss(scores).item(), (scores.argmax(dim: 1) == labels).float().sum().item()
    )
  }
  // #region softmax-twice
  let lossFunction = CrossEntropyLoss()
  print("of scores:       ", train { scores in lossFunction(scores, labels) })
  print("of probabilities:", train { scores in lossFunction(softmax(scores), labels) })
  let best = Tensor([[1, 0, 0, 0, 0, 0, 0, 0, 0, 0]])  // probabilities: sure, and right
  print("the least that these can reach:", lossFunction(best, IntTensor([0])).item())
  // #endregion softmax-twice
}
