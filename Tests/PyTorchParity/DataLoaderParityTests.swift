import Datasets
import Tensors
import Testing

/// The order of every epoch, and what is left in the generators: `Tests/PyTorch/dataloader.py`.
@Suite("Data loaders shuffle as PyTorch's do") struct DataLoaderParityTests {
  struct Story: Decodable, Sendable {
    struct Loader: Decodable, Sendable {
      let count: Int
      let batchSize: Int
      let shuffle: Bool
      let dropLast: Bool
      let seed: UInt64?
    }
    struct Turn: Decodable, Sendable {
      let loader: Int
      let batches: Int?
    }
    struct Epoch: Decodable, Sendable {
      let batches: Int
      let last: Int
      let ends: [UInt32]
      let fingerprint: String
    }
    struct After: Decodable, Sendable {
      let current: Int64
      let own: [Int64?]
    }

    let label: String
    let seed: UInt64
    let loaders: [Loader]
    let turns: [Turn]
    let snippet: [String]
    let epochs: [Epoch]
    let after: After
  }

  static let stories = cases("dataloader", as: Story.self)

  @Test(arguments: stories.indices)
  func sameOrder(_ index: Int) {
    let story = Self.stories[index]
    Generator.withCurrent(Generator(seed: story.seed)) {
      let loaders = story.loaders.map { options in
        DataLoader(
          Numbers(count: options.count), batchSize: options.batchSize, shuffle: options.shuffle,
          dropLast: options.dropLast, generator: options.seed.map { Generator(seed: $0) })
      }
      for (number, (turn, expected)) in zip(story.turns, story.epochs).enumerated() {
        var batches: [[Int]] = []
        for (_, labels) in loaders[turn.loader] {
          batches.append(labels.values)
          if batches.count == turn.batches { break }
        }
        #expect(batches.count == expected.batches, "\(story.label), epoch \(number)")
        #expect(batches.last?.count ?? 0 == expected.last, "\(story.label), epoch \(number)")
        LongList(ends: expected.ends, fingerprint: expected.fingerprint).expect(
          batches.joined().map { UInt32($0) }, "epoch \(number)",
          Origin(label: story.label, snippet: story.snippet), length: 10)
      }
      #expect(Generator.current.randomInt64() == story.after.current, "\(story.label), after")
      for (loader, after) in zip(loaders, story.after.own) {
        #expect(loader.generator?.randomInt64() == after, "\(story.label), own generator after")
      }
    }
  }

  /// The numbers 0 ..< count, each its own label.
  private struct Numbers: Dataset {
    let count: Int

    subscript(index: Int) -> (image: Tensor, label: Int) { (Tensor(Float(index)), index) }

    func batch(_ indices: [Int]) -> (images: Tensor, labels: IntTensor) {
      (Tensor(indices.map { Float($0) }), IntTensor(indices))
    }
  }
}
