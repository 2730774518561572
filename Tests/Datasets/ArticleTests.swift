import Datasets
import Tensors
import TestSupport
import Testing

struct Circle: Dataset {
  let points: [[Float]]

  init(count: Int, seed: UInt64) {
    let generator = Generator(seed: seed)
    points = (0..<count).map { _ in generator.uniform(-1, 1, count: 2) }
  }

  var count: Int { points.count }

  subscript(index: Int) -> (image: Tensor, label: Int) {
    let point = points[index]
    return (Tensor(point), point[0] * point[0] + point[1] * point[1] < 0.5 ? 1 : 0)
  }
}

@Suite("The articles about data sets") struct ArticleTests {
  @Test("A data set of one's own")
  func dataset() throws {
    try expectArticle("Datasets/Documentation.docc/ADataSetOfYourOwn.md")
    let loader = DataLoader(Circle(count: 100, seed: 0), batchSize: 32, shuffle: true)
    for (points, labels) in loader {
      print(points.shape, labels.shape)  // [32, 2] [32], the last time [4, 2] [4]
    }
    #expect(loader.map(\.images.shape) == [[32, 2], [32, 2], [32, 2], [4, 2]])
    #expect(Set(loader.flatMap(\.labels.values)) == [0, 1])
  }

  @Test("The overview")
  func overview() throws {
    try expectArticle("Datasets/Documentation.docc/Datasets.md")
    let trainData = try MNIST(train: true)
    let some = Subset(trainData, indices: 0..<64)
    for (images, labels) in DataLoader(some, batchSize: 32, shuffle: true) {
      print(images.shape, labels.shape)  // [32, 1, 28, 28] [32]
    }
    #expect(
      DataLoader(some, batchSize: 32).map(\.images.shape) == [[32, 1, 28, 28], [32, 1, 28, 28]])
  }
}
