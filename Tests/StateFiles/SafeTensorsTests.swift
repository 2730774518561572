import ExitTestSupport
import Foundation
import NN
import Tensors
import TestSupport
import Testing

@testable import StateFiles

@Suite("Files in safetensors") struct SafeTensorsTests {
  @Test("A file of PyTorch's loads, with every bit, and is written again byte for byte")
  func againstPyTorch() throws {
    let model = PyTorchFile.model()
    try model.loadState(PyTorchFile.bytes, path: "F")
    let conv = try #require(model.layers[0] as? Conv2d)
    let norm = try #require(model.layers[1] as? BatchNorm2d)
    let last = try #require(model.layers[4] as? Linear)
    func patterns(_ tensor: Tensor) -> [UInt32] { tensor.values.map(\.bitPattern) }
    #expect(patterns(conv.bias!) == PyTorchFile.bias)
    #expect(patterns(conv.weight) == PyTorchFile.weight)
    #expect(norm.weight.values == [1, 1])
    #expect(norm.bias.values == [0, 0])
    #expect(patterns(norm.runningMean) == PyTorchFile.runningMean)
    #expect(patterns(norm.runningVariance) == PyTorchFile.runningVariance)
    #expect(norm.numBatchesTracked.item() == 3)
    #expect(patterns(last.weight) == PyTorchFile.last)

    #expect(SafeTensors(model.stateDictionary()).encoded() == PyTorchFile.bytes)
  }

  @Test("Header and data, written out")
  func bytes() {
    let file = SafeTensors([
      StateTensor(name: "b", shape: [2, 1], elements: .float32([1, -2])),
      StateTensor(name: "a", shape: [0], elements: .float32([])),
      StateTensor(name: "c", shape: [], elements: .int64([-2])),
    ])
    // The larger elements first, then by name.
    let header =
      #"{"c":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"#
      + #""a":{"dtype":"F32","shape":[0],"data_offsets":[8,8]},"#
      + #""b":{"dtype":"F32","shape":[2,1],"data_offsets":[8,16]}}      "#
    let data: [UInt8] = [
      0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0,
    ]
    #expect(header.utf8.count == 168)
    #expect(file.encoded() == [168, 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8) + data)
    #expect(SafeTensors([]).encoded() == [8, 0, 0, 0, 0, 0, 0, 0] + Array("{}      ".utf8))
  }

  @Test("Every float comes back with its bits, and every integer")
  func numbers() throws {
    let patterns: [UInt32] = [
      0, 0x8000_0000, 1, 0x7f80_0000, 0xff80_0000, 0x7fc0_0000, 0xffc1_2345, 0x7f7f_ffff,
    ]
    let integers = [0, -1, Int.max, Int.min]
    let file = SafeTensors([
      StateTensor(
        name: "f", shape: [2, 4], elements: .float32(patterns.map { Float(bitPattern: $0) })),
      StateTensor(name: "i", shape: [4], elements: .int64(integers)),
    ])
    let again = try SafeTensors(path: "F", bytes: file.encoded())
    #expect(again.tensors.map(\.name) == ["i", "f"])
    #expect(again.tensors.map(\.shape) == [[4], [2, 4]])
    #expect(again.tensors[0].elements == .int64(integers))
    guard case .float32(let floats) = again.tensors[1].elements else {
      Issue.record("\(again.tensors[1])")
      return
    }
    #expect(floats.map(\.bitPattern) == patterns)
  }

  // safetensors.torch.save_file({}, F, metadata={"é\n\x01/\"": "\\", ...}) writes these escapes.
  @Test("Names and metadata may hold any character")
  func characters() throws {
    let name = "é\n\u{1}/\"\u{8}\u{C}\r\t\u{7F}😀"
    let file = SafeTensors(
      [StateTensor(name: name, shape: [1], elements: .float32([5]))],
      metadata: [ExactString(name): "\\", "format": "pt"])
    let escaped = #""é\n\u0001/\"\b\f\r\t"# + "\u{7F}😀\""
    let header = String(decoding: file.encoded().dropFirst(8).dropLast(4), as: UTF8.self)
    #expect(
      header.trimmingCharacters(in: .whitespaces)
        == #"{"__metadata__":{"format":"pt","# + escaped + #":"\\"},"# + escaped
        + #":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#)
    #expect(try SafeTensors(path: "F", bytes: file.encoded()) == file)
  }

  @Test("A header may be laid out otherwise: spaces, order of keys, escapes, order of places")
  func otherLayouts() throws {
    let header = """
      {\t"\\u0061\\ud83d\\ude00\\/" : {"data_offsets" : [ 4 ,\r8],"shape":[] , "dtype":"F3\\u0032"} ,
       "b":{"shape":[1],"data_offsets":[0,4],"dtype":"F32"} } \n
      """
    let bytes = safeTensorsBytes(Array(header.utf8), littleEndian([0x3f80_0000, 0x4000_0000]))
    let file = try SafeTensors(path: "F", bytes: bytes)
    #expect(
      file.tensors == [
        StateTensor(name: "b", shape: [1], elements: .float32([1])),
        StateTensor(name: "a😀/", shape: [], elements: .float32([2])),
      ])
  }

  @Test(
    "Names are compared as bytes, as the library compares them: é of one scalar is not that of two")
  func exactNames() throws {
    let names = ["\u{E9}", "e\u{301}", "K", "\u{212A}"]
    let tensors = names.map { StateTensor(name: $0, shape: [], elements: .float32([1])) }
    let file = SafeTensors(tensors, metadata: ["\u{E9}": "1", "e\u{301}": "2"])
    let again = try SafeTensors(path: "F", bytes: file.encoded())
    #expect(
      again.tensors.map { Array($0.name.utf8) }
        == ["K", "e\u{301}", "\u{E9}", "\u{212A}"].map { Array($0.utf8) })
    #expect(again.metadata.count == 2)
    #expect(again.metadata["e\u{301}"] == "2")
    #expect(tensors[0] != tensors[1])
    #expect(tensors[2] == tensors[2])
  }

  // {"__metadata__": null} is what serde, which the library reads with, takes for no metadata.
  @Test("Metadata may be null, and a description may have further keys")
  func whatTheLibraryReads() throws {
    let header = """
      {"__metadata__":null,"a":{"x":{"y":[null,-1.5e+3,{"z":[]},"}"],"":{}},"dtype":"F32","shape":[],\
      "data_offsets":[0,4],"n":true,"m":[],"l":0}}
      """
    let file = try SafeTensors(path: "F", bytes: safeTensorsBytes(header, dataCount: 4))
    #expect(file == SafeTensors([StateTensor(name: "a", shape: [], elements: .float32([0]))]))
    let depth = SafeTensorsHeaderReader.deepestNesting
    let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let nested = #"{"a":{"x":\#(deep),"dtype":"F32","shape":[],"data_offsets":[0,4]}}"#
    #expect(try SafeTensors(path: "F", bytes: safeTensorsBytes(nested, dataCount: 4)) == file)
  }

  @Test("Two tensors of one name, or one of the metadata's, cannot be written", .withExitTests)
  func names() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let tensor = StateTensor(name: "a", shape: [], elements: .float32([1]))
      _ = SafeTensors([tensor, tensor])
    }
    expectMessage(result, "SafeTensors: the name 'a' is taken already")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SafeTensors([StateTensor(name: "__metadata__", shape: [], elements: .float32([1]))])
    }
    expectMessage(result, "SafeTensors: the name '__metadata__' is taken already")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = StateTensor(name: "a", shape: [2], elements: .float32([1]))
    }
    expectMessage(result, "StateTensor: 1 elements do not make the shape [2]")
  }
}
