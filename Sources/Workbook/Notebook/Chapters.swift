/// The six chapters in their order.
public func allChapters() -> [Chapter] {
  [
    Chapter(number: 1, title: "Data", page: "01-data.md", cells: []),
    Chapter(number: 2, title: "The model", page: "02-model.md", cells: []),
    Chapter(
      number: 3, title: "Loss and optimizer", page: "03-loss-and-optimizer.md", cells: []),
    Chapter(
      number: 4, title: "Train and test functions", page: "04-train-and-test.md", cells: []),
    Chapter(number: 5, title: "The loop", page: "05-training-loop.md", cells: []),
    Chapter(number: 6, title: "Curves", page: "06-curves.md", cells: []),
  ]
}
