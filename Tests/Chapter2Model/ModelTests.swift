import Chapter2Model
import ExitTestSupport
import NN
import Plots
import Tensors
import Testing

import func TestSupport.seeded

@Test func modelHasTheParametersOfTheTutorial() {
  let model = Model()
  let shapes = model.namedParameters().map { "\($0.name) \($0.parameter.shape)" }
  #expect(
    shapes == [
      "conv1.weight [32, 1, 3, 3]", "conv1.bias [32]",
      "conv2.weight [64, 32, 3, 3]", "conv2.bias [64]",
      "fc1.weight [64, 1600]", "fc1.bias [64]",
      "fc2.weight [10, 64]", "fc2.bias [10]",
    ])
  #expect(model.parameters().map(\.count).reduce(0, +) == 121_930)
}

@Test func everyShapeOnTheWalk() {
  seeded(0) {
    let model = Model()
    let layers = Dictionary(
      uniqueKeysWithValues: model.namedChildren().map { ($0.name, $0.module) })
    var x = Tensor.rand([3, 1, 28, 28])
    x = layers["conv1"]!(x)
    #expect(x.shape == [3, 32, 26, 26])
    x = layers["pool1"]!(relu(x))
    #expect(x.shape == [3, 32, 13, 13])
    x = layers["conv2"]!(x)
    #expect(x.shape == [3, 64, 11, 11])
    x = layers["pool2"]!(relu(x))
    #expect(x.shape == [3, 64, 5, 5])
    x = x.flatten(startDim: 1)
    #expect(x.shape == [3, 1600])
    x = layers["fc1"]!(x)
    #expect(x.shape == [3, 64])
    x = layers["fc2"]!(relu(x))
    #expect(x.shape == [3, 10])
  }
}

@Test func forwardIsTheWalk() {
  seeded(0) {
    let model = Model()
    let layers = Dictionary(
      uniqueKeysWithValues: model.namedChildren().map { ($0.name, $0.module) })
    let images = Tensor.rand([2, 1, 28, 28])
    var x = layers["pool1"]!(relu(layers["conv1"]!(images)))
    x = layers["pool2"]!(relu(layers["conv2"]!(x))).flatten(startDim: 1)
    x = layers["fc2"]!(relu(layers["fc1"]!(x)))
    #expect(model(images).values == x.values)
  }
}

@Test(arguments: [
  (28, 3, 1, 0, 26), (26, 2, 2, 0, 13), (13, 3, 1, 0, 11), (11, 2, 2, 0, 5), (28, 3, 1, 1, 28),
  (28, 5, 1, 0, 24), (224, 7, 2, 3, 112),
])
func outputSizeAgreesWithTheLayer(
  size: Int, kernelSize: Int, stride: Int, padding: Int, expected: Int
) {
  #expect(outputSize(size, kernelSize: kernelSize, stride: stride, padding: padding) == expected)
  let layer = Conv2d(1, 1, kernelSize: kernelSize, stride: stride, padding: padding)
  #expect(noGrad { layer(Tensor.zeros([1, 1, size, size])) }.shape == [1, 1, expected, expected])
}

@Test func summaryIsTorchsummarys() {
  // The output of summary(model, input_size=(1, 28, 28)) of the Python package torchsummary.
  let expected = """
    ----------------------------------------------------------------
            Layer (type)               Output Shape         Param #
    ================================================================
                Conv2d-1           [-1, 32, 26, 26]             320
             MaxPool2d-2           [-1, 32, 13, 13]               0
                Conv2d-3           [-1, 64, 11, 11]          18,496
             MaxPool2d-4             [-1, 64, 5, 5]               0
                Linear-5                   [-1, 64]         102,464
                Linear-6                   [-1, 10]             650
    ================================================================
    Total params: 121,930
    Trainable params: 121,930
    Non-trainable params: 0
    ----------------------------------------------------------------
    Input size (MB): 0.00
    Forward/backward pass size (MB): 0.28
    Params size (MB): 0.47
    Estimated Total Size (MB): 0.75
    ----------------------------------------------------------------
    """
  seeded(0) { #expect(summary(Model(), inputSize: [1, 28, 28]).description == expected) }
}

@Test(.withExitTests) func wrongNumberSaysTheRightOne() async {
  let result = await #expect(
    processExitsWith: .failure, observing: [\.standardErrorContent]
  ) {
    runWrongSize()
  }
  let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  #expect(
    message.contains(
      "Linear(1000, 64): wants an input of shape [batch, 1000], and got [32, 1600]: "
        + "write Linear(1600, 64) for this input"))
}

@Test(.withExitTests) func missingFlattenIsNamed() async {
  let result = await #expect(
    processExitsWith: .failure, observing: [\.standardErrorContent]
  ) {
    forgetFlatten()
  }
  let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  #expect(message.contains("[32, 32, 13, 13]: flatten(startDim: 1) makes one row of each image"))
}

@Test func picturesOfTheWalkHaveItsSizes() throws {
  let text = try seeded(0) { try drawShapeWalk() }.svg()
  for caption in ["image 28×28", "conv1 26×26", "pool1 13×13", "conv2 11×11", "pool2 5×5"] {
    #expect(text.contains(">\(caption)<"))
  }
}
