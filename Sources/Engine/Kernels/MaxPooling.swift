import Vectors

/// Keeping the largest number of each window, channel by channel.
///
/// `output[y, x]` is the largest of the K × K window at (y·stride − padding, x·stride − padding);
/// `indices` remembers where in its channel it stood, row · W + column, for the way back. Of equal
/// numbers the first counts, and a NaN wins, as in PyTorch. What lies outside of the image never
/// wins.
public enum MaxPooling {
  /// The definition, for images N × C × H × W to N × C × H′ × W′, and the reference for the fast
  /// one.
  public static func plainForward(
    _ size: PoolingSize, input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>,
    indices: UnsafeMutablePointer<Int32>
  ) {
    var target = 0
    for plane in 0..<size.batch * size.channels {
      let source = input + plane * size.inputHeight * size.inputWidth
      for y in 0..<size.outputHeight {
        for x in 0..<size.outputWidth {
          let (rows, columns) = size.window(y, x)
          var bestIndex = rows.lowerBound * size.inputWidth + columns.lowerBound
          for row in rows {
            for column in columns {
              let index = row * size.inputWidth + column
              if isBetter(source[index], than: source[bestIndex]) { bestIndex = index }
            }
          }
          output[target] = source[bestIndex]
          indices[target] = Int32(truncatingIfNeeded: bestIndex)
          target += 1
        }
      }
    }
  }

  /// The way back by its definition, N × C × H′ × W′ to N × C × H × W: a window's gradient goes to
  /// the pixel that won, and the others get none.
  public static func plainBackward(
    _ size: PoolingSize, outputGradient: UnsafePointer<Float>, indices: UnsafePointer<Int32>,
    into inputGradient: UnsafeMutablePointer<Float>
  ) {
    let (inputPlane, outputPlane) = (
      size.inputHeight * size.inputWidth, size.outputHeight * size.outputWidth
    )
    inputGradient.update(repeating: 0, count: size.batch * size.channels * inputPlane)
    for i in 0..<size.batch * size.channels * outputPlane {
      inputGradient[i / outputPlane * inputPlane + Int(indices[i])] += outputGradient[i]
    }
  }

  /// The same for images N × H × W × C to N × H′ × W′ × C: a vector of channels at a time, which
  /// need no branch, since each number of a vector keeps its own.
  public static func forward(
    _ size: PoolingSize, input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>,
    indices: UnsafeMutablePointer<Int32>
  ) {
    let (channels, width, height) = (size.channels, size.outputWidth, size.outputHeight)
    let inputWidth = size.inputWidth
    Threads.forEachRange(size.batch * height, length: rowsPerPiece(size)) { range in
      for row in range {
        let (n, y) = row.quotientAndRemainder(dividingBy: height)
        let image = input + n * size.inputHeight * inputWidth * channels
        for x in 0..<width {
          let (rows, columns) = size.window(y, x)
          let target = (row * width + x) * channels
          let first = rows.lowerBound * inputWidth + columns.lowerBound
          var c = 0
          while c + Vector.width <= channels {
            var best = Vector(at: image + first * channels + c)
            var bestIndices = IndexVector(repeating: Int32(truncatingIfNeeded: first))
            for row in rows {
              for column in columns {
                let index = row * inputWidth + column
                let value = Vector(at: image + index * channels + c)
                let isBetter = (value .> best) .| ((value .!= value) .& (best .== best))
                best.replace(with: value, where: isBetter)
                bestIndices.replace(with: Int32(truncatingIfNeeded: index), where: isBetter)
              }
            }
            best.store(to: output + target + c)
            UnsafeMutableRawPointer(indices + target + c).storeBytes(
              of: bestIndices, as: IndexVector.self)
            c += Vector.width
          }
          while c < channels {
            var bestIndex = first
            for row in rows {
              for column in columns {
                let index = row * inputWidth + column
                let best = image[bestIndex * channels + c]
                if isBetter(image[index * channels + c], than: best) { bestIndex = index }
              }
            }
            output[target + c] = image[bestIndex * channels + c]
            indices[target + c] = Int32(truncatingIfNeeded: bestIndex)
            c += 1
          }
        }
      }
    }
  }

  /// The way back of ``forward(_:input:into:indices:)``, channels last.
  ///
  /// Windows that do not overlap write each pixel once. Others add to what is there.
  public static func backward(
    _ size: PoolingSize, outputGradient: UnsafePointer<Float>, indices: UnsafePointer<Int32>,
    into inputGradient: UnsafeMutablePointer<Float>
  ) {
    let (channels, width, height) = (size.channels, size.outputWidth, size.outputHeight)
    let inputWidth = size.inputWidth
    let imageCount = size.inputHeight * inputWidth * channels
    let overlaps = size.stride < size.kernel
    let covers =
      size.stride == size.kernel && size.padding == 0
      && height * size.kernel == size.inputHeight && width * size.kernel == inputWidth
    Threads.forEach(size.batch) { n in
      let image = inputGradient + n * imageCount
      if !covers { image.update(repeating: 0, count: imageCount) }
      for y in 0..<height {
        for x in 0..<width {
          let (rows, columns) = size.window(y, x)
          let source = ((n * height + y) * width + x) * channels
          for row in rows {
            for column in columns {
              let index = Int32(truncatingIfNeeded: row * inputWidth + column)
              let target = image + Int(index) * channels
              var c = 0
              while c + Vector.width <= channels {
                let winners = UnsafeRawPointer(indices + source + c).loadUnaligned(
                  as: IndexVector.self)
                var value = Vector(at: outputGradient + source + c)
                value.clear(where: winners, isNot: index)
                if overlaps { value += Vector(at: target + c) }
                value.store(to: target + c)
                c += Vector.width
              }
              while c < channels {
                let value = indices[source + c] == index ? outputGradient[source + c] : 0
                target[c] = overlaps ? target[c] + value : value
                c += 1
              }
            }
          }
        }
      }
    }
  }

  /// Whether `value` takes the place of `best`.
  @inline(__always)
  private static func isBetter(_ value: Float, than best: Float) -> Bool {
    value > best || (value.isNaN && !best.isNaN)
  }

  /// Output rows that are worth handing out as a piece.
  static func rowsPerPiece(_ size: PoolingSize) -> Int {
    max(1, (1 << 14) / max(1, size.inputWidth * size.kernel * size.channels))
  }
}

extension Vector {
  /// Makes 0 of the numbers whose place in `indices` is another than `index`.
  ///
  /// In arithmetic, since the compiler takes a comparison of integer vectors apart, number by
  /// number, which took half of the time of an epoch: a difference or its negative has its highest
  /// bit set unless it is 0, and shifting that bit down makes a mask of it.
  @inline(__always)
  fileprivate mutating func clear(where indices: IndexVector, isNot index: Int32) {
    let difference = indices ^ IndexVector(repeating: index)
    let isOther = (difference | (0 &- difference)) &>> 31
    self = unsafeBitCast(unsafeBitCast(self, to: IndexVector.self) & ~isOther, to: Vector.self)
  }
}
