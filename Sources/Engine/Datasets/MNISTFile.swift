import CZlib
import StateFiles
import Tensors

/// One of the four files of the full set, and how to tell that it is the one.
package struct MNISTFile: Sendable, Equatable {
  /// Its name without `.gz`.
  package let name: String
  /// What it holds: `60,000 images`.
  package let contents: String
  /// How many bytes it has, unpacked.
  package let byteCount: Int
  /// The CRC-32 of these.
  package let checksum: UInt32
  /// How many bytes it has as LeCun packed it, and everybody hands it on. Whoever packs it anew, and
  /// not worse, has the same file in it: what is compared is what it unpacks to.
  package let packedByteCount: Int

  /// Its name as it is fetched.
  package var packedName: String { "\(name).gz" }

  /// Both parts, images before labels.
  ///
  /// The packed sizes are those that LeCun's page gives, <http://yann.lecun.com/exdb/mnist/>. The others
  /// are what `gzip -dc FILE | wc -c` and, in Python, `zlib.crc32(gzip.open(FILE).read())` say.
  package static let all = [
    MNISTFile(
      name: MNISTPart.train.imagesName, contents: "60,000 images", byteCount: 47_040_016,
      checksum: 0xe9f4_d8b3, packedByteCount: 9_912_422),
    MNISTFile(
      name: MNISTPart.train.labelsName, contents: "60,000 labels", byteCount: 60_008,
      checksum: 0xe0cb_4ad2, packedByteCount: 28_881),
    MNISTFile(
      name: MNISTPart.test.imagesName, contents: "10,000 images", byteCount: 7_840_016,
      checksum: 0x9137_3bdf, packedByteCount: 1_648_877),
    MNISTFile(
      name: MNISTPart.test.labelsName, contents: "10,000 labels", byteCount: 10_008,
      checksum: 0x4ab9_eff9, packedByteCount: 4_542),
  ]

  /// What is wrong with bytes that were fetched; nil where they are this file.
  func fault(in bytes: [UInt8]) -> String? {
    if bytes.isEmpty { return "it is empty" }
    guard bytes.starts(with: GzipReader.magic) else {
      let kind = FileKind(Array(bytes.prefix(FileKind.startCount)))
      return "it is \(kind.map(\.description) ?? "not packed by gzip")"
    }
    do throws(ByteReaderError) {
      let reader = GzipReader(bytes)
      let content = try reader.read(byteCount)
      guard content.count == byteCount else {
        return "it holds \(content.count.grouped) bytes, not \(byteCount.grouped)"
      }
      guard try reader.read(1).isEmpty else {
        return "it holds more than \(byteCount.grouped) bytes"
      }
      return sum(of: content) == checksum ? nil : "it holds other bytes than MNIST's"
    } catch {
      return switch error {
      case .gzip(let error): "it is damaged (\(error))"
      case .file(let error): "it cannot be read (\(error.reason))"
      }
    }
  }

  /// Whether a file that was read, from wherever, is this one.
  func isThis(_ file: IDXFile) -> Bool {
    let header = IDXFile.header(file.dimensions)
    return header.count + file.values.count == byteCount
      && sum(of: file.values, behind: sum(of: header)) == checksum
  }
}

/// The CRC-32 of bytes, and of others before them whose sum is known.
private func sum(of bytes: [UInt8], behind sum: UInt32 = 0) -> UInt32 {
  bytes.withUnsafeBufferPointer { UInt32(crc32(UInt(sum), $0.baseAddress, UInt32($0.count))) }
}
