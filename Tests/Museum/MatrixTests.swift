import Datasets
import Foundation
import Plots
import Tensors
import TestSupport
import Testing

@testable import Museum

@Suite struct MatrixTests {
  /// Each check finds its own fault, none of the others, and none in the sound training.
  @Test func eachCheckFindsItsFaultAlone() throws {
    let rows = matrix(on: try MNIST(train: true))
    #expect(exhibits.count >= 12)
    #expect(rows.count == exhibits.count + 1)
    for (index, (name, found)) in rows.enumerated() {
      let finders = found.indices.filter { found[$0] }.map { $0 + 1 }
      print("\(name): found by", finders)
      #expect(finders == (index == 0 ? [] : [index]), "\(name)")
    }
  }

  /// Whoever looks for a fault has trained already.
  @Test func checksFindTheirFaultsAfterAnEpoch() throws {
    let digits = try MNIST(train: true)
    for exhibit in exhibits {
      let training = Training(exhibit.init(), on: digits)
      _ = training.epoch()
      #expect(exhibit.check(training).isFault, "\(exhibit.name)")
    }
  }

  /// What they say means little then, and with one digit there is none to be tested on.
  @Test(arguments: [1, 2, 7])
  func aFewDigitsAreEnough(count: Int) throws {
    let folder = try TemporaryFolder()
    let digits = try MNIST(train: true)
    let (images, labels) = (digits.data.values, digits.targets.values)
    let lengths = [0, 0, 0, UInt8(count)]
    for (name, bytes) in [
      (
        "images-idx3",
        [0, 0, 8, 3] + lengths + [0, 0, 0, 28, 0, 0, 0, 28] + images[..<(784 * count)]
      ),
      ("labels-idx1", [0, 0, 8, 1] + lengths + labels[..<count].map(UInt8.init)),
    ] {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder.path)/train-\(name)-ubyte"))
    }
    let few = try MNIST(root: .directory(folder.path), train: true)
    #expect(matrix(on: few).count == exhibits.count + 1)
    #expect(drawSound(runSound(on: few)).panels.count == 2)
  }

  @Test func namesAreDifferentAndFitIntoTheTable() {
    let names = exhibits.map { $0.name }
    #expect(Set(names).count == names.count)
    for name in names { #expect(name.count <= 26, "\(name)") }
  }
}
