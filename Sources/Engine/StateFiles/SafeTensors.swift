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
  public let metadata: [ExactString: String]

  /// A file of these tensors. Traps where two have one name, or one has the name of the metadata.
  public init(_ tensors: [StateTensor], metadata: [ExactString: String] = [:]) {
    var names: Set = [SafeTensorsHeader.metadataName]
    for tensor in tensors where !names.insert(ExactString(tensor.name)).inserted {
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
    let tensors = inOrderOfTheFile
    var bytes = SafeTensorsHeader.encoded(tensors, metadata: metadata)
    for tensor in tensors { tensor.elements.withBytes { bytes.append(contentsOf: $0) } }
    return bytes
  }

  private var inOrderOfTheFile: [StateTensor] {
    tensors.sorted { left, right in
      let (leftSize, rightSize) = (left.elements.type.byteCount, right.elements.type.byteCount)
      if leftSize != rightSize { return leftSize > rightSize }
      return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
  }

  /// Writes the file: beside its place first, and then renamed, so that a half-written one is never
  /// seen there.
  ///
  /// - Throws: ``SafeTensorsError`` where it cannot be written; what was at its place before stays.
  public func write(to path: String) throws(SafeTensorsError) {
    try SafeTensorsError.reporting { () throws(FileError) in
      let file = try PendingFile(for: path)
      let tensors = inOrderOfTheFile
      try file.write(SafeTensorsHeader.encoded(tensors, metadata: metadata))
      for tensor in tensors {
        try tensor.elements.withBytes { bytes throws(FileError) in try file.write(bytes) }
      }
      try file.moveIntoPlace()
    }
  }

  /// Finds out whether there is a place and room for the file there, and changes nothing: to be
  /// asked before a long training.
  ///
  /// - Throws: the ``SafeTensorsError`` that ``write(to:)`` would end with.
  package func checkDestination(_ path: String) throws(SafeTensorsError) {
    let header = SafeTensorsHeader.encoded(inOrderOfTheFile, metadata: metadata)
    let byteCount = tensors.reduce(header.count) { $0 + $1.elements.byteCount }
    try SafeTensorsError.reporting { () throws(FileError) in
      try PendingFile.check(path, byteCount: byteCount)
    }
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
    let offset = dataOffset + entry.place.lowerBound
    let count = entry.place.count / entry.type.byteCount
    let elements = try SafeTensorsError.reporting { () throws(FileError) -> StateTensor.Elements in
      switch entry.type {
      case .float32: .float32(try source.values(count, at: offset))
      case .int64: .int64(try source.values(count, at: offset))
      }
    }
    return StateTensor(name: entry.name, shape: entry.shape, elements: elements)
  }
}

extension StateTensor.Elements {
  /// How many bytes they take in a file.
  fileprivate var byteCount: Int { count * type.byteCount }

  /// Hands out the elements as they stand in a file, which is as they stand in memory: every
  /// processor that Swift builds this for has the least significant byte first.
  fileprivate func withBytes<Failure>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    switch self {
    case .float32(let values): try withBytes(of: values, body)
    case .int64(let values): try withBytes(of: values, body)
    }
  }

  private func withBytes<Value, Failure>(
    of values: [Value], _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try values.withUnsafeBufferPointer { values throws(Failure) in
      try body(UnsafeRawBufferPointer(values))
    }
  }
}
