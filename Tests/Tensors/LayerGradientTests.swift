import TestSupport
import Testing

@testable import Tensors

@Suite("Gradients of layers against finite differences") struct LayerGradientTests {
  static let convolutions: [GradientCase] = [
    .init("conv2d", [2, 2, 4, 5], [3, 2, 3, 3], [3]) { conv2d($0[0], $0[1], $0[2]) },
    .init("conv2d without bias", [1, 2, 4, 4], [2, 2, 2, 2]) { conv2d($0[0], $0[1]) },
    .init("conv2d, stride 2", [1, 2, 5, 6], [2, 2, 3, 3], [2]) {
      conv2d($0[0], $0[1], $0[2], stride: 2)
    },
    .init("conv2d, padding 1", [1, 2, 3, 4], [2, 2, 3, 3], [2]) {
      conv2d($0[0], $0[1], $0[2], padding: 1)
    },
    .init("conv2d, dilation 2", [1, 1, 6, 5], [2, 1, 3, 3], [2]) {
      conv2d($0[0], $0[1], $0[2], dilation: 2)
    },
    .init("conv2d, all at once", [5, 1, 6, 5], [2, 1, 2, 2], [2]) {
      conv2d($0[0], $0[1], $0[2], stride: 3, padding: 2, dilation: 2)
    },
  ]

  static let pooling: [GradientCase] = [
    .init("maxPool2d", [2, 2, 4, 4]) { maxPool2d($0[0], kernelSize: 2) },
    .init("maxPool2d, overlapping", [1, 2, 5, 4]) { maxPool2d($0[0], kernelSize: 3, stride: 1) },
    .init("maxPool2d, padding", [1, 2, 5, 4]) {
      maxPool2d($0[0], kernelSize: 3, stride: 2, padding: 1)
    },
  ]

  static let labels = IntTensor([2, 0, 1])
  static let losses: [GradientCase] = [
    .init("logSoftmax", [3, 4]) { logSoftmax($0[0]) },
    .init("logSoftmax of three dimensions", [2, 2, 3]) { logSoftmax($0[0]) },
    .init("softmax", [3, 4]) { softmax($0[0]) },
    .init("nllLoss", [3, 4]) { nllLoss($0[0], labels) },
    .init("nllLoss, sum", [3, 4]) { nllLoss($0[0], labels, reduction: .sum) },
    .init("crossEntropy", [3, 4]) { crossEntropy($0[0], labels) },
    .init("crossEntropy, sum", [3, 4]) { crossEntropy($0[0], labels, reduction: .sum) },
    .init("mseLoss", [3, 4], [3, 4]) { mseLoss($0[0], $0[1]) },
    .init("mseLoss, sum", [3, 4], [3, 4]) { mseLoss($0[0], $0[1], reduction: .sum) },
  ]

  static let others: [GradientCase] = [
    // A new generator for each call, so that each drops the same elements.
    .init("dropout", [4, 5]) { inputs in
      Generator.withCurrent(Generator(seed: 5)) { dropout(inputs[0], p: 0.4) }
    },
    .init("batchNorm in training", [3, 2, 2, 2], [2], [2]) {
      batchNorm(
        $0[0], runningMean: .zeros([2]), runningVariance: .ones([2]), weight: $0[1], bias: $0[2],
        training: true)
    },
    .init("batchNorm in evaluation", [3, 2, 2, 2], [2], [2]) {
      batchNorm(
        $0[0], runningMean: Tensor([0.1, -0.2]), runningVariance: Tensor([0.5, 2]), weight: $0[1],
        bias: $0[2], training: false)
    },
  ]

  @Test("Convolutions", arguments: convolutions) func checkConvolutions(_ gradient: GradientCase) {
    gradient.check()
  }
  @Test("Pooling", arguments: pooling) func checkPooling(_ gradient: GradientCase) {
    gradient.check()
  }
  @Test("Losses", arguments: losses) func checkLosses(_ gradient: GradientCase) { gradient.check() }
  @Test("Dropout and batch normalization", arguments: others)
  func checkOthers(_ gradient: GradientCase) { gradient.check() }

  @Test("The gradient of cross-entropy is softmax less one-hot, over the batch")
  func crossEntropyByHand() {
    let x = Tensor([[1, 2, 3], [0, 0, 0]], requiresGrad: true)
    crossEntropy(x, IntTensor([2, 0])).backward()
    // Row 1: softmax = e^(0, 1, 2) / (1 + e + e²) = (0.0900, 0.2447, 0.6652); row 2: a third each.
    expectClose(
      x.grad!.values,
      [0.0450153, 0.1223642, -0.1673795, -1.0 / 3, 1.0 / 6, 1.0 / 6], within: 1e-6)
  }

  @Test("Equal elements in a window: the first takes the gradient")
  func poolingTies() {
    let x = Tensor([5, 5, 5, 5], shape: [1, 1, 2, 2], requiresGrad: true)
    maxPool2d(x, kernelSize: 2).backward()
    #expect(x.grad?.values == [1, 0, 0, 0])
  }

  @Test("Names of operations are PyTorch's")
  func names() {
    // F = torch.nn.functional; print(F.linear(x, w, b).grad_fn, …)
    let x = Tensor.ones([3, 4], requiresGrad: true)
    let w = Tensor.ones([2, 4])
    let image = x.reshape([1, 1, 3, 4])
    #expect(linear(x, w, .ones([2])).gradFn?.name == "AddmmBackward0")
    #expect(linear(x, w).gradFn?.name == "MmBackward0")
    #expect(linear(image, w, .ones([2])).gradFn?.name == "ViewBackward0")
    #expect(softmax(x).gradFn?.name == "SoftmaxBackward0")
    #expect(crossEntropy(x, IntTensor([0, 1, 2])).gradFn?.name == "NllLossBackward0")
    #expect(conv2d(image, .ones([1, 1, 2, 2])).gradFn?.name == "ConvolutionBackward0")
    let pooled = maxPool2d(image, kernelSize: 2)
    #expect("\(pooled.gradFn!)" == "<MaxPool2DWithIndicesBackward0>")
    #expect(pooled.gradFn?.nextFunctions.first === image.gradFn)
  }

  @Test("A sum over no inputs is the bias")
  func linearOfNothing() {
    let y = linear(.zeros([3, 0]), .zeros([2, 0]), Tensor([5, 7]))
    #expect(y.shape == [3, 2])
    #expect(y.values == [5, 7, 5, 7, 5, 7])
  }
}
