import NN
import Tensors
import TestSupport
import Testing

@testable import StateFiles

/// `"name":{…}` in a header.
private func member(
  _ name: String, _ shape: String, _ offsets: String, type: String = "F32"
) -> String {
  #""\#(name)":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}"#
}

private let bias = member("0.bias", "[1]", "[0,4]")
private let weight = member("0.weight", "[1,2]", "[4,12]")

/// Each is refused with its whole message, and the model stays as it was.
@Suite("Damaged and malicious files") struct SafeTensorsDamageTests {
  /// Expects these bytes to be refused.
  private func expectRefusal(
    _ bytes: [UInt8], _ message: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let model = seeded(1) { Sequential(Linear(2, 1)) }
    let before = model.stateDictionary()
    #expect(
      refusal { try model.loadState(bytes, path: "F") } == message, sourceLocation: sourceLocation)
    #expect(model.stateDictionary() == before, sourceLocation: sourceLocation)
  }

  private func unsound(_ reason: String) -> String {
    "F is not a sound safetensors file (\(reason)): save or download it again"
  }

  @Test("The undamaged file loads")
  func undamaged() throws {
    let model = Sequential(Linear(2, 1))
    try model.loadState(safeTensorsBytes("{\(bias),\(weight)}", dataCount: 12), path: "F")
    #expect(model.parameters().map(\.values) == [[0, 0], [0]])
  }

  @Test("Lengths that cannot be")
  func lengths() {
    expectRefusal([], "F is empty: save or download it again")
    expectRefusal(
      [1, 2, 3, 4, 5, 6, 7], unsound("it has 7 bytes, and its header's length alone takes 8"))
    let header = Array("{}".utf8)
    let huge: [UInt64] = [3, 1 << 31, 1 << 63, .max]
    for announced in huge {
      expectRefusal(
        safeTensorsBytes(header, [], announced: announced),
        unsound("it announces a header of \(announced) bytes, and there can be 2"))
    }
    let many = [UInt8](repeating: 0x20, count: 100_000_100)
    expectRefusal(
      safeTensorsBytes(many, []),
      unsound("it announces a header of 100000100 bytes, and there can be 100000000"))
  }

  @Test(
    "Headers that are not what a header is",
    arguments: [
      ("", 0, "'{'"), (" {}", 0, "'{'"), ("[]", 0, "'{'"), ("null", 0, "'{'"), ("{", 1, #"'"'"#),
      ("{}}", 2, "the end"), ("{} x", 3, "the end"), ("{,}", 1, #"'"'"#),
      ("{\"a", 3, "the end of a string"),
      ("{'a':1}", 1, #"'"'"#), (#"{"a"}"#, 4, "':'"), (#"{"a":1}"#, 5, "'{'"),
      (#"{"a":null}"#, 5, "'{'"), (#"{"a":[]}"#, 5, "'{'"),
      (#"{"a":{"dtype":32}}"#, 14, #"'"'"#),
      (#"{"a":{"shape":1}}"#, 14, "'['"),
      (#"{"a":{"shape":[1,]}}"#, 17, "a whole number from 0 to 9223372036854775807"),
      (#"{"a":{"shape":[-1]}}"#, 15, "a whole number from 0 to 9223372036854775807"),
      (#"{"a":{"shape":[1.5]}}"#, 16, "']'"), (#"{"a":{"shape":[1e3]}}"#, 16, "']'"),
      (#"{"a":{"shape":[01]}}"#, 15, "a whole number from 0 to 9223372036854775807"),
      (#"{"a":{"shape":[true]}}"#, 15, "a whole number from 0 to 9223372036854775807"),
      (#"{"a":{"shape":["1"]}}"#, 15, "a whole number from 0 to 9223372036854775807"),
      (
        #"{"a":{"shape":[9223372036854775808]}}"#, 15,
        "a whole number from 0 to 9223372036854775807"
      ),
      (#"{"a":{"shape":[[1]]}}"#, 15, "a whole number from 0 to 9223372036854775807"),
      (#"{"a":{"shape":[1 2]}}"#, 17, "']'"),
      (#"{"a":{"data_offsets":[0]}}"#, 24, "two offsets before it"),
      (#"{"a":{"data_offsets":[0,4,8]}}"#, 28, "two offsets before it"),
      (#"{"a":{"data_offsets":[]}}"#, 23, "two offsets before it"),
      (#"{"a":{"data_offsets":{}}}"#, 21, "'['"),
      (#"{"a":{"size":}}"#, 13, "a value"), (#"{"a":{"size":01}}"#, 14, "'}'"),
      (#"{"a":{"size":1.}}"#, 15, "a value"), (#"{"a":{"size":[1,]}}"#, 16, "a value"),
      (#"{"a":{"size":{"b"}}}"#, 17, "':'"), (#"{"a":{"size":[{"b":[]]}}"#, 21, "'}'"),
      (
        #"{"a":{"dtype":"F32","dtype":"F32"}}"#, 28,
        "the value of dtype, shape or data_offsets, each once"
      ),
      (
        #"{"a":{"shape":[],"shape":[]}}"#, 25,
        "the value of dtype, shape or data_offsets, each once"
      ),
      (
        #"{"a":{"data_offsets":[0,0],"data_offsets":[0,0]}}"#, 42,
        "the value of dtype, shape or data_offsets, each once"
      ),
      (#"{"__metadata__":[]}"#, 16, "'{'"), (#"{"__metadata__":{"a":1}}"#, 21, #"'"'"#),
      (#"{"__metadata__":{"a":{}}}"#, 21, #"'"'"#),
      (
        #"{"__metadata__":{"a":"1","a":"2"}}"#, 29,
        "the value of a key that is new to __metadata__"
      ),
      (#"{"\x":1}"#, 3, "an escape"), (#"{"\"#, 3, "an escape"),
      (#"{"\u12"#, 4, "four hexadecimal digits"),
      (#"{"\u+123":1}"#, 4, "four hexadecimal digits"), (#"{"\ud800":1}"#, 3, "an escape"),
      (#"{"\ud800\u0041":1}"#, 3, "an escape"), (#"{"\udc00":1}"#, 3, "an escape"),
      (#"{"\ud800\ue000":1}"#, 3, "an escape"),
      ("{\"a\nb\":1}", 3, "a character that may stand in a string"),
      ("{\"a\u{0}b\":1}", 3, "a character that may stand in a string"),
    ] as [(String, Int, String)])
  func grammar(header: String, byte: Int, expected: String) {
    expectRefusal(
      safeTensorsBytes(header, dataCount: 0),
      unsound("its header has something else at byte \(byte) than \(expected)"))
  }

  @Test("Bytes that are not UTF-8")
  func encoding() {
    let name = Array(#"{"é"#.utf8)
    let sequences: [[UInt8]] = [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf0, 0x9f], [0x80]]
    for sequence in sequences {
      expectRefusal(
        safeTensorsBytes(name + sequence + Array("\":{}}".utf8), []),
        unsound("its header has something else at byte 4 than UTF-8"))
    }
  }

  @Test("More of something than any network has, of which a long header could hold a great many")
  func many() throws {
    let limit = SafeTensorsHeader.mostEntries
    func tensors(_ count: Int) -> [UInt8] {
      let members = (0..<count).map { member("\($0)", "[0]", "[0,0]") }
      return safeTensorsBytes("{\(members.joined(separator: ","))}", dataCount: 0)
    }
    #expect(try SafeTensors(path: "F", bytes: tensors(limit)).tensors.count == limit)
    expectRefusal(
      tensors(limit + 1),
      "F has more than 32768 tensors, and no more are read here: choose another file")
    func metadata(_ count: Int) -> [UInt8] {
      let entries = (0..<count).map { #""\#($0)":"""# }.joined(separator: ",")
      return safeTensorsBytes(#"{"__metadata__":{\#(entries)}}"#, dataCount: 0)
    }
    #expect(try SafeTensors(path: "F", bytes: metadata(limit)).metadata.count == limit)
    expectRefusal(
      metadata(limit + 1),
      "F has more than 32768 entries in __metadata__, and no more are read here: choose another file"
    )
    let ones = [String](repeating: "1", count: SafeTensorsHeader.mostDimensions)
    func shaped(_ lengths: [String]) -> [UInt8] {
      safeTensorsBytes(
        "{\(member("a", "[\(lengths.joined(separator: ","))]", "[0,4]"))}", dataCount: 4)
    }
    #expect(try SafeTensors(path: "F", bytes: shaped(ones)).tensors[0].shape.count == 64)
    expectRefusal(
      shaped(ones + ["1"]),
      "F has more than 64 dimensions in a tensor, and no more are read here: choose another file")
  }

  @Test("Nesting of whatever depth")
  func nesting() {
    let depth = 1_000_000
    expectRefusal(
      safeTensorsBytes(String(repeating: "[", count: depth), dataCount: 0),
      unsound("its header has something else at byte 0 than '{'"))
    expectRefusal(
      safeTensorsBytes(String(repeating: #"{"a":"#, count: depth), dataCount: 0),
      unsound(
        "its header has something else at byte 640 than a value that is nested less deeply"
      ))
    expectRefusal(
      safeTensorsBytes(#"{"a":{"shape":"# + String(repeating: "[", count: depth), dataCount: 0),
      unsound(
        "its header has something else at byte 15 than a whole number from 0 to 9223372036854775807"
      ))
  }

  @Test(
    "Tensors that cannot be where they are said to be",
    arguments: [
      (bias + "," + weight, 11, "'0.weight' ends at byte 12 of the data, and there are 11"),
      (bias + "," + weight, 0, "'0.bias' ends at byte 4 of the data, and there are 0"),
      (bias + "," + weight, 13, "bytes 12 to 13 of the data belong to no tensor"),
      (weight, 12, "bytes 0 to 4 of the data belong to no tensor"),
      ("", 1, "bytes 0 to 1 of the data belong to no tensor"),
      (
        bias + "," + member("0.weight", "[1,2]", "[5,13]"), 13,
        "bytes 4 to 5 of the data belong to no tensor"
      ),
      (bias + "," + member("0.weight", "[1,2]", "[0,8]"), 8, "'0.bias' and '0.weight' share bytes"),
      (
        bias + "," + member("0.weight", "[1,2]", "[3,11]"), 11,
        "'0.bias' and '0.weight' share bytes"
      ),
      (
        bias + "," + member("0.weight", "[1,2]", "[12,4]"), 12,
        "'0.weight' begins at byte 12 and ends at 4"
      ),
      (
        bias + "," + member("0.weight", "[1,2]", "[4,11]"), 12,
        "'0.weight' has 7 bytes, and its shape [1, 2] takes 8"
      ),
      (
        bias + "," + member("0.weight", "[2,2]", "[4,12]"), 12,
        "'0.weight' has 8 bytes, and its shape [2, 2] takes 16"
      ),
      (
        bias + "," + member("0.weight", "[1,2]", "[4,12]", type: "I64"), 12,
        "'0.weight' has 8 bytes, and its shape [1, 2] takes 16"
      ),
      (
        bias + "," + member("0.weight", "[]", "[0,9223372036854775807]"), 12,
        "'0.weight' has 9223372036854775807 bytes, and its shape [] takes 4"
      ),
      (
        member("0.weight", "[2305843009213693952]", "[4,12]"), 12,
        "'0.weight' has shape [2305843009213693952], more than any file holds"
      ),
      (
        member("0.weight", "[4294967296,4294967296,1,1,1,1,1,1,1,1]", "[0,0]"), 0,
        "'0.weight' has shape [4294967296, 4294967296, 1, 1, 1, 1, 1, 1] and 2 more, "
          + "more than any file holds"
      ),
      (
        member("0.weight", "[1000000000000]", "[0,4000000000000]"), 12,
        "'0.weight' ends at byte 4000000000000 of the data, and there are 12"
      ),
      (#""0.bias":{"shape":[1],"data_offsets":[0,4]}"#, 4, "'0.bias' has no dtype"),
      (#""0.bias":{"dtype":"F32","data_offsets":[0,4]}"#, 4, "'0.bias' has no shape"),
      (#""0.bias":{"dtype":"F32","shape":[1]}"#, 4, "'0.bias' has no data_offsets"),
    ] as [(String, Int, String)])
  func places(members: String, dataCount: Int, reason: String) {
    expectRefusal(safeTensorsBytes("{\(members)}", dataCount: dataCount), unsound(reason))
  }

  @Test(
    "Sound files of another model",
    arguments: [
      (
        bias + "," + bias, 4,
        "two tensors '0.bias': give each a name of its own and save again"
      ),
      (
        bias, 4,
        "no '0.weight', which the model has: load it into the model that it was saved from"
      ),
      (
        "", 0,
        "no '0.weight' and 1 more, which the model has: load it into the model that it was saved from"
      ),
      (
        bias + "," + weight + "," + member("1.bias", "[0]", "[12,12]"), 12,
        "'1.bias', which the model has not: load it into the model that it was saved from"
      ),
      (
        bias + "," + member("fc.weight", "[1,2]", "[4,12]"), 12,
        "no '0.weight', and has 'fc.weight', which the model has not: "
          + "load it into the model that it was saved from"
      ),
      (
        bias + "," + member("0.weight", "[2]", "[4,12]"), 12,
        "'0.weight' of shape [2], and the model wants [1, 2]: "
          + "load it into the model that it was saved from"
      ),
      (
        bias + "," + member("0.weight", "[1,2]", "[4,20]", type: "I64"), 20,
        "'0.weight' of type torch.int64, and the model wants torch.float32: "
          + "convert it in PyTorch with .to(torch.float32) and save again"
      ),
      (
        bias + "," + member("0.weight", "[1,2]", "[4,8]", type: "F16"), 8,
        "'0.weight' of type 'F16', and only F32 and I64 are read here: "
          + "convert it in PyTorch with .float() and save again"
      ),
      (
        bias + "," + member("0.weight", "[1,2]", "[4,12]", type: #"\u001b[2J\u2028x"#), 12,
        "'0.weight' of type '\\u{1B}[2J\\u{2028}x', and only F32 and I64 are read here: "
          + "convert it in PyTorch with .float() and save again"
      ),
      (
        bias + "," + weight + "," + member(String(repeating: "x", count: 200), "[0]", "[12,12]"),
        12,
        "'\(String(repeating: "x", count: 80))…', which the model has not: "
          + "load it into the model that it was saved from"
      ),
    ] as [(String, Int, String)])
  func otherModels(members: String, dataCount: Int, message: String) {
    expectRefusal(safeTensorsBytes("{\(members)}", dataCount: dataCount), "F has " + message)
  }
}
