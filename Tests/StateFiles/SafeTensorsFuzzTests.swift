import NN
import Tensors
import Testing

@testable import StateFiles

/// Files damaged at random: each either loads or is refused in one line, and none brings the
/// program down.
@Suite("Files damaged at random") struct SafeTensorsFuzzTests {
  private let model = PyTorchFile.model()

  /// Whether the bytes load; if not, the model must be as before, and the error a single line about
  /// the file.
  private func loads(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) -> Bool {
    let before = SafeTensors(model.stateDictionary()).encoded()
    do throws(SafeTensorsError) {
      try model.loadState(bytes, path: "F")
      return true
    } catch {
      let line = error.description
      #expect(line.hasPrefix("F "), sourceLocation: sourceLocation)
      #expect(!line.contains { $0.isNewline }, sourceLocation: sourceLocation)
      #expect(line.utf8.count < 1_000, sourceLocation: sourceLocation)
      #expect(
        SafeTensors(model.stateDictionary()).encoded() == before, sourceLocation: sourceLocation)
      return false
    }
  }

  @Test("Every truncation is refused")
  func truncations() {
    for length in 0..<PyTorchFile.bytes.count where loads(Array(PyTorchFile.bytes.prefix(length))) {
      Issue.record("loads after \(length) bytes")
    }
    #expect(loads(PyTorchFile.bytes))
  }

  @Test("Every flipped bit of length and header")
  func flippedBits() {
    let headerEnd = 8 + PyTorchFile.header.utf8.count
    var loaded: [Int] = []
    for bit in 0..<headerEnd * 8 {
      var bytes = PyTorchFile.bytes
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      if loads(bytes) { loaded.append(bit) }
    }
    // None of them turns a space into another one, or a name into another name of the model.
    #expect(loaded == [])
  }

  @Test("Changed, inserted and removed bytes")
  func changes() {
    let random = Generator(seed: 1)
    // Marks of the grammar, which get further than others.
    let marks = Array("{}[]:,\"\\0129-eE. \u{7F}".utf8) + [0, 0xff, 0xc3]
    let rounds = 6_000
    var refused = 0
    for _ in 0..<rounds {
      var bytes = PyTorchFile.bytes
      for _ in 0...Int(random.random() % 4) {
        let place = Int(random.random()) % bytes.count
        let mark = marks[Int(random.random()) % marks.count]
        switch random.random() % 4 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.random())
        case 1: bytes[place] = mark
        case 2:
          bytes.insert(mark, at: place)
          // With a length that fits, the header itself is looked at.
          bytes[0] &+= 1
        default:
          bytes.remove(at: place)
          bytes[0] &-= 1
        }
      }
      if !loads(bytes) { refused += 1 }
    }
    // A changed number is a number too.
    #expect(refused > rounds / 2)
    #expect(refused < rounds)
  }

  @Test("Bytes of no meaning behind a length that fits")
  func noise() {
    let random = Generator(seed: 2)
    let marks = Array("{}[]:,\"\\09 ad".utf8)
    for _ in 0..<4_000 {
      let header = (0..<Int(random.random() % 60)).map { _ in
        marks[Int(random.random()) % marks.count]
      }
      #expect(!loads(safeTensorsBytes(Array("{".utf8) + header, [])))
    }
  }
}
