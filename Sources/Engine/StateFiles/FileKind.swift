import Foundation

/// What a file is that was taken for one of another kind, as far as its first bytes tell.
package enum FileKind: Error, Equatable, Sendable {
  /// What Git puts in the place of a large file until somebody fetches that.
  case gitLFSPointer
  /// Hypertext, such as a server's words for why there is no such file.
  case webPage
  /// Any other text, with its beginning.
  case text(String)
  /// What `torch.save` writes.
  case torchArchive
  /// What `numpy.savez` writes.
  case numpyArchive
  /// What `numpy.save` writes.
  case numpyArray
  /// What Python's `pickle` writes, and `torch.save` wrote before PyTorch 1.6.
  case pickle
  /// What Keras and MATLAB write.
  case hdf5
  /// A network as ``SafeTensors`` reads it.
  case safeTensors
  /// Images or labels, as MNIST came.
  case idx
  /// A drawing or a photograph.
  case picture
  /// Something packed, by the name of the program that unpacks it.
  case packed(String)

  /// As many of a file's first bytes as are looked at.
  package static let startCount = 512

  /// - Parameter start: the first ``startCount`` bytes of a file, or all where there are fewer.
  package init?(_ start: [UInt8]) {
    guard let kind = Self.binary(start) ?? Self.textual(start) else { return nil }
    self = kind
  }

  private static func binary(_ start: [UInt8]) -> FileKind? {
    func begins(_ bytes: UInt8..., at offset: Int = 0) -> Bool {
      start.dropFirst(offset).starts(with: bytes)
    }
    if begins(0x50, 0x4b, 3, 4) || begins(0x50, 0x4b, 5, 6) { return archive(start) }
    if begins(0x1f, 0x8b) { return .packed("gunzip") }
    if begins(0x42, 0x5a, 0x68) { return .packed("bunzip2") }
    if begins(0xfd, 0x37, 0x7a, 0x58, 0x5a) { return .packed("unxz") }
    if begins(0x28, 0xb5, 0x2f, 0xfd) { return .packed("unzstd") }
    if begins(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c) { return .packed("7z") }
    if start.dropFirst(257).starts(with: Array("ustar".utf8)) { return .packed("tar") }
    if start.starts(with: [0x93] + Array("NUMPY".utf8)) { return .numpyArray }
    if start.starts(with: [0x89] + Array("HDF\r\n".utf8)) { return .hdf5 }
    if start.starts(with: [0x89] + Array("PNG".utf8)) || begins(0xff, 0xd8, 0xff)
      || start.starts(with: Array("GIF8".utf8))
    {
      return .picture
    }
    if begins(0, 0), start.count >= 4, (8...14).contains(start[2]), (1...4).contains(start[3]) {
      return .idx
    }
    if begins(0x80), start.count >= 3, (2...5).contains(start[1]), start[2] != 0 { return .pickle }
    if begins(0, 0, 0, 0, 0x7b, 0x22, at: 4) { return .safeTensors }
    return nil
  }

  /// A zip archive, by the name of the first file in it, where there is one.
  private static func archive(_ start: [UInt8]) -> FileKind {
    let name = start.dropFirst(30).prefix(start.count > 27 ? Int(start[26]) : 0)
    func ends(_ suffix: String) -> Bool { name.reversed().starts(with: suffix.utf8.reversed()) }
    if name.isEmpty || ends("/data.pkl") { return .torchArchive }
    return ends(".npy") ? .numpyArchive : .packed("unzip")
  }

  private static func textual(_ start: [UInt8]) -> FileKind? {
    guard start.count >= 8, let text = beginning(of: start) else { return nil }
    let words = text.drop(while: \.isWhitespace)
    let small = words.prefix(10).lowercased()
    if words.hasPrefix("version https://git-lfs") || words.hasPrefix("version https://hawser") {
      return .gitLFSPointer
    }
    let tags = ["<!doctype", "<html", "<head", "<body", "<?xml", "<!--"]
    if tags.contains(where: small.hasPrefix) { return .webPage }
    let line = words.prefix { !$0.isNewline }
    return .text(String(String.UnicodeScalarView(line.unicodeScalars.prefix(40))))
  }

  /// The bytes as text; nil where they are none. The last character may be cut.
  private static func beginning(of start: [UInt8]) -> String? {
    for cut in 0..<4 {
      guard start.count == startCount || cut == 0 else { break }
      guard let text = String(validating: start.dropLast(cut), as: UTF8.self) else { continue }
      let isText = text.unicodeScalars.allSatisfy { scalar in
        scalar.properties.generalCategory != .control || scalar.properties.isWhitespace
      }
      return isText ? text.replacing("\u{FEFF}", with: "") : nil
    }
    return nil
  }
}

extension FileKind: CustomStringConvertible {
  /// What to call it, with its article.
  package var description: String {
    switch self {
    case .gitLFSPointer: "a Git LFS pointer, which stands for the file itself"
    case .webPage: "a web page, as a download that failed may leave"
    case .text(let beginning): "a text that begins with '\(beginning.printable)'"
    case .torchArchive: "a zip archive, as torch.save writes them"
    case .numpyArchive: "a NumPy archive (.npz)"
    case .numpyArray: "a NumPy array (.npy)"
    case .pickle: "a pickle of Python's, as torch.save wrote them before PyTorch 1.6"
    case .hdf5: "an HDF5 file, as Keras writes them"
    case .safeTensors: "a safetensors file"
    case .idx: "an IDX file of images or labels"
    case .picture: "a picture"
    case .packed(let program): "packed (for \(program))"
    }
  }
}
