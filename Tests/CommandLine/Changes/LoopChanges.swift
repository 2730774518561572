extension Change {
  /// What is done to the loop, and to what comes of it: chapters 5 and 6.
  static let loops: [Change] = [
    Change(
      name: "try-ten-epochs", chapter: 5, edits: [.loop("epochs: 5)", "epochs: 10)")]),
    Change(
      name: "try-weight-decay", chapter: 5,
      edits: [
        Edit(
          "Chapter5TrainingLoop/TrainSilently.swift", "momentum: momentum)",
          "momentum: momentum, weightDecay: 0.001)")
      ]),
    Change(
      name: "try-rates-of-two-epochs", chapter: 5,
      edits: [
        Edit(
          "Chapter5TrainingLoop/Steps.swift", "judgedBy: validation, batchSize: batchSize,",
          "judgedBy: validation, epochs: 2, batchSize: batchSize,")
      ]),
    Change(
      name: "no-epoch", chapter: 5, edits: [.loop("epochs: 5)", "epochs: 0)")]),
    Change(
      name: "one-epoch", chapter: 5, edits: [.loop("epochs: 5)", "epochs: 1)")]),
    Change(
      name: "rate-of-0", chapter: 5, edits: [.loop("learningRate: 1e-2", "learningRate: 0")],
      check: .says("five-epochs: Test_acc of epoch 5 >= 80 %, but there is "),
      test: .says("the page claims at least 80 %")),
    Change(
      name: "rate-of-100", chapter: 5, alsoRun: [6],
      edits: [.loop("learningRate: 1e-2", "learningRate: 100")],
      check: .says("let optimizer = SGD(model.parameters(), learningRate: 100)"),
      test: .says("the page claims at least 80 %")),
    Change(
      name: "rate-that-is-no-number", chapter: 5,
      edits: [.loop("learningRate: 1e-2", "learningRate: .nan")],
      page: .says("learning rate"), check: .says("learning rate"), test: .says("learning rate")),
    Change(
      name: "with-momentum", chapter: 5,
      edits: [.loop("learningRate: 1e-2)", "learningRate: 1e-2, momentum: 0.9)")]),
    Change(name: "other-seed", chapter: 5, edits: [.loop("manualSeed(0)", "manualSeed(7)")]),
    Change(
      name: "smoothed-labels", chapter: 5,
      edits: [.loop("CrossEntropyLoss()", "CrossEntropyLoss(labelSmoothing: 0.1)")]),
    Change(
      name: "more-prints", chapter: 5,
      edits: [
        Edit(
          "Chapter5TrainingLoop/Fit.swift", "    model.train()\n",
          "    model.train()\n    print(\"epoch\", epoch, \"begins\")\n")
      ]),
    Change(
      name: "try-dropout", chapter: 6,
      edits: [
        .model(
          "  let fc2 = Linear(64, 10)\n",
          to: "  let dropout = Dropout(p: 0.5)\n  let fc2 = Linear(64, 10)\n"),
        .model("return fc2(x)", to: "return fc2(dropout(x))"),
      ]),
    Change(
      name: "try-bars", chapter: 6,
      edits: [
        Edit(
          "Chapter6Curves/Inside.swift",
          """
            return Figure(
              width: 6, height: 5,
          """,
          """
            let names = counts.indices.map(String.init)
            let shares = counts.indices.map { counts[$0][$0] / counts[$0].reduce(0, +) }
            let bars = BarChart(title: "Accuracy of each digit", labels: names, values: shares)
            if !shares.isEmpty { return Figure(width: 6, height: 3, alternative: "bars", panels: [bars]) }
            return Figure(
              width: 6, height: 5,
          """)
      ]),
    Change(
      name: "learned-by-heart-without-epochs", chapter: 6,
      edits: [Edit("Chapter6Curves/Overfitting.swift", "epochs: 30)", "epochs: 1)")]),
  ]
}
