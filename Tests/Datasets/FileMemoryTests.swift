import ExitTestSupport
import Foundation
import TestSupport
import Testing

@testable import Datasets

/// The largest files take no more memory than twice what they hold, unpacked.
@Suite("Memory of IDX files", .withExitTests) struct FileMemoryTests {
  /// Writes images of nothing, which take no room on the disk, and their labels.
  static func writeImages(_ count: Int, to folder: TemporaryFolder) throws {
    try folder.write(idxBytes([count, 28, 28], []), to: "train-images-idx3-ubyte")
    #expect(
      truncate(folder.path + "/train-images-idx3-ubyte", off_t(16 + count * 784)) == 0)
    try folder.write(
      idxBytes([count], [UInt8](repeating: 0, count: count)), to: "train-labels-idx1-ubyte")
  }

  @Test(arguments: [false, true])
  func images(isGzipped: Bool) async {
    await #expect(processExitsWith: .success) { [isGzipped] in
      let folder = try TemporaryFolder()
      let count = measuredPart(of: IDXFile.largestCount) / 784
      try Self.writeImages(count, to: folder)
      if isGzipped {
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gzip.arguments = ["gzip", "-1", folder.path + "/train-images-idx3-ubyte"]
        try gzip.run()
        gzip.waitUntilExit()
      }
      let before = peakMemory()
      let digits = try MNIST(root: .directory(folder.path), train: true)
      let taken = peakMemory() - before
      #expect(digits.count == count)
      #expect(taken <= 2 * 784 * count, "\(taken) for \(784 * count) bytes")
      #expect(taken >= 700 * count, "that it was measured: \(taken)")
    }
  }
}
