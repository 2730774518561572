import Foundation
import Tensors
import TestSupport
import Testing

@testable import Datasets

@Suite struct MNISTFolderTests {
  let folder: TemporaryFolder
  var root: MNIST.Root { .directory(folder.path) }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func message(train: Bool = true) -> String? {
    #expect(throws: DatasetError.self) { try MNIST(root: root, train: train) }?.description
  }

  @Test(arguments: ["", "MNIST/raw/"], ["", ".gz"])
  func layouts(subfolder: String, suffix: String) throws {
    try folder.writePart(
      count: 12, into: subfolder, suffix: suffix, packing: suffix == "" ? { $0 } : gzipped)
    let digits = try MNIST(root: root, train: true)
    #expect(digits.count == 12)
    #expect(digits.targets.values == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
    #expect(digits.data.values == Array(sampleFiles(count: 12).images.dropFirst(16)))
  }

  @Test func rawGoesBeforeGzipped() throws {
    try folder.writePart(count: 5, suffix: ".gz", packing: gzipped)
    try folder.writePart(count: 6)
    #expect(try MNIST(root: root, train: true).count == 6)
  }

  @Test func theFolderItselfGoesBeforeTheOneBelow() throws {
    try folder.writePart(count: 5, into: "MNIST/raw/")
    try folder.writePart(count: 6, suffix: ".gz", packing: gzipped)
    #expect(try MNIST(root: root, train: true).count == 6)
  }

  @Test func theNameOfAFileDoesNotDecideWhetherItIsGzipped() throws {
    try folder.writePart(count: 5, packing: gzipped)
    #expect(try MNIST(root: root, train: true).count == 5)
  }

  /// What many programs that unpack make of the names.
  @Test(arguments: ["", "MNIST/raw/"], ["", ".gz"])
  func dottedNames(subfolder: String, suffix: String) throws {
    let (images, labels) = sampleFiles(count: 4)
    func packing(_ bytes: [UInt8]) -> [UInt8] { suffix.isEmpty ? bytes : gzipped(bytes) }
    try folder.write(packing(images), to: "\(subfolder)train-images.idx3-ubyte\(suffix)")
    try folder.write(packing(labels), to: "\(subfolder)train-labels.idx1-ubyte\(suffix)")
    #expect(try MNIST(root: root, train: true).count == 4)
  }

  @Test func foldersOfTheFilesNames() throws {
    let (images, labels) = sampleFiles(count: 4)
    try folder.write(images, to: "train-images-idx3-ubyte/train-images-idx3-ubyte")
    try folder.write(labels, to: "train-labels.idx1-ubyte/train-labels.idx1-ubyte")
    let pair = try MNISTFolder(root).read(.train)
    #expect(pair.images.dimensions[0] == 4)
    #expect(pair.passedOver == [])
  }

  /// Each damages one file, and gives what is wrong with it.
  @Test(arguments: ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"])
  func aSoundFileIsTakenForADamagedOne(name: String) throws {
    let (images, labels) = sampleFiles(count: 4)
    let sound = name.contains("images") ? images : labels
    let wrongShape =
      name.contains("images") ? idxBytes([4], [1, 2, 3, 4]) : idxBytes([1, 4], [1, 2, 3, 4])
    let path = "\(folder.path)/\(name)"
    try folder.writePart(count: 4, suffix: ".gz", packing: gzipped)
    let kinds: [[UInt8]] = [
      [], Array("<html>".utf8), Array(sound.dropLast()), sound + [0], wrongShape,
    ]
    for damaged in kinds {
      try folder.write(damaged, to: name)
      let pair = try MNISTFolder(root).read(.train)
      #expect(pair.images.values == Array(images.dropFirst(16)))
      #expect(pair.labels.values == Array(labels.dropFirst(8)))
      #expect(pair.passedOver.count == 1)
      #expect(pair.passedOver.first?.description.hasPrefix("\(path) ") == true)
    }
    // A folder is no file.
    try FileManager.default.removeItem(atPath: path)
    try folder.write([1], to: "\(name)/x")
    #expect(
      try MNISTFolder(root).read(.train).passedOver == [
        .unreadable(path: path, reason: "Is a directory")
      ])
  }

  @Test func filesThatDoNotFitOneAnotherArePassedOver() throws {
    try folder.writePart(count: 4, suffix: ".gz", packing: gzipped)
    try folder.write(sampleFiles(count: 3).labels, to: "train-labels-idx1-ubyte")
    #expect(try MNIST(root: root, train: true).count == 4)
    try folder.write(idxBytes([4], [0, 1, 2, 10]), to: "train-labels-idx1-ubyte")
    #expect(try MNIST(root: root, train: true).targets.values == [0, 1, 2, 3])
  }

  @Test func theFolderBelowIsTakenForADamagedOne() throws {
    try folder.writePart(count: 4)
    try folder.write([], to: "train-labels-idx1-ubyte")
    try folder.writePart(count: 5, into: "MNIST/raw/")
    #expect(try MNIST(root: root, train: true).count == 5)
    try FileManager.default.removeItem(atPath: "\(folder.path)/train-labels-idx1-ubyte")
    #expect(try MNIST(root: root, train: true).count == 5)
  }

  @Test func whereNoneIsSoundTheFirstIsNamed() throws {
    try folder.writePart(count: 4)
    try folder.write([], to: "train-images-idx3-ubyte")
    try folder.write([1, 2, 3, 4], to: "train-images-idx3-ubyte.gz")
    #expect(message() == "\(folder.path)/train-images-idx3-ubyte is empty: download it again")
  }

  @Test func partsAreTold() throws {
    try folder.writePart("train", count: 5)
    try folder.writePart("t10k", count: 2)
    #expect(try MNIST(root: root, train: true).count == 5)
    #expect(try MNIST(root: root, train: false).count == 2)
  }

  /// As for a program that was copied elsewhere, and whose package is gone.
  @Test func theBundledDigitsMayBeGone() {
    let digits = MNISTFolder(.bundled, places: ["/nowhere/a", "/nowhere/b"])
    let error = #expect(throws: DatasetError.self) { _ = try digits.read(.train).images }
    #expect(error == .noBundledDigits("/nowhere/a"))
    #expect(error?.description.contains("run the program where it was built") == true)
  }

  @Test func noFolder() throws {
    let missing = MNIST.Root.directory(folder.path + "/missing")
    let error = #expect(throws: DatasetError.self) { try MNIST(root: missing, train: true) }
    #expect(
      error?.description == """
        no folder \(folder.path)/missing: check the path, or leave out --data for the digits that \
        ship with the workbook
        """)
  }

  @Test func aFolderThatTheSystemDoesNotTellOf() throws {
    let path = folder.path + "/loop"
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "loop")
    #expect(
      throws: DatasetError.unreadable(path: path, reason: "Too many levels of symbolic links")
    ) { try MNIST(root: .directory(path), train: true) }
  }

  @Test(.enabled(if: geteuid() != 0, "root may look into any folder"))
  func aFolderThatIsClosed() throws {
    chmod(folder.path, 0)
    defer { chmod(folder.path, 0o755) }
    #expect(throws: DatasetError.unreadable(path: folder.path, reason: "Permission denied")) {
      try MNIST(root: .directory(folder.path), train: true)
    }
  }

  @Test(arguments: [true, false], ["", "MNIST/raw/"])
  func onePartOfTwo(train: Bool, subfolder: String) throws {
    try folder.writePart(train ? "t10k" : "train", into: subfolder)
    let part = train ? "train" : "t10k"
    let place = subfolder.isEmpty ? folder.path : "\(folder.path)/MNIST/raw"
    #expect(
      message(train: train) == """
        \(place) has no \(part)-images-idx3-ubyte or \(part)-images-idx3-ubyte.gz and \
        no \(part)-labels-idx1-ubyte or \(part)-labels-idx1-ubyte.gz, which belong to the files \
        beside them: download them again
        """)
  }

  @Test func noFiles() throws {
    #expect(
      message(train: false) == """
        no MNIST files in \(folder.path): expected t10k-images-idx3-ubyte or \
        t10k-images-idx3-ubyte.gz there or in \(folder.path)/MNIST/raw; leave out --data for the \
        digits that ship with the workbook
        """)
  }

  @Test(arguments: ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"])
  func oneFileOfTwo(missing: String) throws {
    try folder.writePart(into: "MNIST/raw/")
    try FileManager.default.removeItem(atPath: "\(folder.path)/MNIST/raw/\(missing)")
    #expect(
      message() == """
        \(folder.path)/MNIST/raw has no \(missing) or \(missing).gz, which belongs to the file \
        beside it: download it again
        """)
  }

  @Test func folderInPlaceOfAFile() throws {
    try folder.writePart()
    try FileManager.default.removeItem(atPath: "\(folder.path)/train-labels-idx1-ubyte")
    try folder.write([], to: "train-labels-idx1-ubyte/x")
    #expect(
      message() == """
        \(folder.path)/train-labels-idx1-ubyte cannot be read (Is a directory): \
        check the path and its permissions
        """)
  }

  @Test func moreLabelsThanImages() throws {
    try folder.writePart(count: 3)
    try folder.write(sampleFiles(count: 4).labels, to: "train-labels-idx1-ubyte")
    #expect(
      message() == """
        \(folder.path)/train-images-idx3-ubyte has 3 images, but \
        \(folder.path)/train-labels-idx1-ubyte has 4 labels: take both from the same place
        """)
  }

  @Test func labelThatIsNoDigit() throws {
    try folder.writePart(count: 3)
    try folder.write(idxBytes([3], [9, 0, 10]), to: "train-labels-idx1-ubyte")
    #expect(
      message() == """
        \(folder.path)/train-labels-idx1-ubyte has label 10 at index 2, not one of 0 to 9: \
        download it again
        """)
  }

  @Test(arguments: [([2, 27, 28], "2 × 27 × 28"), ([0, 28, 28], "0 × 28 × 28"), ([784], "784")])
  func imagesOfAnotherShape(dimensions: [Int], text: String) throws {
    try folder.writePart(count: 3)
    let pixels = [UInt8](repeating: 0, count: dimensions.elementCount)
    try folder.write(idxBytes(dimensions, pixels), to: "train-images-idx3-ubyte")
    #expect(
      message() == """
        \(folder.path)/train-images-idx3-ubyte holds \(text) values, not images of 28 × 28 pixels: \
        choose another folder
        """)
  }

  @Test func imagesInPlaceOfLabels() throws {
    try folder.writePart(count: 3)
    try folder.write(sampleFiles(count: 3).images, to: "train-labels-idx1-ubyte")
    #expect(
      message() == """
        \(folder.path)/train-labels-idx1-ubyte holds 3 × 28 × 28 values, not a list of labels: \
        choose another folder
        """)
  }

  @Test func rootsAsTheyStandOnACommandLine() {
    #expect(MNIST.Root("bundled") == .bundled)
    #expect(MNIST.Root("/data/mnist") == .directory("/data/mnist"))
    #expect(MNIST.Root.bundled.description == "bundled")
    #expect(MNIST.Root.directory("digits").description == "digits")
  }
}

@Suite struct MNISTStatusTests {
  @Test func bundledDigits() throws {
    let status = MNIST.status(of: .bundled)
    #expect(status.isComplete)
    #expect(
      status.description == """
        The digits that ship with the workbook, in \(status.folder)
          train-images-idx3-ubyte.gz  651,629 bytes  4,000 images of 28 × 28
          train-labels-idx1-ubyte.gz    2,055 bytes  4,000 labels
          t10k-images-idx3-ubyte.gz   163,376 bytes  1,000 images of 28 × 28
          t10k-labels-idx1-ubyte.gz       522 bytes  1,000 labels
        """)
  }

  @Test func onePartDamaged() throws {
    let folder = try TemporaryFolder()
    try folder.writePart("train", count: 20)
    try folder.writePart("t10k", count: 2)
    try folder.write([], to: "t10k-labels-idx1-ubyte")
    let status = MNIST.status(of: .directory(folder.path))
    #expect(!status.isComplete)
    #expect(status.problems == [.empty(path: "\(folder.path)/t10k-labels-idx1-ubyte")])
    #expect(
      status.description == """
        Digits in \(folder.path)
          train-images-idx3-ubyte  15,696 bytes  20 images of 28 × 28
          train-labels-idx1-ubyte      28 bytes  20 labels
          \(folder.path)/t10k-labels-idx1-ubyte is empty: download it again
        """)
  }

  @Test func aSoundFileIsReadForADamagedOne() throws {
    let folder = try TemporaryFolder()
    try folder.writePart("train", count: 20, suffix: ".gz", packing: gzipped)
    try folder.write([], to: "train-labels-idx1-ubyte")
    try folder.writePart("t10k", count: 2)
    let status = MNIST.status(of: .directory(folder.path))
    #expect(status.isComplete)
    #expect(
      status.files.map(\.name).prefix(2) == [
        "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz",
      ])
    #expect(
      status.description.hasSuffix(
        "\n  not read: \(folder.path)/train-labels-idx1-ubyte is empty: download it again"))
  }

  @Test func noFolderIsSaidOnce() throws {
    let folder = try TemporaryFolder()
    let status = MNIST.status(of: .directory(folder.path + "/missing"))
    #expect(status.files.isEmpty)
    #expect(status.problems == [.noFolder(folder.path + "/missing")])
  }

  #if os(Linux)
    @Test func aSizeIsThatOfTheBytesThatWereRead() throws {
      let folder = try TemporaryFolder()
      try folder.writePart()
      try folder.writePart("t10k")
      let images = folder.path + "/train-images-idx3-ubyte"
      let size = try Data(contentsOf: URL(fileURLWithPath: images)).count
      // A file whose only name is that of its descriptor: it can be read, and no look at its path
      // finds it.
      let descriptor = open(images, O_RDONLY)
      defer { close(descriptor) }
      #expect(unlink(images) == 0)
      #expect(symlink("/proc/self/fd/\(descriptor)", images) == 0)
      let status = MNIST.status(of: .directory(folder.path))
      #expect(status.isComplete)
      #expect(status.files[0].bytes == size)
    }
  #endif
}
