import ExitTestSupport
import Foundation
import TestSupport
import Testing

@testable import StateFiles

/// The longest headers, each full of one thing, take no more memory than twice their size.
@Suite("Memory of headers", .withExitTests) struct HeaderMemoryTests {
  /// How a header begins, what stands in it again and again, and how it ends.
  private static let kinds = [
    (#"{""#, "abcdefgh", #"":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#),
    (#"{"__metadata__":{"a":""#, "abcdefgh", #""}}"#),
    (#"{"a":{"dtype":"F32","shape":[1"#, ",1", #"],"data_offsets":[0,4]}}"#),
    (#"{"a":{"x":[0"#, ",[0]", #"],"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#),
    ("{", #""a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"#, "}"),
  ]

  @Test("Each is read or refused within that", arguments: kinds.indices)
  func headers(kind: Int) async {
    await #expect(processExitsWith: .success) { [kind] in
      let (begin, middle, end) = Self.kinds[kind]
      let folder = try TemporaryFolder()
      let path = folder.path + "/file"
      let size = measuredPart(of: SafeTensorsHeader.largestByteCount)
      let count = (size - begin.utf8.count - end.utf8.count) / middle.utf8.count
      let header = begin.utf8.count + count * middle.utf8.count + end.utf8.count
      let file = try PendingFile(for: path)
      try file.write(withUnsafeBytes(of: UInt64(header).littleEndian, Array.init))
      try file.write(Array(begin.utf8))
      // Written piece by piece, so that nothing of it is in memory before it is read.
      let piece = Array(String(repeating: middle, count: 1000).utf8)
      for _ in 0..<count / 1000 { try file.write(piece) }
      try file.write(Array(String(repeating: middle, count: count % 1000).utf8))
      try file.write(Array(end.utf8))
      try file.moveIntoPlace()

      let before = peakMemory()
      _ = try? SafeTensors(path: path)
      let taken = peakMemory() - before
      #expect(taken <= 2 * header + 4_000_000, "\(taken) for \(header) bytes")
    }
  }
}
