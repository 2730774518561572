import Datasets
import Tensors
import TestSupport
import Testing

/// All of MNIST, where somebody has it.
@Suite(.enabled(if: fullSet != nil, "no full MNIST set: name its folder in WORKBOOK_MNIST"))
struct FullSetTests {
  @Test func trainingPart() throws {
    let digits = try MNIST(root: .directory(try #require(fullSet)), train: true)
    #expect(digits.count == 60_000)
    #expect(digits.data.shape == [60_000, 28, 28])
    #expect(digits.targets.values.prefix(10) == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
    // The mean and the standard deviation that everybody normalizes with.
    let mean = digits.data.values.reduce(0) { $0 + Double($1) } / Double(60_000 * 784) / 255
    #expect(abs(mean - 0.1307) < 0.00005)
  }

  @Test func testPart() throws {
    let digits = try MNIST(root: .directory(try #require(fullSet)), train: false)
    #expect(digits.count == 10_000)
    #expect(digits.targets.values.prefix(10) == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
  }

  /// What the notice beside the digits that ship says: all are from the full set's training part.
  @Test func digitsThatShipAreTrainingImages() throws {
    let root = MNIST.Root.directory(try #require(fullSet))
    func samples(_ digits: MNIST) -> Set<[UInt8]> {
      let pixels = digits.data.values
      return Set(
        (0..<digits.count).map { index in
          Array(pixels[index * 784..<(index + 1) * 784]) + [UInt8(digits.targets.values[index])]
        })
    }
    let train = samples(try MNIST(root: root, train: true))
    let test = samples(try MNIST(root: root, train: false))
    for part in [true, false] {
      let shipped = samples(try MNIST(train: part))
      #expect(shipped.isSubset(of: train))
      #expect(shipped.isDisjoint(with: test))
    }
  }
}
