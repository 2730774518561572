import NN
import StateFiles
import Tensors
import TestSupport
import Testing

final class Scale: Module {
  /// `[features]`, 1 at first
  let weight: Parameter
  /// `[features]`, 0 at first
  let bias: Parameter

  init(_ features: Int) {
    weight = Parameter([Float](repeating: 1, count: features), shape: [features])
    bias = Parameter([Float](repeating: 0, count: features), shape: [features])
  }

  override func forward(_ x: Tensor) -> Tensor { x * weight + bias }

  override var extraDescription: String { "\(weight.count)" }
}

@Suite("The articles about layers") struct ArticleTests {
  @Test("A layer of one's own")
  func layer() throws {
    try expectArticle("NN/Documentation.docc/ALayerOfYourOwn.md")
    let model = Sequential(Flatten(), Scale(784), Linear(784, 10))
    print(model)
    let optimizer = SGD(model.parameters(), learningRate: 0.01)
    #expect("\(model.layers[1])" == "Scale(784)")
    #expect(optimizer.parameters.count == 4)
    #expect(model(.ones([2, 1, 28, 28])).shape == [2, 10])
    #expect(model.stateDictionary().map(\.name).prefix(2) == ["1.weight", "1.bias"])
  }

  @Test("The overview")
  func overview() throws {
    try expectArticle("NN/Documentation.docc/NN.md")
    let loader = [(Tensor.ones([2, 1, 28, 28]), IntTensor([3, 4]))]
    let model = Sequential(Flatten(), Linear(784, 10))
    let lossFunction = CrossEntropyLoss()
    let optimizer = SGD(model.parameters(), learningRate: 0.01)

    for (images, labels) in loader {
      optimizer.zeroGrad()
      lossFunction(model(images), labels).backward()
      optimizer.step()
    }
    #expect(model.parameters().allSatisfy { $0.grad != nil })
  }
}
