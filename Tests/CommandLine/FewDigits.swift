import Datasets
import Foundation

/// A folder with the first of the digits that ship, in `digits`, for epochs that take a moment;
/// removed with all in it when the last reference goes.
final class FewDigits {
  let path = NSTemporaryDirectory() + "saved-" + UUID().uuidString

  init(train: Int = 64, test: Int = 16) throws {
    try FileManager.default.createDirectory(
      atPath: path + "/digits", withIntermediateDirectories: true)
    for (part, isTrain, count) in [("train", true, train), ("t10k", false, test)] {
      let digits = try MNIST(train: isTrain)
      func write(_ name: String, _ dimensions: [Int], _ values: some Sequence<UInt8>) throws {
        let lengths = dimensions.flatMap { withUnsafeBytes(of: UInt32($0).bigEndian, Array.init) }
        let header = [0, 0, 8, UInt8(dimensions.count)] + lengths
        try Data(header + values).write(
          to: URL(fileURLWithPath: "\(path)/digits/\(part)-\(name)"))
      }
      try write("images-idx3-ubyte", [count, 28, 28], digits.data.values.prefix(count * 28 * 28))
      try write("labels-idx1-ubyte", [count], digits.targets.values.prefix(count).map(UInt8.init))
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func train(_ arguments: String...) throws -> BuiltWorkbook.Run {
    try BuiltWorkbook.run(["train", "--epochs", "1", "--data", path + "/digits"] + arguments)
  }

  /// The bytes of a file in the folder; nil where there is none.
  func bytes(_ name: String) -> Data? { FileManager.default.contents(atPath: "\(path)/\(name)") }

  /// What is in it besides the digits, hidden files too.
  var files: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: path).filter { $0 != "digits" }.sorted()
    }
  }
}
