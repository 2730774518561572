/// What stands before the elements in a safetensors file: each tensor's name, type, shape and place.
///
/// A header that exists has been checked against the size of its file: the places follow one
/// another without overlap and without holes, fill the rest of the file, and have the sizes that
/// shapes and types ask for. So whatever is allocated for it afterwards is no larger than the file.
package struct SafeTensorsHeader: Equatable {
  /// One tensor, and where its elements are.
  package struct Entry: Equatable {
    package let name: String
    package let type: StateTensor.ElementType
    package let shape: [Int]
    /// Counted from the end of the header.
    let place: Range<Int>
  }

  /// In the order of their bytes.
  package let entries: [Entry]
  /// What the file says about itself, as the header's `__metadata__`.
  let metadata: [ExactString: String]
  /// Where the elements begin in the file.
  let dataOffset: Int

  /// Longer headers are refused, as in the safetensors library.
  static let largestByteCount = 100_000_000
  /// More tensors, or more entries of metadata, are refused: a header that is full of short ones would
  /// take many times its own size in memory.
  static let mostEntries = 32_768
  /// More dimensions are refused, as PyTorch refuses them.
  static let mostDimensions = 64
  /// The name that no tensor can have, since it stands for the metadata.
  static let metadataName: ExactString = "__metadata__"

  /// Reads the header from the front of a file, and no more of it than that.
  package init(_ source: some ByteSource, path: String) throws(SafeTensorsError) {
    let start = try source.bytes(0..<min(source.count, FileKind.startCount))
    do throws(SafeTensorsError.Problem) {
      dataOffset = 8 + (try Self.length(announcedBy: start, of: source.count))
    } catch {
      throw SafeTensorsError(FileKind(start).map { .otherKind($0) } ?? error, path: path)
    }
    let bytes = try source.bytes(8..<dataOffset)
    do throws(SafeTensorsError.Problem) {
      var reader = SafeTensorsHeaderReader(bytes)
      let (descriptions, metadata) = try reader.read()
      self.metadata = metadata
      entries = try Self.places(descriptions, dataCount: source.count - dataOffset)
    } catch {
      // Some other files begin with a length that could be a header's.
      if case .malformedHeader(byte: 0, _) = error, let kind = FileKind(start) {
        throw SafeTensorsError(.otherKind(kind), path: path)
      }
      throw SafeTensorsError(error, path: path)
    }
  }

  /// How many bytes the header has, if it can have as many.
  private static func length(
    announcedBy start: [UInt8], of byteCount: Int
  ) throws(SafeTensorsError.Problem) -> Int {
    guard byteCount >= 8 else { throw .tooShort(byteCount: byteCount) }
    let announced = start[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let limit = min(byteCount - 8, largestByteCount)
    guard let length = Int(exactly: announced), length <= limit else {
      throw .headerTooLong(announced: announced, limit: limit)
    }
    return length
  }

  /// The described tensors in the order of their bytes, if each byte belongs to one of them.
  private static func places(
    _ descriptions: [TensorDescription], dataCount: Int
  ) throws(SafeTensorsError.Problem) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(descriptions.count)
    for description in descriptions {
      entries.append(try description.entry(dataCount: dataCount))
    }
    // A tensor without elements lies before the one that begins at the same byte.
    entries.sort {
      ($0.place.lowerBound, $0.place.upperBound) < ($1.place.lowerBound, $1.place.upperBound)
    }
    var end = 0
    for (index, entry) in entries.enumerated() {
      guard entry.place.lowerBound >= end else {
        throw .overlap(entries[index - 1].name, entry.name)
      }
      guard entry.place.lowerBound == end else {
        throw .unused(begin: end, end: entry.place.lowerBound)
      }
      end = entry.place.upperBound
    }
    guard end == dataCount else { throw .unused(begin: end, end: dataCount) }
    return entries
  }

  /// The header's bytes for these tensors, its length before it, and spaces behind it up to a
  /// multiple of 8.
  static func encoded(_ tensors: [StateTensor], metadata: [ExactString: String]) -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let sorted = metadata.sorted { $0.key.text.utf8.lexicographicallyPrecedes($1.key.text.utf8) }
      let pairs = sorted.map { "\(json($0.key.text)):\(json($0.value))" }
      members.append("\"\(metadataName.text)\":{\(pairs.joined(separator: ","))}")
    }
    var offset = 0
    for tensor in tensors {
      let type = tensor.elements.type
      let end = offset + tensor.elements.count * type.byteCount
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(json(tensor.name)):{\"dtype\":\"\(type.rawValue)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var header = Array("{\(members.joined(separator: ","))}".utf8)
    header += [UInt8](repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    return withUnsafeBytes(of: UInt64(header.count).littleEndian, Array.init) + header
  }

  /// The text as JSON has it: quoted, with the characters escaped that must be.
  private static func json(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{8}": quoted += "\\b"
      case "\u{C}": quoted += "\\f"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

/// What a header says of one tensor, whether or not it can be so.
struct TensorDescription {
  let name: String
  var type: String?
  var shape: [Int]?
  var offsets: (begin: Int, end: Int)?

  /// The tensor, if it is described wholly and its place has the right size and lies within the
  /// file.
  func entry(dataCount: Int) throws(SafeTensorsError.Problem) -> SafeTensorsHeader.Entry {
    guard let type else { throw .missingKey("dtype", tensor: name) }
    guard let shape else { throw .missingKey("shape", tensor: name) }
    guard let (begin, end) = offsets else { throw .missingKey("data_offsets", tensor: name) }
    guard let type = StateTensor.ElementType(rawValue: type) else {
      throw .unknownType(type, tensor: name)
    }
    guard let byteCount = type.byteCount(of: shape) else {
      throw .shapeTooLarge(shape, tensor: name)
    }
    guard begin <= end else { throw .backwards(begin: begin, end: end, tensor: name) }
    guard end - begin == byteCount else {
      throw .wrongSize(tensor: name, shape: shape, bytes: end - begin, expected: byteCount)
    }
    guard end <= dataCount else { throw .outOfRange(tensor: name, end: end, available: dataCount) }
    return SafeTensorsHeader.Entry(name: name, type: type, shape: shape, place: begin..<end)
  }
}
