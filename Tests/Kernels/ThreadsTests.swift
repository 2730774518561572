import ExitTestSupport
import Foundation
import Kernels
import Synchronization
import TestSupport
import Testing

// The number of threads belongs to the whole process: this is the only suite that changes it, one
// test at a time. Whatever runs beside it must not care, which is just what is tested here.
@Suite("Threads", .serialized) struct ThreadsTests {
  private final class Counter: Sendable {
    let count = Atomic<Int>(0)
  }

  /// What `body` gives with 1, 2, 3 and 7 threads.
  private func withEachCount(_ body: () -> [Float]) -> [(threads: Int, result: [Float])] {
    let before = Threads.count
    defer { Threads.count = before }
    return [1, 2, 3, 7].map { threads in
      Threads.count = threads
      return (threads, body())
    }
  }

  private func expectSameBitsForEachCount(_ what: String, _ body: () -> [Float]) {
    let results = withEachCount(body)
    #expect(!results[0].result.contains { $0.isNaN }, "\(what) left something unwritten")
    for (threads, result) in results.dropFirst() {
      expectSameBits(result, results[0].result, "\(what) with \(threads) threads")
    }
  }

  @Test("Each piece runs once, with any number of threads and with fewer pieces than threads")
  func eachPieceOnce() {
    for pieces in [0, 1, 2, 5, 1000] {
      let counts = withEachCount {
        let runs = Mutex([Float](repeating: 0, count: pieces))
        Threads.forEach(pieces) { piece in runs.withLock { $0[piece] += 1 } }
        return runs.withLock { $0 }
      }
      for (threads, runs) in counts {
        #expect(runs == [Float](repeating: 1, count: pieces), "\(pieces) on \(threads)")
      }
    }
  }

  #if os(Linux)
    @Test("However many are asked for, there are only so many threads")
    func most() async {
      await #expect(processExitsWith: .success) {
        Threads.count = .max
        let sum = Atomic<Int>(0)
        Threads.forEach(5000) { piece in sum.wrappingAdd(piece, ordering: .relaxed) }
        #expect(sum.load(ordering: .relaxed) == 5000 * 4999 / 2)
        // They wait for the next loop. The testing library has a few of its own.
        let count = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
        #expect((Threads.mostThreads / 2...Threads.mostThreads + 64).contains(count), "\(count)")
      }
    }
  #endif

  @Test("As many as there are cores, unless it is said otherwise")
  func atFirst() async {
    await #expect(processExitsWith: .success) {
      #expect(Threads.count == ProcessInfo.processInfo.activeProcessorCount)
    }
  }

  @Test("Ranges cover everything, the last one shorter")
  func ranges() {
    let seen = Mutex<[Range<Int>]>([])
    Threads.forEachRange(10, length: 4) { range in seen.withLock { $0.append(range) } }
    let sorted = seen.withLock { $0 }.sorted { $0.lowerBound < $1.lowerBound }
    #expect(sorted == [0..<4, 4..<8, 8..<10])
    Threads.forEachRange(0) { _ in Issue.record("there is nothing to do") }
  }

  @Test("Matrix products are the same bits, with more threads than work too", arguments: [10, 200])
  func matrixProduct(columns: Int) {
    let (rows, inner) = (19, 33)
    let left = randomNumbers(rows * inner, seed: 20)
    let right = randomNumbers(inner * columns, seed: 21)
    expectSameBitsForEachCount("product") {
      written(rows * columns) {
        MatrixProduct.parallel(
          rows: rows, inner: inner, columns: columns, MatrixView(left, rowStride: inner),
          MatrixView(right, rowStride: columns), into: $0)
      }
    }
  }

  @Test(
    "Convolutions are the same bits, forward and all three gradients, dense and sparse",
    arguments: [(3, 5), (8, 40)])
  func convolution(channels: (inputs: Int, outputs: Int)) {
    let size = ConvolutionSize(
      batch: 11, inputChannels: channels.inputs, inputHeight: 9, inputWidth: 9,
      outputChannels: channels.outputs, kernel: 3, stride: 1, padding: 1, dilation: 1)
    let arrays = ConvolutionTests.Arrays(size, density: 0.2)
    expectSameBitsForEachCount("convolution") {
      let gradient = arrays.gradientLast
      var output = written(gradient.count) {
        Convolution.forward(
          size, input: arrays.inputLast, weight: arrays.weight, bias: nil, into: $0)
      }
      output += written(arrays.bias.count) {
        Convolution.biasGradient(size, outputGradient: gradient, into: $0)
      }
      for sparse in [nil, SparseGradient(size, outputGradient: gradient)] {
        output += written(arrays.input.count) {
          Convolution.inputGradient(
            size, outputGradient: gradient, sparse: sparse, weight: arrays.weight, into: $0)
        }
        output += written(arrays.weight.count) {
          Convolution.weightGradient(
            size, input: arrays.inputLast, outputGradient: gradient, sparse: sparse, into: $0)
        }
      }
      return output
    }
  }

  @Test("A loop within a loop, and loops from several threads at once, all run")
  func nested() {
    let before = Threads.count
    defer { Threads.count = before }
    Threads.count = 3
    let runs = Counter()
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      for _ in 0..<200 {
        Threads.forEach(5) { _ in
          Threads.forEach(7) { _ in runs.count.wrappingAdd(1, ordering: .relaxed) }
        }
      }
    }
    #expect(runs.count.load(ordering: .relaxed) == 8 * 200 * 5 * 7)
  }

  @Test("A team that slept goes on, and more pieces than it can count are run")
  func sleeping() {
    let before = Threads.count
    defer { Threads.count = before }
    Threads.count = 2
    for pause in [0, 1000, 20_000] as [UInt32] {
      let runs = Counter()
      Threads.forEach(64) { _ in runs.count.wrappingAdd(1, ordering: .relaxed) }
      usleep(pause)
      #expect(runs.count.load(ordering: .relaxed) == 64)
    }
    let many = 1 << 20 + 1
    let runs = Counter()
    Threads.forEach(many) { _ in runs.count.wrappingAdd(1, ordering: .relaxed) }
    #expect(runs.count.load(ordering: .relaxed) == many)
  }

  @Test("Sums, pooling, softmax and batch statistics are the same bits")
  func others() {
    let elements = randomNumbers(64 * 2048, seed: 25)
    expectSameBitsForEachCount("sum") {
      let rows = written(64) {
        Reduction.sum(elements, outer: 64, length: 2048, inner: 1, into: $0)
      }
      let columns = written(4 * 16) {
        Reduction.sum(elements, outer: 4, length: 2048, inner: 16, into: $0)
      }
      return rows + columns
    }
    expectSameBitsForEachCount("pooling") {
      let size = PoolingSize(
        batch: 8, channels: 16, inputHeight: 32, inputWidth: 32, kernel: 2, stride: 2, padding: 0)
      let pooled = MaxPoolingTests.Pooled(count: size.outputCount) {
        MaxPooling.forward(size, input: elements, into: $0, indices: $1)
      }
      let gradient = written(elements.count) {
        MaxPooling.backward(
          size, outputGradient: pooled.output, indices: pooled.indices, into: $0)
      }
      let second = TwoByTwoTests.Pooled(size, elements)
      let secondGradient = written(elements.count) {
        MaxPooling.backwardTwoByTwo(
          size, outputGradient: second.output, winners: second.winners, into: $0)
      }
      return pooled.output + gradient + second.output + secondGradient
    }
    expectSameBitsForEachCount("softmax") {
      written(elements.count) {
        Softmax.logSoftmax(elements, rows: 2048, columns: 64, into: $0)
      }
    }
    expectSameBitsForEachCount("statistics") {
      var mean = [Float](repeating: .nan, count: 16)
      var variance = mean
      BatchNormalization.statistics(
        elements, batch: 8, channels: 16, pixels: 1024, mean: &mean, variance: &variance)
      return mean + variance
    }
  }

  @Test("Fewer than one thread is refused", .withExitTests)
  func noThreads() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      Threads.count = 0
    }
    expectMessage(result, "Threads.count: got 0, wants at least 1")
  }
}
