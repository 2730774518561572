import Vectors

/// Windows of 2 × 2 side by side, which most networks have.
///
/// The four elements of a window are compared without a loop, and of the winner two bits are kept:
/// whether it stands in the right column, and whether in the lower row. One ``IndexVector`` holds
/// the bits of 16 windows in a row for as many channels as a vector has, the first window's
/// highest. That is a sixteenth of what indices take where windows come in sixteens, and less to
/// write and read.
extension MaxPooling {
  /// Windows whose bits fit in one word.
  private static let windowsPerWord = 16

  /// Whether the loops of this file suit: whole vectors of channels, and windows that neither
  /// overlap nor reach over the edge.
  package static func isTwoByTwo(_ size: PoolingSize) -> Bool {
    size.kernel == 2 && size.stride == 2 && size.padding == 0 && size.channels % Vector.width == 0
  }

  /// How many words the winners of all windows take.
  package static func twoByTwoCount(_ size: PoolingSize) -> Int {
    size.batch * size.outputHeight * words(size) * size.channels
  }

  /// Words that a channel's windows in one row take.
  private static func words(_ size: PoolingSize) -> Int {
    (size.outputWidth + windowsPerWord - 1) / windowsPerWord
  }

  /// Traps where other windows are given to these loops.
  private static func requireTwoByTwo(_ size: PoolingSize, of kernel: StaticString) {
    guard isTwoByTwo(size) else { fatalError("\(kernel): is not for \(size)") }
  }

  /// The same as ``forward(_:input:into:indices:)``, with bits in place of indices.
  package static func forwardTwoByTwo(
    _ size: PoolingSize, input: [Float], into output: UnsafeMutableBufferPointer<Float>,
    winners: UnsafeMutableBufferPointer<Int32>
  ) {
    let kernel: StaticString = "MaxPooling.forwardTwoByTwo"
    requireTwoByTwo(size, of: kernel)
    require(input.count, is: size.inputCount, "input", of: kernel)
    require(output.count, is: size.outputCount, "output", of: kernel)
    require(winners.count, is: twoByTwoCount(size), "winners", of: kernel)
    forwardTwoByTwo(size, input, into: output.start, winners: winners.start)
  }

  private static func forwardTwoByTwo(
    _ size: PoolingSize, _ input: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, winners: UnsafeMutablePointer<Int32>
  ) {
    let (channels, width, height) = (size.channels, size.outputWidth, size.outputHeight)
    let (inputHeight, inputRow, words) = (size.inputHeight, size.inputWidth * channels, words(size))
    Threads.forEachRange(size.batch * height, length: rowsPerPiece(size)) { range in
      for row in range {
        let (n, y) = row.quotientAndRemainder(dividingBy: height)
        let source = input + (n * inputHeight + 2 * y) * inputRow
        for first in stride(from: 0, to: width, by: windowsPerWord) {
          let count = min(windowsPerWord, width - first)
          let place = (row * words + first / windowsPerWord) * channels
          for c in stride(from: 0, to: channels, by: Vector.width) {
            var upper = source + 2 * first * channels + c
            var target = output + (row * width + first) * channels + c
            var bits = IndexVector.zero
            for _ in 0..<count {
              let lower = upper + inputRow
              let (best, code) = largest(
                Vector(at: upper), Vector(at: upper + channels),
                Vector(at: lower), Vector(at: lower + channels))
              best.store(to: target)
              bits = bits &<< 2 | code
              upper += 2 * channels
              target += channels
            }
            bits = bits &<< Int32(truncatingIfNeeded: 2 * (windowsPerWord - count))
            bits.store(to: winners + place + c)
          }
        }
      }
    }
  }

  /// The largest of the four elements of each channel, and where it stands: 1 for the right column,
  /// and 2 more for the lower row.
  @inline(__always)
  private static func largest(
    _ upperLeft: Vector, _ upperRight: Vector, _ lowerLeft: Vector, _ lowerRight: Vector
  ) -> (best: Vector, code: IndexVector) {
    let isUpperRight = isBetter(upperRight, than: upperLeft)
    let isLowerRight = isBetter(lowerRight, than: lowerLeft)
    let upper = upperLeft.replacing(with: upperRight, where: isUpperRight)
    let lower = lowerLeft.replacing(with: lowerRight, where: isLowerRight)
    let isLower = isBetter(lower, than: upper)
    let upperCode = IndexVector(bits: isUpperRight) & 1
    let lowerCode = IndexVector(bits: isLowerRight) & 1 | 2
    return (
      upper.replacing(with: lower, where: isLower),
      upperCode.replacing(with: lowerCode, where: isLower)
    )
  }

  /// Whether `value` takes the place of `best`: it is larger, or a NaN.
  @inline(__always)
  private static func isBetter(
    _ value: Vector, than best: Vector
  ) -> SIMDMask<Vector.MaskStorage> {
    (value .> best) .| (value .!= value)
  }

  /// The backward pass of ``forwardTwoByTwo(_:input:into:winners:)``: writes all four pixels of a
  /// window at once, and zeros where no window reaches.
  package static func backwardTwoByTwo(
    _ size: PoolingSize, outputGradient: [Float], winners: [Int32],
    into inputGradient: UnsafeMutableBufferPointer<Float>
  ) {
    let kernel: StaticString = "MaxPooling.backwardTwoByTwo"
    requireTwoByTwo(size, of: kernel)
    require(inputGradient.count, is: size.inputCount, "input gradient", of: kernel)
    require(outputGradient.count, is: size.outputCount, "output gradient", of: kernel)
    require(winners.count, is: twoByTwoCount(size), "winners", of: kernel)
    backwardTwoByTwo(size, outputGradient, winners, into: inputGradient.start)
  }

  private static func backwardTwoByTwo(
    _ size: PoolingSize, _ outputGradient: UnsafePointer<Float>, _ winners: UnsafePointer<Int32>,
    into inputGradient: UnsafeMutablePointer<Float>
  ) {
    let (channels, width, height) = (size.channels, size.outputWidth, size.outputHeight)
    let (inputHeight, inputRow, words) = (size.inputHeight, size.inputWidth * channels, words(size))
    Threads.forEach(size.batch) { n in
      let image = inputGradient + n * inputHeight * inputRow
      for y in 0..<height {
        let row = n * height + y
        let pixels = image + 2 * y * inputRow
        for first in stride(from: 0, to: width, by: windowsPerWord) {
          let count = min(windowsPerWord, width - first)
          let place = (row * words + first / windowsPerWord) * channels
          for c in stride(from: 0, to: channels, by: Vector.width) {
            var source = outputGradient + (row * width + first) * channels + c
            var upper = pixels + 2 * first * channels + c
            var bits = IndexVector(at: winners + place + c)
            for _ in 0..<count {
              let lower = upper + inputRow
              let gradient = unsafeBitCast(Vector(at: source), to: IndexVector.self)
              // The sign, shifted down, makes a mask of the highest bit.
              let (isLower, isRight) = (bits &>> 31, (bits &<< 1) &>> 31)
              let (upperRow, lowerRow) = (gradient & ~isLower, gradient & isLower)
              (upperRow & ~isRight).store(to: upper)
              (upperRow & isRight).store(to: upper + channels)
              (lowerRow & ~isRight).store(to: lower)
              (lowerRow & isRight).store(to: lower + channels)
              bits = bits &<< 2
              source += channels
              upper += 2 * channels
            }
          }
        }
        let end = 2 * width * channels
        for row in [pixels, pixels + inputRow] {
          (row + end).update(repeating: 0, count: inputRow - end)
        }
      }
      let end = 2 * height * inputRow
      (image + end).update(repeating: 0, count: inputHeight * inputRow - end)
    }
  }
}

extension IndexVector {
  /// All bits of a lane set where `mask` holds, and none elsewhere.
  @inline(__always)
  fileprivate init(bits mask: SIMDMask<Vector.MaskStorage>) {
    self = unsafeBitCast(mask, to: Self.self)
  }

  @inline(__always)
  fileprivate init(at pointer: UnsafePointer<Int32>) {
    self = UnsafeRawPointer(pointer).loadUnaligned(as: Self.self)
  }

  @inline(__always)
  fileprivate func store(to pointer: UnsafeMutablePointer<Int32>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: self, as: Self.self)
  }

  /// Writes the floats that the bits stand for.
  @inline(__always)
  fileprivate func store(to pointer: UnsafeMutablePointer<Float>) {
    unsafeBitCast(self, to: Vector.self).store(to: pointer)
  }
}
