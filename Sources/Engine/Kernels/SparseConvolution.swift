import Vectors

/// The two gradients of a convolution for an output gradient that is mostly 0.
///
/// Both add multiples of rows to a row, a row being the K × C elements under one row of the window:
/// weights to the input gradient, or inputs to the weight gradient. Sums are made in the order of
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
            var (entries, ends) = pixels(ofBlock: block, n: n)
            let start = entries
            for y in rows(of: block) {
              for x in 0..<width {
                let end = start + Int(ends.pointee)
                Self.add(
                  entries, upTo: end, of: weights + i * placeCount, step: runLength,
                  length: runLength,
                  to: image + (y * stride + i) * imageRow + x * stride * channels)
                (entries, ends) = (end, ends + 1)
              }
            }
          }
        }
      }
    }
  }

  /// The weight gradient, for each group of images, as K rows of the window × O × (K × C).
  ///
  /// Pieces are 16 channels, with the images of a group in order, of which each stays in the
  /// fastest cache meanwhile.
  func weightGradient(
    _ size: ConvolutionSize, input: UnsafePointer<Float>,
    into sums: UnsafeMutablePointer<Float>
  ) {
    let (kernel, outputs) = (size.kernel, size.outputChannels)
    let runLength = kernel * size.inputChannels
    let imageRow = size.inputWidth * size.inputChannels
    let imageCount = size.imageCount
    let parts = (outputs + 15) / 16
    Self.withAligned(input, count: size.batch * imageCount) { input in
      Threads.forEach(size.imageGroups * parts) { piece in
        let (group, part) = piece.quotientAndRemainder(dividingBy: parts)
        let channels = part * 16..<min(outputs, part * 16 + 16)
        let targets = sums + group * kernel * outputs * runLength
        for i in 0..<kernel {
          (targets + (i * outputs + channels.lowerBound) * runLength).update(
            repeating: 0, count: channels.count * runLength)
        }
        for n in size.images(ofGroup: group) {
          for block in 0..<blocks {
            let (start, ends) = self.channels(ofBlock: block, n: n)
            for o in channels {
              Self.add(
                start + (o == 0 ? 0 : Int(ends[o - 1])), upTo: start + Int(ends[o]),
                of: input + n * imageCount, step: 1, rows: kernel, rowStep: imageRow,
                length: runLength, to: targets + o * runLength, targetStep: outputs * runLength)
            }
          }
        }
      }
    }
  }

  /// Calls `body` with the elements, or a copy of them, such that no vector lies across two lines
  /// of memory, or only in halves: with AVX-512, reading those takes longer.
  private static func withAligned(
    _ elements: UnsafePointer<Float>, count: Int, _ body: (UnsafePointer<Float>) -> Void
  ) {
    if Int(bitPattern: elements) % 32 == 0 { return body(elements) }
    Convolution.withScratch(count) { copy in
      Threads.forEachRange(count) { range in
        (copy + range.lowerBound).update(from: elements + range.lowerBound, count: range.count)
      }
      body(copy)
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

  /// `target[row, ·] += Σ value · source[entry · step + row · rowStep + ·]` over the entries, for
  /// `length` elements of each row, a multiple of a vector's.
  ///
  /// Three rows at a time where there are so many registers: who goes through the list once for
  /// each row waits for its end, and fetches its entries, as many times.
  private static func add(
    _ entries: UnsafePointer<Entry>, upTo end: UnsafePointer<Entry>,
    of source: UnsafePointer<Float>, step: Int, rows count: Int = 1, rowStep: Int = 0,
    length: Int, to target: UnsafeMutablePointer<Float>, targetStep: Int = 0
  ) {
    if entries == end { return }
    var row = 0
    while row < count {
      let rows = count - row >= 3 && Vector.width == 16 ? 3 : 1
      var (source, target) = (source + row * rowStep, target + row * targetStep)
      var left = length / Vector.width
      while left > 0 {
        let vectors = left >= 6 ? 6 : 1
        // A literal for each size: the compiler makes a loop of its own of each.
        switch (rows, vectors) {
        case (3, 6): add(3, 6, entries, end, source, step, rowStep, to: target, targetStep)
        case (3, _): add(3, 1, entries, end, source, step, rowStep, to: target, targetStep)
        case (_, 6): add(1, 6, entries, end, source, step, rowStep, to: target, targetStep)
        default: add(1, 1, entries, end, source, step, rowStep, to: target, targetStep)
        }
        source += vectors * Vector.width
        target += vectors * Vector.width
        left -= vectors
      }
      row += rows
    }
  }

  /// The same for 3 rows or 1 of 6 vectors or 1, whose sums stay in registers.
  @inline(__always)
  private static func add(
    _ rows: Int, _ vectors: Int, _ start: UnsafePointer<Entry>, _ end: UnsafePointer<Entry>,
    _ source: UnsafePointer<Float>, _ step: Int, _ rowStep: Int,
    to target: UnsafeMutablePointer<Float>, _ targetStep: Int
  ) {
    var (first, second, third) = (Sums(), Sums(), Sums())
    var entry = start
    while entry != end {
      let factor = Vector(repeating: entry.pointee.value)
      let row = source + Int(entry.pointee.row) &* step
      first.add(factor, times: row, vectors)
      if rows > 1 { second.add(factor, times: row + rowStep, vectors) }
      if rows > 2 { third.add(factor, times: row + 2 &* rowStep, vectors) }
      entry += 1
    }
    first.add(to: target, vectors)
    if rows > 1 { second.add(to: target + targetStep, vectors) }
    if rows > 2 { third.add(to: target + 2 * targetStep, vectors) }
  }

  /// Six vectors of sums, or the first of them.
  private struct Sums {
    var (a, b, c, d, e, f) = (
      Vector.zero, Vector.zero, Vector.zero, Vector.zero, Vector.zero, Vector.zero
    )

    @inline(__always)
    mutating func add(_ factor: Vector, times row: UnsafePointer<Float>, _ vectors: Int) {
      let width = Vector.width
      a.add(factor, times: Vector(at: row))
      if vectors == 1 { return }
      b.add(factor, times: Vector(at: row + width))
      c.add(factor, times: Vector(at: row + 2 * width))
      d.add(factor, times: Vector(at: row + 3 * width))
      e.add(factor, times: Vector(at: row + 4 * width))
      f.add(factor, times: Vector(at: row + 5 * width))
    }

    @inline(__always)
    func add(to target: UnsafeMutablePointer<Float>, _ vectors: Int) {
      let width = Vector.width
      (Vector(at: target) + a).store(to: target)
      if vectors == 1 { return }
      (Vector(at: target + width) + b).store(to: target + width)
      (Vector(at: target + 2 * width) + c).store(to: target + 2 * width)
      (Vector(at: target + 3 * width) + d).store(to: target + 3 * width)
      (Vector(at: target + 4 * width) + e).store(to: target + 4 * width)
      (Vector(at: target + 5 * width) + f).store(to: target + 5 * width)
    }
  }
}
