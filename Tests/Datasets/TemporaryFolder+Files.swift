import Foundation
import TestSupport

extension TemporaryFolder {
  /// Writes a file, making the folders that it stands in.
  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Writes images and labels of one part, each name with `suffix`, each file through `packing`.
  func writePart(
    _ part: String = "train", count: Int = 3, into folder: String = "", suffix: String = "",
    packing: ([UInt8]) -> [UInt8] = { $0 }
  ) throws {
    let (images, labels) = sampleFiles(count: count)
    try write(packing(images), to: "\(folder)\(part)-images-idx3-ubyte\(suffix)")
    try write(packing(labels), to: "\(folder)\(part)-labels-idx1-ubyte\(suffix)")
  }
}
