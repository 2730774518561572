import TestSupport
import Testing

@testable import StateFiles

/// Files that somebody may take for a safetensors file, by their first bytes.
@Suite("Files of other kinds") struct FileKindTests {
  private static func zip(_ name: String) -> [UInt8] {
    [0x50, 0x4b, 3, 4] + [UInt8](repeating: 0, count: 22) + [UInt8(name.utf8.count), 0, 0, 0]
      + Array(name.utf8)
  }

  // torch.save(model.state_dict(), "x.pt"), and the same with _use_new_zipfile_serialization=False;
  // numpy.savez(F, a=a), numpy.save(F, a); gzip with no time in its header.
  static let kinds: [(bytes: [UInt8], kind: FileKind, words: String)] = [
    (
      Array("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 487960\n".utf8),
      .gitLFSPointer,
      "a Git LFS pointer, which stands for the file itself: "
        + "fetch that with 'git lfs pull' where it was cloned"
    ),
    (
      Array("\u{FEFF}\n<!DOCTYPE html>\n<html>404</html>".utf8), .webPage,
      "a web page, as a download that failed may leave: download it again, and look at its address"
    ),
    (
      Array("Entry not found\nbye\u{1B}[2J".utf8).dropLast(4), .text("Entry not found"),
      "a text that begins with 'Entry not found': download it again, and look at its address"
    ),
    (
      zip("x/data.pkl"), .torchArchive,
      "a zip archive, as torch.save writes them: "
        + "load it in PyTorch, and save model.state_dict() with safetensors.torch.save_file"
    ),
    (
      [0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e],
      .pickle,
      "a pickle of Python's, as torch.save wrote them before PyTorch 1.6: "
        + "load it in PyTorch, and save model.state_dict() with safetensors.torch.save_file"
    ),
    (
      zip("a.npy"), .numpyArchive,
      "a NumPy archive (.npz): "
        + "load it in Python, and save its arrays with safetensors.numpy.save_file"
    ),
    (
      [0x93] + Array("NUMPY\u{1}\0v\0{'descr'".utf8), .numpyArray,
      "a NumPy array (.npy): "
        + "load it in Python, and save its arrays with safetensors.numpy.save_file"
    ),
    (zip("model.safetensors"), .packed("unzip"), "packed (for unzip): unpack it first"),
    (
      [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3], .packed("gunzip"),
      "packed (for gunzip): unpack it first"
    ),
    (
      [0, 0, 8, 3, 0, 0, 0xea, 0x60, 0, 0, 0, 28, 0, 0, 0, 28], .idx,
      "an IDX file of images or labels: digits are given with --data, the folder that they are in"
    ),
    (
      [0x89] + Array("HDF\r\n\u{1A}\n\0".utf8), .hdf5,
      "an HDF5 file, as Keras writes them: "
        + "load it in Python, and save its weights with safetensors.numpy.save_file"
    ),
    ([0x89] + Array("PNG\r\n\u{1A}\n".utf8), .picture, "a picture: choose another file"),
  ]

  @Test("Each is told by its name, with what to do", arguments: kinds)
  func told(bytes: [UInt8], kind: FileKind, words: String) {
    #expect(FileKind(bytes) == kind)
    #expect(
      refusal { _ = try SafeTensors(path: "F", bytes: bytes) }
        == "F is no safetensors file, but \(words)")
  }

  @Test("A gzipped file whose first bytes could be a length")
  func gzipped() {
    let bytes = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0] + [UInt8](repeating: 7, count: 600_000)
    #expect(
      refusal { _ = try SafeTensors(path: "F", bytes: bytes) }
        == "F is no safetensors file, but packed (for gunzip): unpack it first")
  }

  @Test("What is none of them, or cut in the middle of a character")
  func others() {
    #expect(FileKind([]) == nil)
    #expect(FileKind([1, 2, 3, 4, 5, 6, 7, 8, 9]) == nil)
    #expect(FileKind(Array("a\0b and so on".utf8)) == nil)
    // As few bytes as tell it, and one less.
    #expect(FileKind([0x80, 2, 0x4e]) == .pickle && FileKind([0x80, 2]) == nil)
    #expect(FileKind([0, 0, 8, 3]) == .idx && FileKind([0, 0, 8]) == nil)
    #expect(FileKind(Array("Nothing.".utf8)) == .text("Nothing."))
    #expect(FileKind(Array("Nothing".utf8)) == nil)
    let long = Array(String(repeating: "é", count: 300).utf8)
    #expect(FileKind([97] + long.prefix(511)) == .text("a" + String(repeating: "é", count: 39)))
    // A character has four bytes at most: three may be left of it, and four are none.
    let letters = [UInt8](repeating: 97, count: 509)
    #expect(FileKind(letters + "😀".utf8.prefix(3)) == .text(String(repeating: "a", count: 40)))
    #expect(FileKind(letters.dropLast() + [0xF0, 0x9F, 0x98, 0xFF]) == nil)
    #expect(FileKind(SafeTensors([]).encoded() + [1]) == nil)
    #expect(FileKind(safeTensorsBytes(#"{"a":1}"#, dataCount: 0)) == .safeTensors)
  }
}
