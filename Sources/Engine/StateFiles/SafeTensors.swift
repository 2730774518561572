/// The contents of one safetensors file: named tensors, and what the file says about itself.
///
/// | bytes | what they are |
/// | --- | --- |
/// | 8 | the length of the header, least significant byte first |
/// | that many | the header: JSON with each tensor's name, type, shape and place, and spaces at its end |
/// | the rest | the elements, least significant byte first, last dimension fastest, without a gap |
///
/// What is written is byte for byte what the safetensors library writes for the same tensors, and
/// so PyTorch takes it unchanged:
///
/// ```python
/// model.load_state_dict(safetensors.torch.load_file("model.safetensors"))
/// ```
///
/// Elements are 32-bit floats or, for counts, 64-bit integers. Source:
/// https://github.com/huggingface/safetensors
public struct SafeTensors: Equatable, Sendable {
  /// In the order of the file; no two have the same name.
  public let tensors: [StateTensor]
  /// Anything that whoever wrote the file wanted to say, under `__metadata__` in the header.
  public let metadata: [String: String]

  /// A file of these tensors. Traps where two have one name, or one has the name of the metadata.
  public init(_ tensors: [StateTensor], metadata: [String: String] = [:]) {
    var names: Set = [SafeTensorsHeader.metadataName]
    for tensor in tensors where !names.insert(tensor.name).inserted {
      fatalError("SafeTensors: the name '\(tensor.name)' is taken already")
    }
    self.tensors = tensors
    self.metadata = metadata
  }

  /// Reads a file. Allocates nothing that is larger than the file.
  ///
  /// - Throws: ``SafeTensorsError`` if it cannot be read, is not a sound safetensors file, or holds
  ///   other elements than 32-bit floats and 64-bit integers.
  public init(path: String) throws(SafeTensorsError) {
    let file = try SafeTensorsError.reporting { () throws(FileError) in
      try RegularFile(path: path)
    }
    try self.init(file, path: path)
  }

  /// Takes the bytes of a file that are already in memory.
  ///
  /// - Parameters:
  ///   - path: what errors call the file.
  ///   - bytes: all of the file.
  /// - Throws: ``SafeTensorsError``, as ``init(path:)`` does.
  public init(path: String, bytes: [UInt8]) throws(SafeTensorsError) {
    try self.init(bytes, path: path)
  }

  private init(_ source: some ByteSource, path: String) throws(SafeTensorsError) {
    let header = try SafeTensorsHeader(source, path: path)
    var tensors: [StateTensor] = []
    for entry in header.entries { tensors.append(try header.tensor(entry, from: source)) }
    self.tensors = tensors
    self.metadata = header.metadata
  }

  /// The bytes of the file: larger elements first, and those of one size by name, as the library has
  /// it, so that every element lies at a multiple of its size.
  public func encoded() -> [UInt8] {
    let ordered = tensors.sorted { left, right in
      let (leftSize, rightSize) = (left.elements.type.byteCount, right.elements.type.byteCount)
      if leftSize != rightSize { return leftSize > rightSize }
      return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
    var bytes = SafeTensorsHeader.encoded(ordered, metadata: metadata)
    for tensor in ordered {
      switch tensor.elements {
      case .float32(let values): append(values.lazy.map(\.bitPattern.littleEndian), to: &bytes)
      case .int64(let values): append(values.lazy.map { Int64($0).littleEndian }, to: &bytes)
      }
    }
    return bytes
  }

  private func append(_ values: some Sequence<some FixedWidthInteger>, to bytes: inout [UInt8]) {
    for value in values { withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) } }
  }

  /// Writes the file: beside its place first, and then renamed, so that a half-written one is never
  /// seen there.
  ///
  /// - Throws: ``SafeTensorsError`` where it cannot be written; what was at its place before stays.
  public func write(to path: String) throws(SafeTensorsError) {
    try SafeTensorsError.reporting { () throws(FileError) in
      let file = try PendingFile(for: path)
      try file.write(encoded())
      try file.moveIntoPlace()
    }
  }

  /// Finds out whether a file could be written there, and changes nothing: to be asked before a
  /// long training.
  ///
  /// - Throws: the ``SafeTensorsError`` that ``write(to:)`` would begin with.
  package static func checkDestination(_ path: String) throws(SafeTensorsError) {
    try SafeTensorsError.reporting { () throws(FileError) in _ = try PendingFile(for: path) }
  }
}

extension ByteSource {
  /// Some of the bytes; the range lies within ``count``.
  func bytes(_ range: Range<Int>) throws(SafeTensorsError) -> [UInt8] {
    try SafeTensorsError.reporting { () throws(FileError) in try read(range) }
  }
}

extension SafeTensorsHeader {
  /// One of the tensors, with its elements.
  package func tensor(
    _ entry: Entry, from source: some ByteSource
  ) throws(SafeTensorsError) -> StateTensor {
    let place = entry.place.lowerBound + dataOffset..<entry.place.upperBound + dataOffset
    let bytes = try source.bytes(place)
    let elements: StateTensor.Elements =
      switch entry.type {
      case .float32:
        .float32(Self.values(of: bytes).map { Float(bitPattern: UInt32(littleEndian: $0)) })
      case .int64: .int64(Self.values(of: bytes).map { Int(Int64(littleEndian: $0)) })
      }
    return StateTensor(name: entry.name, shape: entry.shape, elements: elements)
  }

  private static func values<Value: FixedWidthInteger & BitwiseCopyable>(
    of bytes: [UInt8]
  ) -> [Value] {
    bytes.withUnsafeBytes { buffer in
      stride(from: 0, to: buffer.count, by: MemoryLayout<Value>.size).map {
        buffer.loadUnaligned(fromByteOffset: $0, as: Value.self)
      }
    }
  }
}
