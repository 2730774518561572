import Foundation
import Notebook
import Testing

@testable import WorkbookCommand

@Suite struct ReadingPlaceTests {
  private func withPlace(_ body: (ReadingPlace, URL) throws -> Void) throws {
    let root = PackageRoot(
      FileManager.default.temporaryDirectory.appending(path: "workbook-\(UUID())"))
    defer { try? FileManager.default.removeItem(at: root.directory) }
    try body(
      ReadingPlace(of: Chapter.all()[1], in: root), root.url(of: ".workbook/places/2"))
  }

  @Test func aPlaceIsNotedUntilThereIsNone() throws {
    try withPlace { place, file in
      #expect(place.heading == nil)
      place.note(nil)
      place.note("Pooling")
      #expect(place.heading == "Pooling")
      place.note("ReLU")
      #expect(place.heading == "ReLU")
      place.note(nil)
      #expect(place.heading == nil)
      #expect(!FileManager.default.fileExists(atPath: file.path))
    }
  }

  @Test(arguments: [
    [], [0x0A], [0xFF, 0xFE, 0x0A], Array("one\ntwo\n".utf8),
    [UInt8](repeating: 0x61, count: 5000),
  ])
  func aDamagedFileIsNoPlace(bytes: [UInt8]) throws {
    try withPlace { place, file in
      place.note("Pooling")
      try Data(bytes).write(to: file)
      #expect(place.heading == nil)
      place.note("ReLU")
      #expect(place.heading == "ReLU")
    }
  }

  @Test func aPlaceThatCannotBeNotedIsNoError() throws {
    try withPlace { place, file in
      try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
      #expect(place.heading == nil)
      place.note("Pooling")
    }
  }

  @Test(arguments: [20, 40, 60, 80, 120])
  func theOfferFits(width: Int) {
    for heading in ["ReLU", String(repeating: "long ", count: 12)] {
      let line = ReadingPlace.offer(heading, width: width)
      #expect(line.count < width)
      #expect(line.contains("[c] go on"))
      #expect(line.contains(heading) == (line.hasPrefix("You") || line.hasPrefix(heading)))
    }
    #expect(ReadingPlace.offer("ReLU", width: 80).hasPrefix("You stopped at ReLU  [c] go on there"))
  }
}
