import Foundation
import Testing

@testable import WorkbookCommand

@Suite struct DataStatusTests {
  /// Runs `body` with a folder that holds these empty files, and the bundled ones copied under
  /// those names.
  private func withFolder(
    empty: [String] = [], copied: [String] = [], _ body: (String) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("digits-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in empty {
      try Data().write(to: folder.appendingPathComponent(name))
    }
    let bundled = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Engine/Datasets/Digits").standardized
    for name in copied {
      try FileManager.default.copyItem(
        at: bundled.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
    try body(folder.path)
  }

  private let testFiles = ["t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"]
  private let trainFiles = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"]

  @Test func bundledDigitsAreSound() throws {
    let run = try BuiltWorkbook.run("data", "status")
    #expect(run.status == 0)
    #expect(run.error == "")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 5)
    #expect(lines[0].hasPrefix("The digits that ship with the workbook, in /"))
    #expect(lines[1].hasSuffix("4,000 images of 28 × 28"))
    #expect(lines[4].hasSuffix("1,000 labels"))
  }

  @Test func aFolderIsRead() throws {
    try withFolder(copied: trainFiles + testFiles) { folder in
      let run = try BuiltWorkbook.run("--data", folder, "data", "status")
      #expect(run.status == 0)
      #expect(run.error == "")
      #expect(run.output.hasPrefix("Digits in \(folder)\n  train-images"))
    }
  }

  @Test func aMissingFolderIsNoInput() throws {
    let message =
      "no folder /no/such/folder: check the path, "
      + "or leave out --data for the digits that ship with the workbook"
    #expect(
      try BuiltWorkbook.run("data", "status", "--data", "/no/such/folder")
        == .init(error: "workbook: \(message)\n", status: 66))
  }

  @Test func anEmptyFileIsWrongData() throws {
    try withFolder(empty: trainFiles + testFiles) { folder in
      let message = "\(folder)/train-images-idx3-ubyte.gz is empty: download it again"
      let run = try BuiltWorkbook.run("data", "status", "--data=\(folder)")
      #expect(run == .init(error: "workbook: \(message)\n", status: 65))
    }
  }

  @Test func whatIsSoundIsShownBesideWhatIsNot() throws {
    try withFolder(empty: trainFiles, copied: testFiles) { folder in
      let run = try BuiltWorkbook.run("data", "status", "--data", folder)
      #expect(run.output.contains("1,000 images of 28 × 28\n"))
      #expect(
        run.error
          == "workbook: \(folder)/train-images-idx3-ubyte.gz is empty: download it again\n")
      #expect(run.status == 65)
    }
  }

  @Test func ofADamagedFileThatIsDoneWithoutAWordIsSaidOnce() throws {
    try withFolder(empty: ["train-labels-idx1-ubyte"], copied: trainFiles + testFiles) { folder in
      let status = try BuiltWorkbook.run("data", "status", "--data", folder)
      #expect(status.status == 0)
      #expect(status.error == "")
      #expect(
        status.output.hasSuffix(
          "  not read: \(folder)/train-labels-idx1-ubyte is empty: download it again\n"))
      let train = try BuiltWorkbook.run("chapter", "1", "--only", "count-batches", "--data", folder)
      #expect(train.status == 0)
      #expect(
        train.error == """
          warning: \(folder)/train-labels-idx1-ubyte is empty: download it again; read are \
          \(folder)/train-images-idx3-ubyte.gz and \(folder)/train-labels-idx1-ubyte.gz

          """)
    }
  }
}
