import Datasets
import ExitTestSupport
import Tensors
import Testing

@Suite struct TransformTests {
  @Test func toTensorDividesBy255() {
    let pixels = ByteTensor(Array(0...255), shape: [8, 32])
    let image = ToTensor()(pixels)
    #expect(image.shape == [1, 8, 32])
    #expect(image.values == (0...255).map { Float($0) / 255 })
    #expect(image.values.first == 0)
    #expect(image.values.last == 1)
    // tensor([51, 128], dtype=torch.uint8).float().div(255)
    #expect(image.values[51] == 0.2)
    #expect(image.values[128] == 0.5019608)
  }

  @Test func toTensorLeavesFloatsAlone() {
    let image = Tensor([0.25, 0.5], shape: [1, 1, 2])
    #expect(ToTensor()(image) === image)
  }

  @Test func normalizeTakesEachChannelByItself() {
    let image = Tensor([1, 2, 3, 4], shape: [2, 1, 2])
    let result = Normalize(mean: [1, 2], std: [2, 4])(image)
    #expect(result.shape == [2, 1, 2])
    #expect(result.values == [0, 0.5, 0.25, 0.5])
    #expect(image.values == [1, 2, 3, 4])
  }

  @Test func normalizeTakesABatch() {
    let images = Tensor.arange(12).reshape([2, 2, 1, 3])
    let normalize = Normalize(mean: [1, 2], std: [2, 4])
    let result = normalize(images)
    #expect(result.shape == [2, 2, 1, 3])
    #expect(result.values == normalize(images[0]).values + normalize(images[1]).values)
  }

  @Test func normalizeOfPixelsMakesFloatsFirst() {
    let result = Normalize(mean: [0.5], std: [0.5])(ByteTensor([0, 255], shape: [1, 2]))
    #expect(result.shape == [1, 1, 2])
    #expect(result.values == [-1, 1])
  }

  @Test func composeGoesFromFirstToLast() {
    let pixels = ByteTensor([0, 255], shape: [1, 2])
    let normalize = Normalize(mean: [0.5], std: [0.5])
    #expect(Compose([ToTensor(), normalize, Invert()])(pixels).values == [2, 0])
    #expect(Compose([ToTensor(), Invert(), normalize])(pixels).values == [1, -1])
    #expect(Compose([])(pixels).values == [0, 1])
    #expect(Compose([Invert(), Invert()])(Tensor([0.25], shape: [1, 1, 1])).values == [0.25])
  }

  @Test func aTransformOfOnesOwnInADataSet() throws {
    let plain = try MNIST(train: false)
    let inverted = try MNIST(train: false, transform: Invert())
    #expect(inverted[3].image.values == plain[3].image.values.map { 1 - $0 })
    #expect(inverted[3].label == plain[3].label)
    let batch = inverted.batch([3, 4])
    #expect(batch.images.shape == [2, 1, 28, 28])
    #expect(batch.images.values == plain.batch([3, 4]).images.values.map { 1 - $0 })
  }

  @Test func severalImagesAtOnceAreTheSameAsOneByOne() {
    let pixels = ByteTensor((0..<24).map { $0 * 10 }, shape: [4, 2, 3])
    let transforms: [any Transform] = [ToTensor(), Invert(), Compose([ToTensor(), Invert()])]
    for transform in transforms {
      let batch = transform.batch(pixels)
      #expect(batch.shape == [4, 1, 2, 3])
      for index in 0..<4 { #expect(batch[index].values == transform(pixels[index]).values) }
    }
    #expect(ToTensor().batch(ByteTensor([], shape: [0, 2, 3])).shape == [0, 1, 2, 3])
    #expect(Invert().batch(ByteTensor([], shape: [0, 2, 3])).shape == [0])
  }

  @Test(.withExitTests) func toTensorTrapsOnAnotherShape() async {
    let trap = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = ToTensor()(ByteTensor([1, 2, 3, 4], shape: [4]))
    }
    let message = "ToTensor: the pixels have shape [4], expected [height, width]"
    #expect(trap?.message.contains(message) == true)
    let batchTrap = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = ToTensor().batch(ByteTensor([1, 2, 3, 4], shape: [2, 2]))
    }
    let batchMessage = "ToTensor: the pixels have shape [2, 2], expected [batch, height, width]"
    #expect(batchTrap?.message.contains(batchMessage) == true)
  }

  @Test(.withExitTests) func normalizeTrapsOnOtherChannels() async {
    let trap = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Normalize(mean: [0, 0], std: [1, 1])(Tensor([1, 2], shape: [1, 1, 2]))
    }
    let message = """
      Normalize: the image has shape [1, 1, 2], expected [channels, height, width] with 2 channels
      """
    #expect(trap?.message.contains(message) == true)
  }

  @Test(.withExitTests) func normalizeTrapsOnUnevenChannels() async {
    let trap = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Normalize(mean: [0], std: [1, 1])
    }
    #expect(trap?.message.contains("Normalize: mean has 1 channels and std has 2") == true)
  }

  @Test(.withExitTests) func normalizeTrapsOnDivisionByZero() async {
    let trap = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Normalize(mean: [0], std: [0])
    }
    #expect(trap?.message.contains("Normalize: std is [0.0], and nothing divides by 0") == true)
  }
}

/// Black becomes white: a transform as a reader would write it.
private struct Invert: Transform {
  func callAsFunction(_ image: Tensor) -> Tensor {
    Tensor(image.values.map { 1 - $0 }, shape: image.shape)
  }
}
