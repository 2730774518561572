import NN
import Tensors

extension Question {
  static let chapter2: [Question] = [
    .number(
      "edge",
      "A window has three rows of -1 0 1. What does it give on nine pixels, three rows of"
        + " 0 0 9?", in: "Convolution",
      tempting: [
        9: "That is one row. All nine products are added up.",
        0: "That is what it gives on even ground. Here left and right differ.",
        81: "Each 9 is multiplied by a weight, 1, and not by another pixel.",
      ],
      because: "The right column gives 9 three times: here is an edge."
    ) { edges(in: [0, 0, 9]) },
    .number(
      "more-ink", "Each of those nine pixels gets 3 more. What does the window give now?",
      in: "Convolution",
      tempting: [
        54: "27 more would be right if all nine weights were 1.",
        36: "The right column gives 9 more, but the left one takes 9 away.",
        30: "Each pixel gets 3 more, not the sum.",
      ],
      because: "Its weights add up to 0, so it sees differences, however dark the picture is."
    ) { edges(in: [3, 3, 12]) },
    .number(
      "output-size",
      "A window of 5 slides over 28 pixels with stride 2 and padding 2. How many times does"
        + " it fit?", in: "The walk of shapes",
      tempting: [
        12: "That is without the padding.",
        28: "This padding keeps the size only if the stride is 1.",
        13: "27 / 2 is 13, rounded down, but the first place counts as well.",
      ],
      because: "(28 + 4 - 5) / 2 is 13, rounded down, plus 1 for the first place."
    ) {
      let layer = Conv2d(1, 1, kernelSize: 5, stride: 2, padding: 2)
      return Double(layer(.zeros([1, 1, 28, 28])).shape[3])
    },
    .shape(
      "convolution",
      "Conv2d(3, 16, kernelSize: 5) gets images of shape [8, 3, 32, 32]. What shape comes"
        + " out?", in: "Convolution",
      tempting: [
        [8, 16, 32, 32]: "Without padding, the picture gets smaller by 4.",
        [8, 16, 27, 27]: "There are 32 - 5 places, and one more.",
        [8, 3, 28, 28]: "Each of the 16 windows makes a channel of its own.",
        [8, 48, 28, 28]: "Each window adds up all three channels, and makes one of them.",
      ],
      because: "16 windows make 16 channels, and a window of 5 fits 28 times into 32."
    ) { Conv2d(3, 16, kernelSize: 5)(.zeros([8, 3, 32, 32])).shape },
    .shape(
      "weights", "What shape are the weights of Conv2d(32, 64, kernelSize: 3)?", in: "Convolution",
      tempting: [
        [32, 64, 3, 3]: "The channels that come out are first: there is a window for each of them.",
        [64, 3, 3]: "A window has 3 × 3 weights for each of the 32 channels that go in.",
      ],
      because: "64 windows look at all 32 channels at once: 288 weights each."
    ) { Conv2d(32, 64, kernelSize: 3).weight.shape },
    .number(
      "parameters", "How many parameters does Conv2d(3, 16, kernelSize: 5) have?",
      in: "How much there is to learn",
      tempting: [
        1200: "Those are the weights. Each window has a bias, too.",
        416: "Each window has 5 × 5 weights for each of three channels, not for one.",
        400: "Three channels go in, and each window has a bias.",
      ],
      because: "16 · 3 · 5 · 5 weights and 16 biases, whatever the size of the picture."
    ) {
      Double(Conv2d(3, 16, kernelSize: 5).parameters().reduce(0) { $0 + $1.count })
    },
    .number(
      "larger-picture", "The pictures are now 32 × 32. What has to replace the 1600 of fc1?",
      in: "The walk of shapes",
      tempting: [
        1600: "Convolutions do not mind, but a linear layer has a weight for every input.",
        3136: "Pooling makes 6 pixels of 13, not 7: what is left over is dropped.",
        36: "There are 64 channels of 6 × 6.",
      ],
      because: "32, 30, 15, 13, 6: 64 channels of 6 × 6."
    ) {
      let layers = Sequential(
        Conv2d(1, 32, kernelSize: 3), MaxPool2d(2), Conv2d(32, 64, kernelSize: 3), MaxPool2d(2),
        Flatten())
      return Double(layers(.zeros([1, 1, 32, 32])).shape[1])
    },
    .number(
      "receptive-field",
      "Two 3 × 3 convolutions follow one another. On how many pixels, along one side, does a"
        + " number after the second depend?",
      in: "The walk of shapes",
      tempting: [
        3: "It sees 3 × 3 numbers, and each of those has seen 3 × 3 pixels.",
        6: "The second sees 3 numbers in a row, whose windows overlap.",
        9: "Three windows of 3 would make 9 if they did not overlap.",
      ],
      because: "Each further window of 3 adds one pixel on each side."
    ) {
      let image = Tensor.zeros([1, 1, 9, 9], requiresGrad: true)
      let ones = Tensor.ones([1, 1, 3, 3])
      conv2d(conv2d(image, ones), ones)[0][0][2][2].backward()
      return Double((0..<9).count { image.grad![0][0][4].values[$0] != 0 })
    },
    .choice(
      "without-relu",
      "You take out the ReLU between Linear(784, 64) and Linear(64, 10). What can these two"
        + " compute now?", in: "Linear",
      of: [
        "as much as before":
          "ReLU has no parameters, but it is what makes two layers more than one.",
        "no more than one linear layer": nil,
        "more, since nothing is cut off": "Cutting off is just what a linear layer cannot do.",
      ],
      because: "The product of their two matrices does the same in one step."
    ) {
      let (first, second) = (Linear(6, 4, bias: false), Linear(4, 2, bias: false))
      let both = second.weight.matmul(first.weight)
      let x = Tensor.rand([5, 6])
      let isOne = zip(second(first(x)).values, linear(x, both).values).allSatisfy {
        abs($0 - $1) < 1e-5
      }
      return isOne ? "no more than one linear layer" : "as much as before"
    },
    .number(
      "all-zero",
      "All weights and biases of the network start at 0. How many distinct windows does"
        + " conv1 have after a step of training?", in: "First weights",
      tempting: [
        32: "No gradient gets past weights of 0, whatever the digits are.",
        0: "There are 32, but all of them are the same one.",
      ],
      because:
        "Windows that are equal and used alike get equal gradients. Chance has to make them differ."
    ) {
      let model = network()
      for parameter in model.parameters() { parameter.mutate { $0 = $0.map { _ in 0 } } }
      let optimizer = SGD(model.parameters(), learningRate: 0.1)
      CrossEntropyLoss()(model(.rand([2, 1, 28, 28])), IntTensor([3, 7])).backward()
      optimizer.step()
      let windows = model.parameters()[0]
      return Double(Set((0..<windows.shape[0]).map { windows[$0].values }).count)
    },
  ]

  /// The network of the book, whatever a reader has made of it in the chapters: the questions are about
  /// this one.
  static func network() -> Module {
    Sequential(
      Conv2d(1, 32, kernelSize: 3), ReLU(), MaxPool2d(2),
      Conv2d(32, 64, kernelSize: 3), ReLU(), MaxPool2d(2),
      Flatten(), Linear(1600, 64), ReLU(), Linear(64, 10))
  }

  /// What a window of three rows of -1 0 1 gives on three rows of pixels.
  private static func edges(in row: [Float]) -> Double {
    let window = Tensor([-1, 0, 1, -1, 0, 1, -1, 0, 1], shape: [1, 1, 3, 3])
    return Double(conv2d(Tensor(row + row + row, shape: [1, 1, 3, 3]), window).item())
  }
}
