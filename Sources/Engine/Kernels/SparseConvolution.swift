import Vectors

/// The two ways back through a convolution for an output gradient that is mostly 0.
///
/// Both add multiples of rows to a row, a row being the K × C numbers under one row of the window:
/// weights to the input gradient, or inputs to the weights' gradient. Sums are made in the order of
/// the dense paths, and come out the same to the last bit.
extension SparseGradient {
  /// The input gradient N × H × W × C, of images with their zeros around them.
  ///
  /// An output pixel adds to K rows of the input gradient; each takes, for every channel of the
  /// pixel that is not 0, that channel's weights.
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

  /// The weight gradient, for each group of images, as K rows of the window × O × (K × C).
  ///
  /// Pieces are 8 channels of one row of the window, with the images of a group in order.
  func weightGradient(
    _ size: ConvolutionSize, input: UnsafePointer<Float>,
    into sums: UnsafeMutablePointer<Float>
  ) {
    let runLength = size.kernel * size.inputChannels
    let imageRow = size.inputWidth * size.inputChannels
    let imageCount = size.imageCount
    let parts = (size.outputChannels + 7) / 8
    let perGroup = size.kernel * parts
    Threads.forEach(size.imageGroups * perGroup) { piece in
      let (group, place) = piece.quotientAndRemainder(dividingBy: perGroup)
      let (i, part) = place.quotientAndRemainder(dividingBy: parts)
      let channels = part * 8..<min(size.outputChannels, part * 8 + 8)
      let targets = sums + (group * size.kernel + i) * size.outputChannels * runLength
      (targets + channels.lowerBound * runLength).update(
        repeating: 0, count: channels.count * runLength)
      for n in size.images(ofGroup: group) {
        let image = input + n * imageCount + i * imageRow
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

  /// `target[·] += Σ value · source[row · rowStep + ·]` over the entries, for `count` numbers, a
  /// multiple of a vector's.
  private static func add(
    _ entries: UnsafeBufferPointer<Entry>, of source: UnsafePointer<Float>, rowStep: Int,
    count: Int, to target: UnsafeMutablePointer<Float>
  ) {
    if entries.isEmpty { return }
    var (source, target, left) = (source, target, count / Vector.width)
    while left > 0 {
      // A literal for each number of vectors: the compiler makes a loop of its own of each.
      let vectors = left >= 12 ? 12 : left >= 6 ? 6 : 1
      switch vectors {
      case 12: add(vectors: 12, entries, source, rowStep, to: target)
      case 6: add(vectors: 6, entries, source, rowStep, to: target)
      default: add(vectors: 1, entries, source, rowStep, to: target)
      }
      source += vectors * Vector.width
      target += vectors * Vector.width
      left -= vectors
    }
  }

  /// The same for 12, 6 or 1 vectors, whose sums stay in registers.
  @inline(__always)
  private static func add(
    vectors: Int, _ entries: UnsafeBufferPointer<Entry>, _ source: UnsafePointer<Float>,
    _ rowStep: Int, to target: UnsafeMutablePointer<Float>
  ) {
    let width = Vector.width
    var (s0, s1, s2, s3) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    var (s4, s5, s6, s7) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    var (s8, s9, s10, s11) = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
    for entry in entries {
      let factor = Vector(repeating: entry.value)
      let row = source + Int(entry.row) * rowStep
      s0.add(factor, times: Vector(at: row))
      if vectors > 1 {
        s1.add(factor, times: Vector(at: row + width))
        s2.add(factor, times: Vector(at: row + 2 * width))
        s3.add(factor, times: Vector(at: row + 3 * width))
        s4.add(factor, times: Vector(at: row + 4 * width))
        s5.add(factor, times: Vector(at: row + 5 * width))
      }
      if vectors > 6 {
        s6.add(factor, times: Vector(at: row + 6 * width))
        s7.add(factor, times: Vector(at: row + 7 * width))
        s8.add(factor, times: Vector(at: row + 8 * width))
        s9.add(factor, times: Vector(at: row + 9 * width))
        s10.add(factor, times: Vector(at: row + 10 * width))
        s11.add(factor, times: Vector(at: row + 11 * width))
      }
    }
    addStore(s0, target)
    if vectors > 1 {
      addStore(s1, target + width)
      addStore(s2, target + 2 * width)
      addStore(s3, target + 3 * width)
      addStore(s4, target + 4 * width)
      addStore(s5, target + 5 * width)
    }
    if vectors > 6 {
      addStore(s6, target + 6 * width)
      addStore(s7, target + 7 * width)
      addStore(s8, target + 8 * width)
      addStore(s9, target + 9 * width)
      addStore(s10, target + 10 * width)
      addStore(s11, target + 11 * width)
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
