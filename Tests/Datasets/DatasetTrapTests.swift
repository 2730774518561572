import Datasets
import ExitTestSupport
import Tensors
import Testing

@Suite(.withExitTests) struct DatasetTrapTests {
  @Test func batchSizeOfNothing() async {
    let trap = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = DataLoader(Numbers(count: 3), batchSize: 0)
    }
    #expect(trap?.message.contains("DataLoader: batchSize is 0, expected 1 or more") == true)
  }

  @Test func lessThanNoSamples() async {
    let trap = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = DataLoader(Numbers(count: -3))
    }
    #expect(trap?.message.contains("DataLoader: the data set says that it has -3 samples") == true)
  }

  @Test func moreSamplesThanMemoryHasRoomFor() async {
    var trap = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      for _ in DataLoader(Numbers(count: .max), shuffle: true) {}
    }
    #expect(trap?.message.contains("randperm: a tensor of shape [9223372036854775807]") == true)
    trap = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      for _ in DataLoader(Numbers(count: .max), batchSize: .max - 1) {}
    }
    #expect(trap?.message.contains("DataLoader: a tensor of shape [9223372036854775806]") == true)
    trap = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Subset(Numbers(count: 60), indices: 0..<Int.max)
    }
    #expect(trap?.message.contains("Subset: index 60 is out of range for 60 samples") == true)
    trap = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      struct Large: Dataset {
        let count = 1 << 20
        subscript(index: Int) -> (image: Tensor, label: Int) { (.zeros([1 << 20]), 0) }
      }
      _ = Large().batch(Array(0..<1 << 20))
    }
    #expect(trap?.message.contains("batch: a tensor of shape [1048576, 1048576]") == true)
  }

  @Test func sampleBehindTheLast() async {
    let trap = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = try MNIST(train: false)[1_000]
    }
    #expect(
      trap?.message.contains("MNIST: index 1000 is out of range for 1000 samples") == true)
  }

  @Test func sampleBeforeTheFirstInABatch() async {
    let trap = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = try MNIST(train: false).batch([0, -1])
    }
    #expect(trap?.message.contains("MNIST: index -1 is out of range for 1000 samples") == true)
  }

  @Test func subsetOfSamplesThatAreNotThere() async {
    let trap = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Subset(Numbers(count: 60), indices: [1, 70])
    }
    #expect(trap?.message.contains("Subset: index 70 is out of range for 60 samples") == true)
  }

  @Test func sampleBehindASubsetsLast() async {
    let trap = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Subset(Numbers(count: 60), indices: 0..<5).batch([5])
    }
    #expect(trap?.message.contains("Subset: index 5 is out of range for 5 samples") == true)
  }

  @Test func imagesOfSeveralShapes() async {
    let trap = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      struct Growing: Dataset {
        let count = 3
        subscript(index: Int) -> (image: Tensor, label: Int) {
          (Tensor([Float](repeating: 0, count: index + 1), shape: [1, index + 1]), 0)
        }
      }
      _ = Growing().batch([0, 1])
    }
    let message = """
      batch: the image at index 1 has shape [1, 2], the ones before it [1, 1]; a batch needs images \
      of one shape
      """
    #expect(trap?.message.contains(message) == true)
  }
}
