import Foundation
import Testing

@testable import WorkbookCommand

@Suite struct SavedNetworkTests {
  @Test func whatWasSavedIsLoadedAgain() throws {
    let folder = try FewDigits(train: 1000, test: 200)
    let (first, second) = (folder.path + "/first", folder.path + "/second")
    let saved = try folder.train("--save", first)
    #expect(saved.status == 0)
    #expect(saved.error == "saved the network to \(first)\n")
    // Steps so small that no weight moves: what is tested is what was loaded.
    let loaded = try folder.train("--load", first, "--learning-rate", "1e-30", "--save", second)
    #expect(loaded.status == 0)
    #expect(loaded.error == "saved the network to \(second)\n")
    let test = #/Test_acc:.+, Test_loss:.+\n/#
    let result = try #require(saved.output.firstMatch(of: test)?.output)
    #expect(loaded.output.hasSuffix(result))
    #expect(folder.bytes("first") != nil)
    #expect(folder.bytes("first") == folder.bytes("second"))
    // A network that starts anew is another one.
    let anew = try folder.train("--learning-rate", "1e-30")
    #expect(anew.status == 0)
    #expect(!anew.output.hasSuffix(result))
    #expect(try folder.files == ["first", "second"])
  }

  /// Those digits are from the set that the network may have been trained on.
  @Test func whoTestsALoadedNetworkOnTheDigitsThatShipHearsWhereTheyAreFrom() throws {
    let folder = try FewDigits(train: 1000, test: 200)
    let path = folder.path + "/network"
    #expect(try folder.train("--save", path).status == 0)
    let run = try BuiltWorkbook.run("train", "--epochs", "1", "--load", path)
    #expect(run.status == 0)
    #expect(run.error.contains("from MNIST's training set. If \(path)\n"))
    #expect(run.output.split(separator: "\n").count == 1)
    #expect(try !folder.train("--load", path).error.contains("MNIST"))
  }

  @Test func theNumberOfThreadsChangesNoBit() throws {
    let folder = try FewDigits(train: 1000, test: 200)
    for threads in ["1", "2", "3", "7"] {
      let run = try folder.train("--threads", threads, "--save", folder.path + "/" + threads)
      #expect(run.status == 0)
      #expect(folder.bytes(threads) != nil)
      #expect(folder.bytes(threads) == folder.bytes("1"), "with \(threads) threads")
    }
    let other = try folder.train("--seed", "1", "--save", folder.path + "/other")
    #expect(other.status == 0)
    #expect(folder.bytes("other") != folder.bytes("1"))
  }

  @Test func aMissingNetworkIsNoInput() throws {
    let path = "/no/such/network"
    #expect(
      try BuiltWorkbook.run("train", "--load", path)
        == .init(error: "workbook: no file \(path): check the path\n", status: 66))
  }

  @Test func aDamagedNetworkIsWrongDataAndIsNotReplaced() throws {
    let folder = try FewDigits(train: 1000, test: 200)
    let path = folder.path + "/damaged"
    try Data("{}".utf8).write(to: URL(fileURLWithPath: path))
    let message =
      "\(path) is not a sound safetensors file (it has 2 bytes, and its header's length alone takes 8): "
      + "save or download it again"
    #expect(
      try folder.train("--load", path, "--save", path)
        == .init(error: "workbook: \(message)\n", status: 65))
    #expect(folder.bytes("damaged") == Data("{}".utf8))
    #expect(try folder.files == ["damaged"])
  }

  @Test func whereNothingCanBeSavedNothingIsTrained() throws {
    let folder = try FewDigits(train: 1000, test: 200)
    let inner = folder.path + "/missing"
    var message = "no folder \(inner) for \(inner)/network: make it first, or choose another"
    #expect(
      try folder.train("--save", inner + "/network")
        == .init(error: "workbook: \(message)\n", status: 73))
    message = "\(folder.path) cannot be written (Is a directory): choose another place"
    #expect(
      try folder.train("--save", folder.path)
        == .init(error: "workbook: \(message)\n", status: 73))
    #expect(try folder.files == [])
  }

  /// The folder goes while the network is trained.
  @Test func whereItsPlaceFailsInTheEndTheNetworkIsKeptElsewhere() throws {
    let folder = try FewDigits(train: 1000, test: 200)
    let run = try BuiltWorkbook.shell(
      """
      mkdir "$folder/gone" && cd "$folder"
      "$workbook" train --epochs 2 --data digits --save gone/network |
        { read line; rmdir gone; cat; }
      """, environment: ["folder": folder.path])
    let kept = try #require(try folder.files.first)
    #expect(try folder.files == [kept])
    #expect(kept.wholeMatch(of: /network-[0-9A-F]{8}\.safetensors/) != nil)
    #expect(
      run.error == """
        workbook: no folder gone for gone/network: make it first, or choose another; the trained \
        network is kept in \(try realPath(folder.path))/\(kept) instead

        """)
    #expect(try folder.train("--load", folder.path + "/" + kept).status == 0)
  }

  private func realPath(_ path: String) throws -> String {
    let resolved = try #require(realpath(path, nil))
    defer { free(resolved) }
    return String(cString: resolved)
  }

  @Test func aLimitOfSizesIsALineAndNoSignal() throws {
    let folder = try FewDigits(train: 1000, test: 200)
    let run = try BuiltWorkbook.shell(
      """
      ulimit -f 8
      "$workbook" train --epochs 1 --data "$folder/digits" --save "$folder/network"
      """, environment: ["folder": folder.path])
    #expect(
      run
        == .init(
          error: "workbook: \(folder.path)/network cannot be written (File too large): "
            + "choose another place\n", status: 73))
    #expect(try folder.files == [])
  }

  /// In a folder such as `/tmp`, somebody else's file cannot be replaced, however open it is.
  @Test(.enabled(if: geteuid() == 0, "only root can be somebody else"))
  func somebodyElsesFileIsRefusedBeforeTheTraining() throws {
    let folder = try FewDigits(train: 1000, test: 200)
    try Data("theirs".utf8).write(to: URL(fileURLWithPath: folder.path + "/network"))
    chmod(folder.path + "/network", 0o666)
    chmod(folder.path, 0o1777)
    let run = try BuiltWorkbook.shell(
      """
      exec setpriv --reuid=65534 --regid=65534 --clear-groups \
        "$workbook" train --epochs 1 --data "$folder/digits" --save "$folder/network"
      """, environment: ["folder": folder.path])
    #expect(
      run
        == .init(
          error: "workbook: \(folder.path)/network cannot be written (Operation not permitted): "
            + "choose another place\n", status: 73))
    #expect(folder.bytes("network") == Data("theirs".utf8))
    #expect(try folder.files == ["network"])
  }

  @Test func aTrainingThatDoesNotEndLeavesNoFile() throws {
    let folder = try FewDigits(train: 1000, test: 200)
    let missing = try BuiltWorkbook.run(
      "train", "--data", "/no/such/folder", "--save", folder.path + "/network")
    #expect(missing.status == 66)
    // Ctrl-C; should it not be taken, the process is killed a little later.
    let run = try BuiltWorkbook.shell(
      """
      "$workbook" train --epochs 1000 --save "$folder/network" & training=$!
      sleep 1; kill -INT $training
      { sleep 5; kill -KILL $training; } >&- 2>&- &
      wait $training; echo "status $?" >&2
      """, environment: ["folder": folder.path])
    #expect(run.error == "status 130\n")
    #expect(try folder.files == [])
  }
}
