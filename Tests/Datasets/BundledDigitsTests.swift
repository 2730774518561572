import Datasets
import Tensors
import Testing

/// The four files in `Digits`, as `make-digits.py` made them.
@Suite struct BundledDigitsTests {
  @Test(arguments: [
    (true, 4_000, 0x1462_73bf, 0x71bc_144c),
    (false, 1_000, 0x190c_17d7, 0xaae8_6276),
  ])
  func contents(train: Bool, count: Int, images: UInt, labels: UInt) throws {
    let digits = try MNIST(train: train)
    #expect(digits.train == train)
    #expect(digits.count == count)
    #expect(digits.data.shape == [count, 28, 28])
    #expect(digits.targets.shape == [count])
    #expect(checksum(digits.data.values) == images)
    #expect(checksum(digits.targets.values.map { UInt8($0) }) == labels)
  }

  @Test(arguments: [true, false])
  func everyDigitIsThereEquallyOften(train: Bool) throws {
    let digits = try MNIST(train: train)
    var counts = [Int](repeating: 0, count: 10)
    for label in digits.targets.values { counts[label] += 1 }
    #expect(counts == [Int](repeating: train ? 400 : 100, count: 10))
  }

  @Test func firstLabels() throws {
    #expect(try MNIST(train: true).targets.values.prefix(10) == [3, 5, 9, 6, 6, 7, 9, 6, 2, 6])
    #expect(try MNIST(train: false).targets.values.prefix(10) == [0, 5, 6, 5, 6, 5, 1, 0, 2, 2])
  }

  @Test func noTestImageIsAmongTheTrainingImages() throws {
    func images(train: Bool) throws -> Set<[UInt8]> {
      let data = try MNIST(train: train).data.values
      return Set(stride(from: 0, to: data.count, by: 784).map { Array(data[$0..<$0 + 784]) })
    }
    let (train, test) = (try images(train: true), try images(train: false))
    #expect(train.count == 4_000)
    #expect(test.count == 1_000)
    #expect(train.isDisjoint(with: test))
  }

  @Test func aSample() throws {
    let digits = try MNIST(train: true)
    let (image, label) = digits[1]
    #expect(label == 5)
    #expect(image.shape == [1, 28, 28])
    #expect(image.values == digits.data.values[784..<1_568].map { Float($0) / 255 })
    #expect(image.values.max() == 1)
  }
}
