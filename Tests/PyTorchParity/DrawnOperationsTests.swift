import Foundation
import Testing

/// Whatever the engine makes public stands in `Tests/PyTorch/Programs`, so that `fuzz.py` compares it with
/// PyTorch, or in a list of what does not.
@Suite("What is public is drawn by the fuzzer") struct DrawnOperationsTests {
  /// What no program calls by its name, and why.
  private static let others: [String: Set<String>] = [
    "a type, which a program makes or gets without its name": [
      "Compose", "DatasetError", "Device", "Element", "GradMode", "IntBuffer", "Iterator", "MNIST",
      "Node", "PlainTensor", "Root", "Row", "Summary",
    ],
    "what a `for` loop or a call stands for": [
      "callAsFunction", "makeIterator", "underestimatedCount", "transforms", "transform",
    ],
    "of the workbook, without a counterpart in PyTorch": [
      "best", "errorDescription", "extraDescription", "isEnabled", "mutate", "places",
      "randomPermutation", "threads",
    ],
    "compared by other tests: the summary with torchsummary, a state with what safetensors reads": [
      "inputSize", "loadState", "numBatchesTracked", "outputShape", "rows", "saveState", "summary",
      "trainableParameters",
    ],
    "refused by the compiler, which says what to write": ["view"],
    "seen in every program at its end, by what is recorded and which parameters there are": [
      "isLeaf", "namedChildren", "namedModules",
    ],
    "the graph, which the tests of Tensors look at": ["nextFunctions"],
    "of a data set's files or of a function of the reader's own": [
      "needsInputGrad", "side", "targets",
    ],
  ]

  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The text of all Swift files in a folder.
  private static func text(of folder: String) throws -> String {
    let url = tests.deletingLastPathComponent().appending(path: folder)
    let files = try #require(
      FileManager.default.enumerator(at: url, includingPropertiesForKeys: nil))
    return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
      .map { try String(contentsOf: $0, encoding: .utf8) }.joined(separator: "\n")
  }

  @Test func eachNameStandsInAProgramOrInTheList() throws {
    let modules = try ["Tensors", "NN", "Datasets"].map {
      try Self.text(of: "Sources/Engine/\($0)")
    }
    let declaration =
      /public (?:(?:final|static|override|convenience|mutating|class) )*(?:func|var|let|class|struct|enum|typealias) `?(\w+|[^\s\w(]+)/
    let names = Set(modules.joined().matches(of: declaration).map { String($0.output.1) })
    #expect(names.count > 100)
    let programs = try Self.text(of: "Tests/PyTorch/Programs")
    let drawn = Set(programs.matches(of: /\w+|[-+*\/=<>!&|~]+/).map { String($0.output) })
    let listed = Self.others.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    #expect(names.subtracting(drawn).subtracting(listed).sorted() == [], "not drawn by fuzz.py")
    #expect(listed.subtracting(names).sorted() == [], "listed, and not there")
    #expect(listed.intersection(drawn).sorted() == [], "listed, and drawn")
  }
}
