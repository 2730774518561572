import Foundation
import StateFiles
import TestSupport
import Testing

@testable import Datasets

/// The full set on its way into a folder. What the command says of it is tested with the command.
@Suite struct MNISTDownloadTests {
  private static let labels = MNISTFile.all[3]
  /// It is as long as they are, and has their checksum.
  private static let packedLabels = gzipped(
    bytes(
      startingWith: IDXFile.header([10_000]), count: labels.byteCount, checksum: labels.checksum))

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func whereAMirrorFailsTheNextIsTriedAndStays() throws {
    let bad = WebServer { $0.sendHead("503 Busy", "Content-Length: 0") }
    let good = WebServer { $0.send(body: Self.packedLabels) }
    var download = MNISTDownload(into: folder.path, from: [bad.address, good.address])
    var failures: [DownloadError.Attempt] = []
    for _ in 0..<2 {
      let bytes = try download.fetch(Self.labels, progress: { _ in }) { failures.append($0) }
      #expect(bytes == Self.packedLabels)
    }
    #expect(failures.map(\.mirror) == [bad.address])
    #expect(failures.first?.reason.contains("503") == true)
    #expect(bad.takePaths() == ["/t10k-labels-idx1-ubyte.gz"])
    #expect(good.takePaths().count == 2)
    #expect(download.mirrors == [good.address, bad.address])
  }

  @Test func whereNoMirrorHasItAllAreNamed() throws {
    let missing = WebServer { $0.sendHead("404 Not Found", "Content-Length: 0") }
    let wrong = WebServer { $0.send(body: Array("<html>sign in</html>".utf8)) }
    var download = MNISTDownload(into: folder.path, from: [missing.address, wrong.address])
    let error = try #require(throws: DownloadError.self) {
      try download.fetch(Self.labels, progress: { _ in }, onFailure: { _ in })
    }
    #expect("\(error)".contains("\(missing.address): The requested URL returned error: 404; "))
    #expect("\(error)".contains("\(wrong.address): what came is not the file: it is a web page"))
    #expect(
      "\(error)".hasSuffix(
        "try again later, name another mirror with --from, or put the four files into "
          + "\(folder.path)/MNIST/raw yourself"))
  }

  @Test func progressIsHeardOf() throws {
    let server = WebServer { $0.send(body: Self.packedLabels) }
    var download = MNISTDownload(into: folder.path, from: [server.address])
    var counts: [Int] = []
    _ = try download.fetch(Self.labels, progress: { counts.append($0) }, onFailure: { _ in })
    #expect(counts == counts.sorted())
    #expect(counts.last == Self.packedLabels.count)
  }

  /// Each is one byte or one bit away from the file.
  @Test func whatIsNearlyTheFileIsNot() {
    let content = bytes(
      startingWith: IDXFile.header([10_000]), count: Self.labels.byteCount,
      checksum: Self.labels.checksum)
    #expect(Self.labels.fault(in: gzipped(content)) == nil)
    var flipped = content
    flipped[5_000] ^= 1
    #expect(Self.labels.fault(in: gzipped(flipped)) == "it holds other bytes than MNIST's")
    #expect(
      Self.labels.fault(in: gzipped(Array(content.dropLast())))
        == "it holds 10,007 bytes, not 10,008")
    #expect(Self.labels.fault(in: gzipped(content + [0])) == "it holds more than 10,008 bytes")
    #expect(Self.labels.fault(in: Array(Self.packedLabels.dropLast())) != nil)
    #expect(Self.labels.fault(in: Self.packedLabels + [1]) != nil)
    #expect(Self.labels.fault(in: content) == "it is an IDX file of images or labels")
    #expect(Self.labels.fault(in: []) == "it is empty")
  }

  /// What was not there comes; what was stays, even where it has another name or stands unpacked.
  @Test func whatIsThereIsNotMissing() throws {
    let download = MNISTDownload(into: folder.path)
    #expect(try download.missingFiles() == MNISTFile.all)
    try folder.write(Self.packedLabels, to: "MNIST/raw/t10k-labels-idx1-ubyte.gz")
    #expect(try download.missingFiles() == Array(MNISTFile.all.prefix(3)))
    try folder.write(
      Array(Self.packedLabels.dropLast()), to: "MNIST/raw/t10k-labels-idx1-ubyte.gz")
    #expect(try download.missingFiles() == MNISTFile.all)
  }

  @Test(arguments: ["", "MNIST/raw/"]) func otherDigitsAreLeftAlone(place: String) throws {
    try folder.writePart("train", into: place)
    let path = "\(folder.path)/\(place)train-images-idx3-ubyte"
    #expect(throws: DownloadError.otherDigits(path: path)) {
      try MNISTDownload(into: folder.path).missingFiles()
    }
  }

  @Test func otherLabelsAreLeftAlone() throws {
    let labels = gzipped(sampleFiles(count: 3).labels)
    try folder.write(labels, to: "MNIST/raw/t10k-labels-idx1-ubyte.gz")
    #expect(throws: DownloadError.self) {
      try MNISTDownload(into: folder.path).missingFiles()
    }
  }

  /// A folder, say, that nobody can read as a file: who knows what is in it.
  @Test func whatCannotBeReadIsNotReplaced() throws {
    try folder.write([1], to: "MNIST/raw/t10k-labels-idx1-ubyte.gz/file")
    let download = MNISTDownload(into: folder.path)
    #expect(
      throws: DownloadError.unreadable(
        path: download.path(of: Self.labels), reason: "Is a directory")
    ) {
      try download.missingFiles()
    }
  }

  /// One that is read before what would be fetched, be it damaged or not the one.
  @Test func anUnpackedFileIsLookedAtFirst() throws {
    try folder.write(Self.packedLabels, to: "MNIST/raw/t10k-labels-idx1-ubyte.gz")
    try folder.write([1], to: "MNIST/raw/t10k-labels-idx1-ubyte")
    let download = MNISTDownload(into: folder.path)
    #expect(try download.missingFiles() == Array(MNISTFile.all.prefix(3)))
    try folder.write(sampleFiles(count: 3).labels, to: "MNIST/raw/t10k-labels-idx1-ubyte")
    #expect(
      throws: DownloadError.otherDigits(
        path: "\(download.folder)/t10k-labels-idx1-ubyte")
    ) {
      try download.missingFiles()
    }
  }

  /// It may lead to anything, which would be written over.
  @Test func aLinkInAFilesPlaceIsRefused() throws {
    try folder.write([1], to: "other")
    try folder.write([], to: "MNIST/raw/file")
    let download = MNISTDownload(into: folder.path)
    let path = download.path(of: Self.labels)
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: folder.path + "/other")
    #expect(throws: FileError.unwritable(path: path, reason: "a link to another place")) {
      try download.checkPlace(of: MNISTFile.all)
    }
  }

  @Test func aFolderThatIsALinkToNowhereIsRefused() throws {
    let link = folder.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
    #expect(throws: FileError.unwritable(path: link, reason: "a link that leads nowhere")) {
      try MNISTDownload(into: link).checkPlace(of: MNISTFile.all)
    }
  }

  @Test func theFolderIsMadeForTheFirstFile() throws {
    let download = MNISTDownload(into: folder.path + "/a/b")
    try download.checkPlace(of: MNISTFile.all)
    #expect(try folder.files == [])
    try download.save(Self.packedLabels, as: Self.labels)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: download.folder)
        == ["t10k-labels-idx1-ubyte.gz"])
    try download.checkPlace(of: MNISTFile.all)
    #expect(try download.missingFiles() == Array(MNISTFile.all.prefix(3)))
  }
}

@Suite(.enabled(if: fullSet != nil, "no full MNIST set: name its folder in WORKBOOK_MNIST"))
struct FullSetFilesTests {
  /// What the code says of the four files is so.
  @Test(arguments: MNISTFile.all) func eachIsTheOne(file: MNISTFile) throws {
    let found = try IDXFile(path: "\(try #require(fullSet))/\(file.packedName)")
    #expect(file.isThis(found))
    #expect(found.byteCount <= file.packedByteCount)
  }
}
