import Foundation
import Testing

/// What the guide shows of PyTorch's output is that of the programs as they are: a program that was changed
/// has to be run again.
@Test func theGuidesProgramsAreThoseThatRan() throws {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("PyTorch")
  let programs = folder.appendingPathComponent("guide")
  let names = try FileManager.default.contentsOfDirectory(atPath: programs.path)
    .filter { $0.hasSuffix(".py") }.sorted()
  #expect(names.count >= 7)
  let now = try names.map { name in
    let text = try Data(contentsOf: programs.appendingPathComponent(name))
    return "# \(name) \(LongList.fingerprint(text.map(UInt32.init)))"
  }
  let record = try String(
    contentsOf: folder.appendingPathComponent("values/guide.txt"), encoding: .utf8)
  let ran = record.split(separator: "\n").map(String.init).suffix(now.count)
  #expect(Array(ran) == now, "run Tests/PyTorch/make.sh, then swift run workbook guide update")
}
