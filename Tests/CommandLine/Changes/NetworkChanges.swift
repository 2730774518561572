extension Change {
  /// What is done to the network of chapter 2.
  static let networks: [Change] = [
    Change(
      name: "try-no-pool2", chapter: 2, alsoRun: [3],
      edits: [
        .model("  let pool2 = MaxPool2d(2)  //                         → 64×5×5\n", to: ""),
        .model("pool2(relu(conv2(x)))", to: "relu(conv2(x))"),
        .model("Linear(1600, 64)", to: "Linear(7744, 64)"),
      ]),
    Change(
      name: "try-no-pool2-not-mended", chapter: 2,
      edits: [.model("pool2(relu(conv2(x)))", to: "relu(conv2(x))")],
      page: .says("write Linear(7744, 64) for this input"),
      check: .says("write Linear(7744, 64) for this input"),
      test: .says("write Linear(7744, 64) for this input")),
    Change(
      name: "try-padding", chapter: 2,
      edits: [
        .model(
          "let conv1 = Conv2d(1, 32, kernelSize: 3)",
          to: "let conv1 = Conv2d(1, 32, kernelSize: 3, padding: 1)"),
        .model("Linear(1600, 64)", to: "Linear(2304, 64)"),
      ]),
    Change(
      name: "kernels-of-5", chapter: 2, alsoRun: [4],
      edits: [
        .model("Conv2d(1, 32, kernelSize: 3)", to: "Conv2d(1, 32, kernelSize: 5)"),
        .model("Conv2d(32, 64, kernelSize: 3)", to: "Conv2d(32, 64, kernelSize: 5)"),
        .model("Linear(1600, 64)", to: "Linear(1024, 64)"),
      ]),
    Change(
      name: "kernels-of-5-not-mended", chapter: 5,
      edits: [
        .model("Conv2d(1, 32, kernelSize: 3)", to: "Conv2d(1, 32, kernelSize: 5)"),
        .model("Conv2d(32, 64, kernelSize: 3)", to: "Conv2d(32, 64, kernelSize: 5)"),
      ],
      page: .says("write Linear(1024, 64) for this input"),
      check: .says("write Linear(1024, 64) for this input"),
      test: .says("write Linear(1024, 64) for this input")),
    Change(
      name: "other-names", chapter: 2, alsoRun: [6],
      edits: .model(
        """
          let look = Conv2d(1, 32, kernelSize: 3)
          let shrink = MaxPool2d(2)
          let combine = Conv2d(32, 64, kernelSize: 3)
          let hidden = Linear(1600, 64)
          let scores = Linear(64, 10)
        """,
        """
            var x = shrink(relu(look(x)))
            x = shrink(relu(combine(x)))
            x = x.flatten(startDim: 1)
            return scores(relu(hidden(x)))
        """)),
    Change(
      name: "sequential", chapter: 2, alsoRun: [3, 6],
      edits: .model(
        """
          let layers = Sequential(
            Conv2d(1, 32, kernelSize: 3), ReLU(), MaxPool2d(2),
            Conv2d(32, 64, kernelSize: 3), ReLU(), MaxPool2d(2),
            Flatten(), Linear(1600, 64), ReLU(), Linear(64, 10))
        """, "    return layers(x)")),
    Change(
      name: "third-convolution", chapter: 2,
      edits: [
        .model(
          "  let fc1 = Linear(1600, 64)\n",
          to: "  let conv3 = Conv2d(64, 64, kernelSize: 3)\n  let fc1 = Linear(576, 64)\n"),
        .model(
          "    x = x.flatten(startDim: 1)\n",
          to: "    x = relu(conv3(x))\n    x = x.flatten(startDim: 1)\n"),
      ]),
    Change(
      name: "one-convolution", chapter: 2,
      edits: .model(
        """
          let conv = Conv2d(1, 8, kernelSize: 3, stride: 2)
          let fc = Linear(1352, 10)
        """, "    return fc(relu(conv(x)).flatten(startDim: 1))")),
    Change(
      name: "wider", chapter: 2,
      edits: [
        .model("Linear(1600, 64)", to: "Linear(1600, 256)"),
        .model("Linear(64, 10)", to: "Linear(256, 10)"),
      ]),
    Change(
      name: "batch-norm-and-dropout", chapter: 2, alsoRun: [3, 4, 5, 6],
      edits: .model(
        """
          let conv1 = Conv2d(1, 16, kernelSize: 3, bias: false)
          let norm1 = BatchNorm2d(16)
          let pool1 = MaxPool2d(2)
          let drop = Dropout(p: 0.25)
          let fc1 = Linear(2704, 32)
          let fc2 = Linear(32, 10, bias: false)
        """,
        """
            let x = pool1(relu(norm1(conv1(x)))).flatten(startDim: 1)
            return fc2(drop(relu(fc1(x))))
        """)),
    Change(
      name: "sigmoid", chapter: 2,
      edits: [
        .model("pool1(relu(", to: "pool1(sigmoid("), .model("pool2(relu(", to: "pool2(sigmoid("),
        .model("x = relu(fc1(x))", to: "x = sigmoid(fc1(x))"),
      ]),
    Change(
      name: "no-convolution", chapter: 2, alsoRun: [3, 4, 5, 6],
      edits: .model("  let fc = Linear(784, 10)", "    return fc(x.flatten(startDim: 1))")),
    Change(
      name: "twenty-scores", chapter: 2, alsoRun: [3, 6],
      edits: [.model("Linear(64, 10)", to: "Linear(64, 20)")],
      check: .says("There are ten digits, but the last layer returns 20 scores."),
      test: .says("There are ten digits, but the last layer returns 20 scores.")),
    Change(
      name: "unused-layer", chapter: 2, alsoRun: [3, 6],
      edits: [
        .model("    x = relu(fc1(x))\n    return fc2(x)", to: "    return fc2(x)"),
        .model("Linear(64, 10)", to: "Linear(1600, 10)"),
      ],
      check: .says("forward does not use fc1"), test: .says("forward does not use fc1")),
    Change(
      name: "try-upper-edges", chapter: 2,
      edits: [
        Edit(
          "Chapter2Model/Windows.swift", "  [-1, 0, 1],\n  [-1, 0, 1],\n  [-1, 0, 1],\n",
          "  [-1, -1, -1],\n  [0, 0, 0],\n  [1, 1, 1],\n")
      ]),
  ]
}
