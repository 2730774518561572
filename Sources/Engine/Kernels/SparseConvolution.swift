import Vectors

/// The two ways back through a convolution for an output gradient that is mostly 0.
///
/// Both add multiples of rows to a row, a row being the K × C numbers under one row of the window:
/// weights to the input gradient, or inputs to the weights' gradient. Sums are made in the order of
/// the dense paths, and come out the same to the last bit.
extension SparseGradient {
  /// The input gradient N × H × W × C, of images with their zeros around them.
  ///
  /// An output pixel adds to K rows of the input gradient; each takes, for every channel of the pixel
  /// that is not 0, that channel's weights.
  func inputGradient(
    _ size: ConvolutionSize, weight: UnsafePointer<Float>,
    into inputGradient: UnsafeMutablePointer<Float>
  ) {
    let (channels, kernel, stride) = (size.inputChannels, size.kernel, size.stride)
    let (width, imageRow) = (size.outputWidth, size.inputWidth * channels)
    let runLength = kernel * channels
    let placeCount = size.outputChannels * runLength
    Convolution.withScratch(kernel * placeCount) { weights in
      packRows(size, weight, into: weights)
      Threads.forEach(size.batch) { n in
        let image = inputGradient + n * size.imageCount
        image.update(repeating: 0, count: size.imageCount)
        for i in 0..<kernel {
          for block in 0..<blocks {
            for y in rows(of: block) {
              for x in 0..<width {
                Self.add(
                  entries(ofPixel: y * width + x, block: block, n: n), of: weights + i * placeCount,
                  rowStep: runLength, count: runLength,
                  to: image + (y * stride + i) * imageRow + x * stride * channels)
              }
            }
          }
        }
      }
    }
  }

  /// The weight gradient as K rows of the window × O × (K × C).
  ///
  /// Pieces are 8 channels of one row of the window, each with all images in order.
  func weightGradient(
    _ size: ConvolutionSize, input: UnsafePointer<Float>,
    into sums: UnsafeMutablePointer<Float>
  ) {
    let runLength = size.kernel * size.inputChannels
    let imageRow = size.inputWidth * size.inputChannels
    let groups = (size.outputChannels + 7) / 8
    Threads.forEach(size.kernel * groups) { piece in
      let (i, group) = piece.quotientAndRemainder(dividingBy: groups)
      let channels = group * 8..<min(size.outputChannels, group * 8 + 8)
      let targets = sums + i * size.outputChannels * runLength
      (targets + channels.lowerBound * runLength).update(
        repeating: 0, count: channels.count * runLength)
      for n in 0..<size.batch {
        let image = input + n * size.imageCount + i * imageRow
        for block in 0..<blocks {
          for o in channels {
            Self.add(
              entries(ofChannel: o, block: block, n: n), of: image, rowStep: 1, count: runLength,
              to: targets + o * runLength)
          }
        }
      }
    }
  }

  /// Weights O × C × K × K as K rows × O × (K × C).
  private func packRows(
    _ size: ConvolutionSize, _ weight: UnsafePointer<Float>,
    into target: UnsafeMutablePointer<Float>
  ) {
    let (channels, kernel, outputs) = (size.inputChannels, size.kernel, size.outputChannels)
    let patchCount = size.patchCount
    Threads.forEach(kernel) { i in
      var target = target + i * outputs * kernel * channels
      for o in 0..<outputs {
        for j in 0..<kernel {
          let source = weight + o * patchCount + i * kernel + j
          for c in 0..<channels { target[c] = source[c * kernel * kernel] }
          target += channels
        }
      }
    }
  }

  /// `target[·] += Σ value · source[row · rowStep + ·]` over the entries, for `count` numbers, a multiple of
  /// 8.
  private static func add(
    _ entries: UnsafeBufferPointer<Entry>, of source: UnsafePointer<Float>, rowStep: Int,
    count: Int,
    to target: UnsafeMutablePointer<Float>
  ) {
    if entries.isEmpty { return }
    var first = 0
    while count - first >= 96 {
      add(vectors: 12, entries, source + first, rowStep, to: target + first)
      first += 96
    }
    while count - first >= 32 {
      add(vectors: 4, entries, source + first, rowStep, to: target + first)
      first += 32
    }
    while first < count {
      add(vectors: 1, entries, source + first, rowStep, to: target + first)
      first += 8
    }
  }

  /// The same for 12, 4 or 1 vectors, whose sums stay in registers.
  @inline(__always)
  private static func add(
    vectors: Int, _ entries: UnsafeBufferPointer<Entry>, _ source: UnsafePointer<Float>,
    _ rowStep: Int, to target: UnsafeMutablePointer<Float>
  ) {
    var (s0, s1, s2, s3) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    var (s4, s5, s6, s7) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    var (s8, s9, s10, s11) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    for entry in entries {
      let factor = Vector(repeating: entry.value)
      let row = source + Int(entry.row) * rowStep
      s0.add(factor, times: Vector(at: row))
      if vectors > 1 {
        s1.add(factor, times: Vector(at: row + 8))
        s2.add(factor, times: Vector(at: row + 16))
        s3.add(factor, times: Vector(at: row + 24))
      }
      if vectors > 4 {
        s4.add(factor, times: Vector(at: row + 32))
        s5.add(factor, times: Vector(at: row + 40))
        s6.add(factor, times: Vector(at: row + 48))
        s7.add(factor, times: Vector(at: row + 56))
        s8.add(factor, times: Vector(at: row + 64))
        s9.add(factor, times: Vector(at: row + 72))
        s10.add(factor, times: Vector(at: row + 80))
        s11.add(factor, times: Vector(at: row + 88))
      }
    }
    addStore(s0, target)
    if vectors > 1 {
      addStore(s1, target + 8)
      addStore(s2, target + 16)
      addStore(s3, target + 24)
    }
    if vectors > 4 {
      addStore(s4, target + 32)
      addStore(s5, target + 40)
      addStore(s6, target + 48)
      addStore(s7, target + 56)
      addStore(s8, target + 64)
      addStore(s9, target + 72)
      addStore(s10, target + 80)
      addStore(s11, target + 88)
    }
  }

  @inline(__always)
  private static func addStore(_ sum: Vector, _ target: UnsafeMutablePointer<Float>) {
    (Vector(at: target) + sum).store(to: target)
  }

  /// Whether no number is infinite or NaN: 0 times such a one is NaN, and any other 0.
  static func areFinite(_ values: UnsafePointer<Float>, count: Int) -> Bool {
    let length = 1 << 14
    let pieces = (count + length - 1) / length
    return withUnsafeTemporaryAllocation(of: Bool.self, capacity: pieces) { areFinite in
      let areFinite = areFinite.baseAddress!
      Threads.forEach(pieces) { piece in
        let last = min(count, (piece + 1) * length)
        var (i, products) = (piece * length, Vector.zero)
        while i + Vector.width <= last {
          products += Vector(at: values + i) * 0
          i += Vector.width
        }
        var product = products.sum()
        while i < last {
          product += values[i] * 0
          i += 1
        }
        areFinite[piece] = product == 0
      }
      return (0..<pieces).allSatisfy { areFinite[$0] }
    }
  }
}
