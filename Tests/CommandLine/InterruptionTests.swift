import Foundation
import TestSupport
import Testing

@testable import WorkbookCommand

/// Whatever happens while a command writes files, they are the old ones or the new ones, and nobody
/// else's are touched.
///
/// `WORKBOOK_INTERRUPTIONS=200 swift test --filter InterruptionTests` tries 200 calls of the
/// system of each command for each kind, and says what came of it.
@Suite(
  .enabled(if: Interruption.isAvailable, "strace is not there"))
struct InterruptionTests {
  /// What stands beside the files in question and is nobody's business.
  private func addOthers(to folder: URL) throws {
    for name in ["notes.txt", ".saving-notes", "network-1234567.safetensors"] {
      try Data("mine".utf8).write(to: folder.appending(path: name))
    }
  }

  private func interrupt(_ name: String, _ command: InterruptedCommand, isSlow: Bool = false) throws
  {
    var generator = SplitMix(state: 7)
    // A moment of each is enough while somebody waits for the tests.
    let isSample = Interruption.placeCount <= 10
    for (index, interruption) in Interruption.all.enumerated()
    where !isSlow || !isSample || index % 2 == 0 {
      let outcomes = try command.expectOldOrNew(
        interruption, places: Interruption.placeCount, using: &generator)
      if !isSample {
        let counts = outcomes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        print("\(name), \(interruption.event): \(counts.joined(separator: ", "))")
      }
    }
  }

  @Test func aSavedNetwork() throws {
    let digits = try FewDigits()
    let folder = URL(filePath: digits.path)
    try addOthers(to: folder)
    try Data("before".utf8).write(to: folder.appending(path: "network"))
    try interrupt(
      "train --save",
      InterruptedCommand("train --epochs 6 --data digits --save network", in: folder))
  }

  @Test func theFullSetThatIsFetched() throws {
    let server = BlankSet.server()
    defer { withExtendedLifetime(server) {} }
    let folder = try TemporaryFolder()
    let raw = URL(filePath: folder.path + "/data/MNIST/raw")
    try FileManager.default.createDirectory(at: raw, withIntermediateDirectories: true)
    try addOthers(to: raw)
    // Damaged, so that it is to be seen that each stays until the sound one is there.
    for name in BlankSet.files.keys {
      try Data("before".utf8).write(to: raw.appending(path: name))
    }
    try interrupt(
      "data download",
      InterruptedCommand("data download --from \(server.address)", in: URL(filePath: folder.path)),
      isSlow: true)
  }

  @Test func anExerciseThatBeginsAnew() throws {
    let reader = try ReadersFolder()
    try reader.begin()
    let folder = reader.root.directory
    try addOthers(to: folder.appending(path: "Sources/Chapters/Chapter1Data/Exercises"))
    try interrupt(
      "reset",
      InterruptedCommand("reset 1.1", in: folder) { $0.hasPrefix(".workbook/replaced/") })
  }

  @Test func aPageThatIsRecorded() throws {
    // Its cells take little time.
    let guide = try GuideFolder(pages: ["02-model.md", "README.md"])
    try addOthers(to: guide.folder.appending(path: "Guide"))
    try guide.edit("02-model.md", "conv2    [64, 11, 11]", "conv2    [64, 12, 11]")
    try Data("<svg/>".utf8).write(
      to: guide.folder.appending(path: "Guide/figures/2-slopes.svg"))
    // The other pages are missing, which is said in the end.
    try interrupt(
      "guide update", InterruptedCommand("guide update", in: guide.folder, status: 66),
      isSlow: true)
  }
}

/// Random numbers that are the same in each run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var number = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    number = (number ^ number >> 27) &* 0x94d0_49bb_1331_11eb
    return number ^ number >> 31
  }
}
