import ExitTestSupport
import StateFiles
import TestSupport
import Testing

@testable import NN
@testable import Tensors

/// A module in a module in a module: what goes through them is one call within another.
@Suite("Modules within modules") struct NestingTests {
  final class Link: Module {
    let weight = Parameter([1], shape: [1])
    var next: Module?

    override func forward(_ x: Tensor) -> Tensor { next.map { $0(x * weight) } ?? x * weight }
  }

  /// Modules of which each holds the next, and the first of them.
  private static func chain(_ count: Int) -> [Link] {
    let links = (0..<count).map { _ in Link() }
    for (link, next) in zip(links, links.dropFirst()) { link.next = next }
    return links
  }

  @Test("256 deep is not too deep")
  func deepest() throws {
    let links = Self.chain(256)
    #expect(links[0].parameters().count == 256)
    #expect(links[0].stateDictionary().count == 256)
    #expect("\(links[0])".split(separator: "\n").count == 2 * 255 + 1)
    #expect(links[0](Tensor([2])).values == [2])
    #expect(summary(links[0], inputSize: [1]).parameters == 256)
    links[0].eval()
    #expect(links.allSatisfy { !$0.training })
    var model: Module = Flatten()
    for _ in 0..<256 { model = Sequential(model) }
    #expect(model(.ones([2, 1, 3])).shape == [2, 3])
  }

  @Test("Deeper ones are refused with their path", .withExitTests)
  func tooDeep() async {
    let path = [String](repeating: "next", count: 256).joined(separator: ".")
    let message = "\(path): modules hold one another more than 256 deep"
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Self.chain(300)[0].parameters()
    }
    expectMessage(result, message)
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Self.chain(300)[0].stateDictionary()
    }
    expectMessage(result, message)
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = "\(Self.chain(300)[0])"
    }
    expectMessage(result, message)
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var model: Module = Flatten()
      for _ in 0..<1_000_000 { model = Sequential(model) }
    }
    expectMessage(result, "Sequential: modules hold one another more than 256 deep")
  }

  @Test("A module that holds itself has each of its parts once")
  func circle() throws {
    let link = Link()
    link.next = link
    defer { link.next = nil }
    #expect(link.parameters().map(\.count) == [1])
    #expect(link.namedModules().map(\.name) == [""])
    #expect(link.stateDictionary().map(\.name) == ["weight"])
    link.eval()
    #expect(!link.training)
    try link.loadState(SafeTensors(link.stateDictionary()).encoded(), path: "F")
  }
  /// Each holds the next twice, so that the last of `count` has two to the power of `count` names.
  private static func pairs(_ count: Int) -> Module {
    (0..<count).reduce(Linear(1, 1) as Module) { module, _ in Sequential(module, module) }
  }

  @Test("A module has a name in each place that holds it, up to a limit", .withExitTests)
  func heldInManyPlaces() async {
    let pairs = Self.pairs(13)
    #expect(pairs.parameters().count == 2)
    #expect(pairs.stateDictionary().count == 2 * 8192)
    #expect("\(pairs)".split(separator: "\n").count == 3 * 8192 - 2)
    let message = "modules that are held in several places have more than 32768 names"
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Self.pairs(100).stateDictionary()
    }
    expectMessage(result, "0.0.0.0", message)
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = "\(Self.pairs(100))"
    }
    expectMessage(result, "0.0.0.0", message)
  }
}
