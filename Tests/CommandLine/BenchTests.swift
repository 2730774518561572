import Benchmark
import Foundation
import Testing

@Suite struct BenchTests {
  @Test func aQuickRunGivesJSONAndAFigure() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let figure = folder.appendingPathComponent("roofs.svg")
    let run = try BuiltWorkbook.run("bench", "--quick", "--json", "--figure", figure.path)
    #expect(run.status == 0)
    #expect(run.error == "drew what limits each operation in \(figure.path)\n")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    #expect(try report.json() == run.output)

    #expect(report.operations.count == 20)
    #expect(report.convolutions.count == 10)
    #expect(report.steps.map(\.batchSize) == [8, 32, 128, 512, 32, 32])
    #expect((report.epoch.trainImages, report.epoch.testImages) == (4000, 1000))
    var numbers = [
      report.peak.coreGigaflops, report.peak.allGigaflops, report.peak.memoryGigabytes,
      report.epoch.seconds, report.epoch.microsecondsPerImage, report.peakMemoryMegabytes,
      Double(report.machine.cores), Double(report.machine.threads),
      Double(report.machine.vectorWidth),
    ]
    numbers += report.operations.flatMap {
      [
        $0.milliseconds, $0.bestMilliseconds, $0.gigaflops, $0.shareOfPeak,
        Double($0.operations), Double($0.bytes),
      ]
    }
    numbers += report.convolutions.flatMap { [$0.forwardMilliseconds, $0.backwardMilliseconds] }
    numbers += report.steps.map(\.microsecondsPerImage)
    #expect(numbers.allSatisfy { $0.isFinite && $0 > 0 })

    let svg = try String(contentsOf: figure, encoding: .utf8)
    #expect(svg == report.roofline.svg())
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["roofs.svg"])
  }

  @Test func aFigureWithoutAPlaceIsRefusedBeforeAnythingIsMeasured() throws {
    let message =
      "no folder /no/such for /no/such/roofs.svg: make it first, or choose another"
    #expect(
      try BuiltWorkbook.run("bench", "--figure", "/no/such/roofs.svg")
        == .init(error: "workbook: \(message)\n", status: 73))
  }

  @Test func aMissingFolderIsNoInput() throws {
    let run = try BuiltWorkbook.run("bench", "--data", "/no/such/folder")
    #expect(run.status == 66)
    #expect(run.output == "")
    #expect(run.error.hasPrefix("workbook: no folder /no/such/folder: "))
  }
}
