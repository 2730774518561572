extension Change {
  /// What is done to the data, to the loss and to the steps: chapters 1, 3 and 4.
  static let others: [Change] = [
    Change(
      name: "try-batches-of-300", chapter: 1, alsoRun: [3],
      edits: [.loading("batchSize: Int = 32", "batchSize: Int = 300")]),
    Change(
      name: "batches-of-8", chapter: 1, alsoRun: [3],
      edits: [.loading("batchSize: Int = 32", "batchSize: Int = 8")]),
    Change(
      name: "try-difference-of-means", chapter: 1,
      edits: [
        Edit(
          "Chapter1Data/Baselines.swift",
          """
            let images = (0..<10).map { digit in
              ImageGrid.Image(width: 28, height: 28, values: means[digit].values, caption: "\\(digit)")
            }
          """,
          """
            let images = [
              ImageGrid.Image(width: 28, height: 28, values: (means[9] - means[4]).values)
            ]
          """),
        Edit(
          "Chapter1Data/Baselines.swift",
          "columns: 10, colormap: .binary)])\n}\n\n/// The images, moved",
          "columns: 1, colormap: .diverging)])\n}\n\n/// The images, moved"),
      ]),
    Change(
      name: "try-inverted", chapter: 1, alsoRun: [3],
      edits: [
        .loading("train: true, transform: ToTensor()", "train: true, transform: Invert()"),
        .loading("train: false, transform: ToTensor()", "train: false, transform: Invert()"),
        .loading(
          "/// The two parts of the data:",
          """
          struct Invert: Transform {
            func callAsFunction(_ image: Tensor) -> Tensor {
              Tensor(image.values.map { 1 - $0 }, shape: image.shape)
            }
          }

          /// The two parts of the data:
          """),
      ]),
    Change(
      name: "fewer-digits", chapter: 1, alsoRun: [4],
      edits: [
        .loading(
          "    trainDataset, batchSize: batchSize, shuffle: true)",
          "    Subset(trainDataset, indices: 0..<1000), batchSize: batchSize, shuffle: true)")
      ]),
    Change(
      name: "not-shuffled", chapter: 1,
      edits: [.loading(", shuffle: true)\n  let testLoader", ")\n  let testLoader")],
      check: .says("the training digits come in the same order on each pass"),
      test: .says("the training digits come in the same order on each pass")),
    Change(
      name: "another-figure", chapter: 1,
      edits: [
        Edit("Chapter1Data/LookAtBatch.swift", "width: 20, height: 5,", "width: 8, height: 4,"),
        Edit(
          "Chapter1Data/LookAtBatch.swift", "(0..<min(20, labels.count))",
          "(0..<min(6, labels.count))"),
        Edit("Chapter1Data/LookAtBatch.swift", "columns: 10", "columns: 3"),
      ]),
    Change(
      name: "no-print", chapter: 1,
      edits: [
        .loading(
          "  print(\"training set:\", trainDataset.count)\n  print(\"test set:\", testDataset.count)\n",
          "  _ = (trainDataset, testDataset)\n")
      ]),
    Change(
      name: "try-two-parameters", chapter: 3,
      edits: [
        Edit(
          "Chapter3LossAndOptimizer/OneWeight.swift", "[0.01, 0.1, 0.18, 0.19] as",
          "[0.01, 0.1, 0.16, 0.18, 0.3] as")
      ]),
    Change(
      name: "try-largest-rate", chapter: 3,
      edits: [
        Edit("Chapter3LossAndOptimizer/Steps.swift", "[0.001, 0.01, 0.1, 0.3]", "[0.15, 0.2, 10]")
      ]),
    Change(
      name: "try-small-h", chapter: 3,
      edits: [
        Edit("Chapter3LossAndOptimizer/Gradients.swift", "h: Float = 1e-2", "h: Float = 1e-5")
      ],
      check: .says("If h is too small, no digits are left"),
      test: .says("If h is too small, no digits are left")),
    Change(
      name: "try-large-h", chapter: 3,
      edits: [Edit("Chapter3LossAndOptimizer/Gradients.swift", "h: Float = 1e-2", "h: Float = 1")],
      check: .says("If it is too large, the gradient no longer holds"),
      test: .says("If it is too large, the gradient no longer holds")),
    Change(
      name: "try-no-step", chapter: 4,
      edits: [Edit("Chapter4TrainAndTest/Train.swift", "    optimizer.step()\n", "")],
      check: .says("after ten calls of train no parameter has changed"),
      test: .says("after ten calls of train no parameter has changed")),
    Change(
      name: "try-no-no-grad", chapter: 4,
      edits: [
        Edit("Chapter4TrainAndTest/Test.swift", "  noGrad {\n", "  do {\n")
      ],
      check: .says("noGrad"), test: .says("noGrad")),
    Change(
      name: "try-second-pass", chapter: 4,
      edits: [
        Edit(
          "Chapter4TrainAndTest/OneEpoch.swift",
          "  show(\"train: \", train(trainLoader, model, lossFunction, optimizer))\n",
          "  show(\"train: \", train(trainLoader, model, lossFunction, optimizer))\n  show(\"again: \", train(trainLoader, model, lossFunction, optimizer))\n"
        )
      ]),
    Change(
      name: "other-parameter-names", chapter: 4,
      edits: [
        Edit(
          "Chapter4TrainAndTest/Test.swift", "  _ loader: DataLoader, _ model: Module",
          "  _ batches: DataLoader, _ model: Module"),
        Edit("Chapter4TrainAndTest/Test.swift", "loader.", "batches."),
        Edit("Chapter4TrainAndTest/Test.swift", "in loader {", "in batches {"),
      ]),
    Change(
      name: "backward-twice", chapter: 4,
      edits: [
        Edit(
          "Chapter4TrainAndTest/Train.swift", "    loss.backward()\n",
          "    loss.backward()\n    loss.backward()\n")
      ],
      page: .says("the graph of this tensor is gone after its first backward()"),
      check: .says("the graph of this tensor is gone after its first backward()"),
      test: .says("the graph of this tensor is gone after its first backward()")),
  ]
}
