import Foundation
import StateFiles
import Tensors
import TestSupport
import Testing

@testable import Datasets

@Suite struct IDXFileTests {
  static let image = idxBytes([2, 2, 3], Array(0..<12))

  @Test func rawBytes() throws {
    let file = try IDXFile(path: "images", bytes: Self.image)
    #expect(file.dimensions == [2, 2, 3])
    #expect(file.values == Array(0..<12))
    #expect(file.tensor.shape == [2, 2, 3])
    #expect(file.tensor.values == file.values)
  }

  @Test func gzippedBytes() throws {
    let file = try IDXFile(path: "images", bytes: gzipped(Self.image))
    #expect(file.dimensions == [2, 2, 3])
    #expect(file.values == Array(0..<12))
  }

  @Test(arguments: [0, 3, 4, 16, 20, 28])
  func severalMembersReadAsOne(split: Int) throws {
    let bytes = gzipped(Array(Self.image[..<split])) + gzipped(Array(Self.image[split...]))
    #expect(try IDXFile(path: "images", bytes: bytes).values == Array(0..<12))
  }

  /// As Python's `gzip` has it: zeros behind a member are skipped, and another one may follow.
  @Test(arguments: [1, 2, 512, 70_000])
  func zerosBehindAMemberAreSkipped(count: Int) throws {
    let zeros = [UInt8](repeating: 0, count: count)
    let whole = gzipped(Self.image) + zeros
    #expect(try IDXFile(path: "images", bytes: whole).values == Array(0..<12))
    let parts =
      gzipped(Array(Self.image[..<20])) + zeros + gzipped(Array(Self.image[20...])) + zeros
    #expect(try IDXFile(path: "images", bytes: parts).values == Array(0..<12))
    #expect(throws: DatasetError.damaged(path: "F", reason: "2 bytes after its end")) {
      try IDXFile(path: "F", bytes: whole + [0x1f, 0])
    }
  }

  /// Where a member ends at the end of a piece, the first byte of the next is all that is at hand.
  @Test(arguments: 65_530...65_542)
  func aMemberThatBeginsAtAnyPlace(place: Int) throws {
    let first = gzipped(Array(Self.image[..<20]))
    let zeros = [UInt8](repeating: 0, count: place - first.count)
    let bytes = first + zeros + gzipped(Array(Self.image[20...]))
    #expect(try IDXFile(path: "images", bytes: bytes).values == Array(0..<12))
  }

  @Test func noValuesAtAll() throws {
    #expect(try IDXFile(path: "none", bytes: idxBytes([0, 28, 28], [])).values == [])
    #expect(try IDXFile(path: "none", bytes: gzipped(idxBytes([0], []))).dimensions == [0])
  }

  @Test func aLongRunThatShrinksAsFarAsItCan() throws {
    let bytes = idxBytes([3_000_000], [UInt8](repeating: 0, count: 3_000_000))
    let packed = gzipped(bytes)
    #expect(packed.count < 3_200)
    #expect(try IDXFile(path: "zeros", bytes: packed).values.count == 3_000_000)
  }

  /// Bytes that are refused, and what is said of them.
  static let refused: [(bytes: [UInt8], message: String)] = [
    ([], "F is empty: download it again"),
    ([0], "F is not an IDX file (it starts with 00): download it again"),
    (
      Array("<!DOCTYPE html>".utf8),
      "F is no IDX file, but a web page, as a download that failed may leave: download it again"
    ),
    (
      Array("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 9912422\n".utf8),
      "F is no IDX file, but a Git LFS pointer, which stands for the file itself: "
        + "fetch that with 'git lfs pull' where it was cloned"
    ),
    (
      gzipped(gzipped(image)),
      "F is no IDX file, but packed (for gunzip): unpack it first"
    ),
    (
      [0, 0, 7, 1, 0, 0, 0, 1, 5],
      "F is not an IDX file (it starts with 00 00 07 01): download it again"
    ),
    ([0, 0, 8, 0, 1], "F is not an IDX file (it starts with 00 00 08 00): download it again"),
    ([0, 0, 10, 1, 1], "F is not an IDX file (it starts with 00 00 0A 01): download it again"),
    (
      idxBytes([1], [0, 0, 0, 0], type: 13),
      "F holds 32-bit floating-point numbers, not bytes: it is not a file of MNIST's"
    ),
    (Array(image.prefix(9)), "F ends after 9 of 16 bytes: download it again"),
    (Array(image.dropLast()), "F ends after 27 of 28 bytes: download it again"),
    (image + [0], "F goes on after the 28 bytes that its header announces: download it again"),
    (
      Array(idxBytes([60_000, 28, 28], []) + [UInt8](repeating: 9, count: 1_188)),
      "F ends after 1,204 of 47,040,016 bytes: download it again"
    ),
    (
      idxBytes([4_294_967_295, 4_294_967_295, 4_294_967_295], []),
      """
      F announces 4,294,967,295 × 4,294,967,295 × 4,294,967,295 values, \
      more than any MNIST file has: download it again
      """
    ),
    (
      idxBytes([0, 4_294_967_295, 4_294_967_295], []),
      """
      F announces 0 × 4,294,967,295 × 4,294,967,295 values, \
      more than any MNIST file has: download it again
      """
    ),
    (
      idxBytes([1_073_741_825], []),
      "F announces 1,073,741,825 values, more than any MNIST file has: download it again"
    ),
    (
      [0, 0, 8, 255] + [UInt8](repeating: 9, count: 4 * 255),
      "F announces 151,587,081 × 151,587,081 × 151,587,081 × 151,587,081 × … (255 dimensions) values, "
        + "more than any MNIST file has: download it again"
    ),
    (gzipped([]), "F is empty: download it again"),
    ([0x1f, 0x8b], "F is damaged (it ends too early): download it again"),
    (
      gzipped(Array(image.dropLast(2))),
      "F ends after 26 of 28 bytes: download it again"
    ),
    (
      gzipped(image + [0]),
      "F goes on after the 28 bytes that its header announces: download it again"
    ),
    (
      gzipped(image) + gzipped([1]),
      "F goes on after the 28 bytes that its header announces: download it again"
    ),
    (gzipped(image).dropLast(8), "F is damaged (it ends too early): download it again"),
    (
      gzipped(image) + [1, 2, 3], "F is damaged (3 bytes after its end): download it again"
    ),
    (
      gzipped(image).dropLast(8) + [0, 0, 0, 0, 28, 0, 0, 0],
      "F is damaged (incorrect data check): download it again"
    ),
    (
      gzipped(image).prefix(10) + [0xff, 0xff, 0xff],
      "F is damaged (invalid block type): download it again"
    ),
  ]

  @Test(arguments: refused)
  func refuses(bytes: [UInt8], message: String) {
    let error = #expect(throws: DatasetError.self) { try IDXFile(path: "F", bytes: bytes) }
    #expect(error?.description == message)
    #expect(error?.localizedDescription == message)
  }

  @Test func aBombIsNotUnfoldedFurtherThanAnnounced() throws {
    // 100 MB of zeros in 100 kB, behind a header that announces one.
    let bomb = gzipped(idxBytes([1], [UInt8](repeating: 0, count: 100_000_000)))
    let error = #expect(throws: DatasetError.self) { try IDXFile(path: "F", bytes: bomb) }
    #expect(error == .tooLong(path: "F", expected: 9))
  }

  /// A file of which only the beginning may be asked for.
  private struct Beginning: ByteSource {
    let count: Int
    let start: [UInt8]

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) {
      #expect(offset + buffer.count <= 1_024, "all of the file is read")
      let filled = start + [UInt8](repeating: 0, count: max(0, 1_024 - start.count))
      filled.read(into: buffer, at: offset)
    }
  }

  @Test func aLongFileIsJudgedByItsHeader() {
    let header = idxBytes([2, 28, 28], [])
    #expect(throws: DatasetError.tooLong(path: "F", expected: 1_584)) {
      try IDXFile(path: "F", source: Beginning(count: 1 << 31, start: header))
    }
    #expect(throws: DatasetError.truncated(path: "F", found: 1 << 30, expected: 1 << 30 + 8)) {
      try IDXFile(path: "F", source: Beginning(count: 1 << 30, start: idxBytes([1 << 30], [])))
    }
    #expect(throws: DatasetError.self) {
      try IDXFile(path: "F", source: Beginning(count: 1 << 40, start: Array("<html>".utf8)))
    }
    let packed = Beginning(count: IDXFile.largestFileCount + 1, start: GzipReader.magic)
    #expect(throws: DatasetError.unreadable(path: "F", reason: "2,147,483,649 bytes are too many"))
    {
      try IDXFile(path: "F", source: packed)
    }
  }

  @Test func fileThatCannotBeRead() throws {
    let folder = try TemporaryFolder()
    let missing = folder.path + "/nothing"
    #expect(throws: DatasetError.unreadable(path: missing, reason: "No such file or directory")) {
      try IDXFile(path: missing)
    }
    #expect(throws: DatasetError.unreadable(path: folder.path, reason: "Is a directory")) {
      try IDXFile(path: folder.path)
    }
  }

  @Test func deviceOrPipeThatNeverEnds() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    for path in ["/dev/zero", pipe] {
      let error = #expect(throws: DatasetError.self) { try IDXFile(path: path) }
      #expect(
        error?.description
          == "\(path) cannot be read (Not a regular file): check the path and its permissions")
    }
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may read every file"))
  func fileThatIsClosedToThisUser() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.image, to: "closed")
    let path = folder.path + "/closed"
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    #expect(throws: DatasetError.unreadable(path: path, reason: "Permission denied")) {
      try IDXFile(path: path)
    }
  }

  @Test func messagesAreOneLineWhateverTheFileIsCalled() {
    let error = DatasetError.empty(path: "two\nlines")
    #expect(error.description == "two\\nlines is empty: download it again")
  }
}
