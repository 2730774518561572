import PyTorchPrograms
import Testing

/// Programs that the fuzzer found: `Tests/PyTorch/programs.py`.
@Suite("Programs end as in PyTorch, to the bit") struct ProgramTests {
  struct Case: Decodable, Sendable {
    let label: String
    let program: String
    let answer: [String]
  }

  static let all = cases("programs", as: Case.self)

  @Test(arguments: all.map(\.label))
  func program(_ label: String) throws {
    let item = try #require(Self.all.first { $0.label == label })
    var answer: [String] = []
    Program.run(item.program) { answer.append($0) }
    let statements = item.program.split(separator: ";")
    #expect(answer.count == item.answer.count)
    for (index, (found, expected)) in zip(answer, item.answer).enumerated() {
      #expect(found == expected, "\(index < statements.count ? statements[index] : "at the end")")
    }
  }
}
