import Datasets
import Testing

@testable import Museum

@Suite struct MatrixTests {
  /// Each check finds its own fault, none of the others, and none in the sound training.
  @Test func eachCheckFindsItsFaultAlone() throws {
    let rows = try matrix()
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
    let file = try MNIST(train: true)
    for exhibit in exhibits {
      let training = Training(exhibit.init(), on: file)
      _ = training.epoch()
      #expect(exhibit.check(training).isFault, "\(exhibit.name)")
    }
  }

  @Test func namesAreDifferentAndFitIntoTheTable() {
    let names = exhibits.map { $0.name }
    #expect(Set(names).count == names.count)
    for name in names { #expect(name.count <= 26, "\(name)") }
  }
}
