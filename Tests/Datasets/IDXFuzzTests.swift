import Datasets
import Tensors
import TestSupport
import Testing

/// Files damaged at random: each either loads or is refused in one line, and none brings the
/// program down.
@Suite struct IDXFuzzTests {
  static let originals: [[UInt8]] = {
    let (images, labels) = sampleFiles(count: 4)
    return [images, labels, gzipped(images), gzipped(labels), gzipped(labels) + gzipped([])]
  }()

  /// Whether the bytes load; if not, the error must be a single line about the file.
  private func loads(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) -> Bool {
    do throws(DatasetError) {
      let file = try IDXFile(path: "F", bytes: bytes)
      #expect(file.values.count == file.dimensions.elementCount, sourceLocation: sourceLocation)
      return true
    } catch {
      let line = error.description
      #expect(line.hasPrefix("F ") && !line.contains("\n"), sourceLocation: sourceLocation)
      return false
    }
  }

  @Test func everyTruncationIsRefused() {
    for original in Self.originals.dropLast() {
      #expect(loads(original))
      for length in 0..<original.count where loads(Array(original.prefix(length))) {
        Issue.record("loads after \(length) of \(original.count) bytes")
      }
    }
  }

  @Test func changedBytes() {
    let random = Generator(seed: 1)
    var refused = 0
    let rounds = 4_000
    for round in 0..<rounds {
      var bytes = Self.originals[round % Self.originals.count]
      for _ in 0...Int(random.random() % 4) {
        // Half of the changes go to the first bytes, where the header is.
        let reach = random.random() % 2 == 0 ? min(32, bytes.count) : bytes.count
        bytes[Int(random.random()) % reach] = UInt8(truncatingIfNeeded: random.random())
      }
      if !loads(bytes) { refused += 1 }
    }
    // Changed pixels of a raw file are pixels, too; changed headers and gzip members are not.
    #expect(refused > rounds / 2)
    #expect(refused < rounds)
  }

  @Test func flippedBits() {
    for original in Self.originals[..<4] {
      for bit in 0..<min(original.count * 8, 64 * 8) {
        var bytes = original
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        let isMagic = bit < 4 * 8 && original[0] == 0
        if isMagic { #expect(!loads(bytes)) } else { _ = loads(bytes) }
      }
    }
  }

  @Test func bytesOfNoMeaning() {
    let random = Generator(seed: 2)
    for round in 0..<2_000 {
      var bytes = random.randomPermutation(1 + Int(random.random() % 200))
        .map { UInt8(truncatingIfNeeded: $0 &* 37) }
      // Some start like an IDX file or a gzip member, so that they are looked at further.
      let starts: [[UInt8]] = [[], [0, 0, 8], [0, 0, 8, 1, 0, 0, 0], [0x1f, 0x8b, 8, 0]]
      bytes = starts[round % starts.count] + bytes
      _ = loads(bytes)
    }
  }
}
