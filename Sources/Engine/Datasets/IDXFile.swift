import StateFiles
import Tensors

/// The contents of one IDX file: a box of bytes with the length of each of its dimensions.
///
/// IDX is the format that MNIST came in. A file is
///
/// | bytes | what they are |
/// | --- | --- |
/// | 2 | zero |
/// | 1 | the type of a value; 8 is an unsigned byte, the only type read here |
/// | 1 | the number of dimensions, n |
/// | 4 each, n times | the length of each dimension, most significant byte first |
/// | the rest | the values, last dimension fastest |
///
/// It may be gzipped: the first two bytes tell.
///
/// Source: [The MNIST database](http://yann.lecun.com/exdb/mnist/), "File formats", and
/// [torchvision.datasets.mnist](https://pytorch.org/vision/0.18/_modules/torchvision/datasets/mnist.html),
/// `read_sn3_pascalvincent_tensor`.
package struct IDXFile: Sendable {
  /// Where it was read from.
  package let path: String
  /// The length of each dimension: `[60000, 28, 28]` for the training images.
  package let dimensions: [Int]
  /// The values, last dimension fastest.
  package let values: [UInt8]
  /// How many bytes the file has, compressed if it is.
  package let byteCount: Int

  /// The values as a tensor of shape ``dimensions``.
  package var tensor: ByteTensor { ByteTensor(values, shape: dimensions) }

  /// Files with more values than this are refused: a thousand million, twenty times MNIST.
  static let largestCount = 1 << 30

  /// Larger gzipped files are refused: deflate makes nothing longer than it was, but for some
  /// bytes.
  static let largestFileCount = 2 * largestCount

  /// Reads a file, raw or gzipped: its header first, and then no more than that announces.
  ///
  /// - Throws: ``DatasetError`` if it cannot be read, is not an IDX file of bytes, is damaged, or
  ///   is shorter or longer than its header says.
  package init(path: String) throws(DatasetError) {
    let file: RegularFile
    do throws(FileError) {
      file = try RegularFile(path: path)
    } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
    try self.init(path: path, source: file)
  }

  /// Takes the bytes of a file that are already in memory, raw or gzipped.
  ///
  /// - Parameters:
  ///   - path: what errors call the file.
  ///   - bytes: all of the file.
  /// - Throws: ``DatasetError``, as ``init(path:)`` does.
  package init(path: String, bytes: [UInt8]) throws(DatasetError) {
    try self.init(path: path, source: bytes)
  }

  /// What stands before the values.
  static func header(_ dimensions: [Int]) -> [UInt8] {
    [0, 0, IDXSource.unsignedByte, UInt8(dimensions.count)]
      + dimensions.flatMap { length in withUnsafeBytes(of: UInt32(length).bigEndian, Array.init) }
  }

  /// Takes the bytes from anywhere, and no more of them than the header announces.
  init(path: String, source: any ByteSource) throws(DatasetError) {
    self.path = path
    byteCount = source.count
    let source = try IDXSource(path: path, source)
    dimensions = try source.readDimensions()
    values = try source.readValues(dimensions)
  }
}

/// A file on its way to becoming an ``IDXFile``: header first, then values, then nothing more.
private struct IDXSource {
  let path: String
  let reader: any ByteReader
  /// How many bytes there are to read; nil where they have to be unpacked to know.
  let byteCount: Int?

  init(path: String, _ source: any ByteSource) throws(DatasetError) {
    self.path = path
    let start: [UInt8]
    do throws(FileError) {
      start = try source.read(0..<min(GzipReader.magic.count, source.count))
    } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
    guard start == GzipReader.magic else {
      reader = PlainReader(source)
      byteCount = source.count
      return
    }
    guard source.count <= IDXFile.largestFileCount else {
      throw .unreadable(path: path, reason: "\(source.count.grouped) bytes are too many")
    }
    reader = GzipReader(source)
    byteCount = nil
  }

  /// Reads the header, and refuses what cannot be a file of bytes of a sensible size.
  func readDimensions() throws(DatasetError) -> [Int] {
    let start = try read(4)
    if start.isEmpty { throw .empty(path: path) }
    guard start.count == 4, start[0] == 0, start[1] == 0, start[3] > 0,
      let typeName = Self.typeNames[start[2]]
    else {
      // A little more may tell what it is.
      throw .notIDX(path: path, start: start + (try read(FileKind.startCount - start.count)))
    }
    guard start[2] == Self.unsignedByte else {
      throw .wrongElementType(path: path, found: typeName)
    }
    let count = Int(start[3])
    let lengths = try read(4 * count)
    guard lengths.count == 4 * count else {
      throw .truncated(path: path, found: 4 + lengths.count, expected: 4 + 4 * count)
    }
    let dimensions = (0..<count).map { dimension in
      lengths[4 * dimension..<4 * dimension + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    var total = 1
    for length in dimensions {
      // A length of 0 makes no tensor of lengths without end.
      let (product, overflows) = total.multipliedReportingOverflow(by: max(1, length))
      guard !overflows, product <= IDXFile.largestCount else {
        throw .tooLarge(path: path, dimensions: dimensions)
      }
      total = product
    }
    return dimensions
  }

  /// Reads exactly the values that the header has announced.
  func readValues(_ dimensions: [Int]) throws(DatasetError) -> [UInt8] {
    let expected = dimensions.elementCount
    let header = 4 + 4 * dimensions.count
    if let byteCount, byteCount < header + expected {
      throw .truncated(path: path, found: byteCount, expected: header + expected)
    }
    if let byteCount, byteCount > header + expected {
      throw .tooLong(path: path, expected: header + expected)
    }
    let values = try read(expected)
    guard values.count == expected else {
      throw .truncated(path: path, found: header + values.count, expected: header + expected)
    }
    guard try read(1).isEmpty else { throw .tooLong(path: path, expected: header + expected) }
    return values
  }

  /// Reads on, and says of what goes wrong in which file it went wrong.
  private func read(_ count: Int) throws(DatasetError) -> [UInt8] {
    do throws(ByteReaderError) {
      return try reader.read(count)
    } catch {
      switch error {
      case .gzip(let error): throw .damaged(path: path, reason: error.description)
      case .file(let error): throw .unreadable(path: path, reason: error.reason)
      }
    }
  }

  static let unsignedByte: UInt8 = 0x08
  private static let typeNames: [UInt8: String] = [
    unsignedByte: "bytes",
    0x09: "signed bytes",
    0x0b: "16-bit numbers",
    0x0c: "32-bit numbers",
    0x0d: "32-bit floating-point numbers",
    0x0e: "64-bit floating-point numbers",
  ]
}
