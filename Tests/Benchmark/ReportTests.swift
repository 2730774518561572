import Foundation
import Testing

@testable import Benchmark

@Suite struct ReportTests {
  @Test func wholeText() {
    #expect(
      sampleReport().text == """
        A processor
        2 cores, 2 threads, 8 floats at a time, fused multiply-add, debug build

        At most                      GFLOP/s  GB/s
          computing, one core           50.0
          computing, 2 threads         100.0
          reading memory, 2 threads           10.0

        The network on 32 images  median ms  best ms  GFLOP/s  of peak  FLOP/byte
        conv2  32×13×13 → 64×11×11
          forward                     1.000    1.000      8.0      8 %       8.00
          backward                    2.000    2.000      4.0      4 %       8.00
        conv2, with the zeros of training  32×13×13 → 64×11×11
          backward                    0.500    0.500     16.0     16 %       8.00
        relu2  32×13×13 → 64×11×11
          forward                     4.000    4.000      2.0      2 %       8.00
        Rates count every operation of the definition. What is multiplied with 0 is
        skipped, so a rate can be above the peak; in training 15 % of a gradient are
        not 0. What computes little is as fast as memory, and faster in a cache.

        Convolutions of other networks                   images  forward ms  backward ms
          small  8×8×8 → 8, 3×3 s2 p1 d2                      8       12.25        30.50
          ResNet, narrowing  512×512×512 → 512, 3×3 s2…     512       12.25        30.50
        Medians. s: stride, p: padding, d: dilation. Backward gives all three gradients.

        Steps of training     images  µs per image
          32 and 64 channels      32         150.2
        Medians of forward, loss, backward and optimizer together.

        An epoch of the chapters                 images  seconds  µs per image
          training on 60,000, testing on 10,000  70,000     7.00         100.0

        Memory at most, for all of the above: 250 MB

        """)
  }

  @Test(arguments: [1e-3, 1, 1000, 1e6])
  func linesAreShortAndNumbersAligned(slowness: Double) {
    let name = String(repeating: "A processor with a long name ", count: 5)
    let text = sampleReport(processor: name, slowness: slowness).text
    for table in text.components(separatedBy: "\n\n") {
      let lines = table.components(separatedBy: "\n")
      for line in lines {
        #expect(line.count <= 80, "\(line)")
        #expect(!line.hasSuffix(" "), "\(line)")
      }
      // Numbers end where their heading ends.
      guard let heading = lines.first, heading.contains("  ") else { continue }
      for line in lines where line.hasPrefix("  ") && !heading.hasPrefix("At most") {
        #expect(line.count == heading.count, "\(heading)\n\(line)")
      }
    }
  }

  @Test func aMachineThatIsNotAloneSaysSo() {
    var report = sampleReport()
    #expect(!report.text.contains("other programs"))
    report.peak.allGigaflops = 60
    #expect(report.text.contains("2 threads are far from 2 times as fast as one:\nother programs"))
    report.machine.threads = 1024
    #expect(report.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func wordsThatAreTooLongAreCut() {
    var table = TextTable("first", "second")
    table.append(String(repeating: "a", count: 100), "1")
    table.append(String(repeating: "b", count: 100))
    #expect(table.lines[0] == "first" + String(repeating: " ", count: 69) + "second")
    #expect(table.lines[1] == String(repeating: "a", count: 71) + "…       1")
    #expect(table.lines[2] == String(repeating: "b", count: 79) + "…")
  }

  @Test func jsonHoldsEverything() throws {
    let report = sampleReport()
    let json = try report.json()
    #expect(try JSONDecoder().decode(Report.self, from: Data(json.utf8)) == report)
    #expect(json.hasSuffix("}\n"))
  }

  /// Scripts read these keys.
  @Test func keysOfTheJSON() throws {
    let json = try JSONSerialization.jsonObject(with: Data(sampleReport().json().utf8))
    let object = try #require(json as? [String: Any])
    func keys(_ value: Any?) -> [String] {
      let first = (value as? [Any])?.first ?? value
      return (first as? [String: Any])?.keys.sorted() ?? []
    }
    #expect(
      keys(object) == [
        "convolutions", "epoch", "machine", "operations", "peak", "peakMemoryMegabytes", "steps",
      ])
    #expect(
      keys(object["machine"]) == [
        "build", "cores", "fusedMultiplyAdd", "processor", "threads", "vectorWidth",
      ])
    #expect(keys(object["peak"]) == ["allGigaflops", "coreGigaflops", "memoryGigabytes"])
    #expect(
      keys(object["operations"]) == [
        "bestMilliseconds", "bytes", "direction", "gigaflops", "milliseconds", "name",
        "operations", "shape", "shareOfPeak",
      ])
    #expect(
      keys(object["convolutions"]) == [
        "backwardMilliseconds", "batch", "dilation", "forwardMilliseconds", "height",
        "inputChannels", "kernel", "name", "outputChannels", "padding", "stride", "width",
      ])
    #expect(
      keys(object["steps"]) == [
        "batchSize", "firstChannels", "microsecondsPerImage", "secondChannels",
      ])
    #expect(
      keys(object["epoch"]) == ["microsecondsPerImage", "seconds", "testImages", "trainImages"])
  }

  @Test func whatLinuxSaysOfAProcessorIsFound() {
    func value(_ key: String, _ description: String) -> String? {
      MachineDescription.processorValue(of: key, in: description)
    }
    let description = """
      processor\t: 0
      model\t\t: 17
      model name\t: AMD EPYC: 7\u{20}
      flags\t\t: fpu avx2
      processor\t: 1
      model name\t: other
      """
    #expect(value("model name", description) == "AMD EPYC: 7")
    #expect(value("flags", description) == "fpu avx2")
    #expect(value("Features", description) == nil)
    #expect(value("model name", "processor\t: 0\nmodel name\t:\n") == nil)
    #expect(value("flags", "") == nil)
    #expect(MachineDescription.processorValue(of: "flags", in: nil) == nil)
  }
}
