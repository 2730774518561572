import Datasets

/// What the cells of the chapters are run with.
public struct ChapterOptions: Sendable {
  /// Where the digits come from.
  public var root: MNIST.Root

  public init(root: MNIST.Root = .bundled) {
    self.root = root
  }
}

/// The six chapters in their order.
public func allChapters(_ options: ChapterOptions = ChapterOptions()) -> [Chapter] {
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
