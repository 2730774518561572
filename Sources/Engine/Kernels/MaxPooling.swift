import Vectors

/// Keeping the largest element of each window, channel by channel.
///
/// `output[y, x]` is the largest of the K × K window at (y·stride − padding, x·stride − padding);
/// `indices` says where in its channel it stood, row · W + column, for the backward pass. Of equal
/// elements the first counts, and a NaN wins, of several the last, as in PyTorch. What lies outside
/// of the image never wins.
package enum MaxPooling {
  /// The definition, for images N × C × H × W to N × C × H′ × W′, and the reference for the fast
  /// one.
  package static func plainForward(
    _ size: PoolingSize, input: [Float], into output: UnsafeMutableBufferPointer<Float>,
    indices: UnsafeMutableBufferPointer<Int32>
  ) {
    let kernel: StaticString = "MaxPooling.plainForward"
    requireIndexable(size, of: kernel)
    require(input.count, is: size.inputCount, "input", of: kernel)
    require(output.count, is: size.outputCount, "output", of: kernel)
    require(indices.count, is: size.outputCount, "indices", of: kernel)
    var target = 0
    for plane in 0..<size.batch * size.channels {
      let source = plane * size.inputHeight * size.inputWidth
      for y in 0..<size.outputHeight {
        for x in 0..<size.outputWidth {
          let (rows, columns) = size.window(y, x)
          var bestIndex = rows.lowerBound * size.inputWidth + columns.lowerBound
          for row in rows {
            for column in columns {
              let index = row * size.inputWidth + column
              if isBetter(input[source + index], than: input[source + bestIndex]) {
                bestIndex = index
              }
            }
          }
          output[target] = input[source + bestIndex]
          indices[target] = Int32(bestIndex)
          target += 1
        }
      }
    }
  }

  /// The backward pass by its definition, N × C × H′ × W′ to N × C × H × W: a window's gradient
  /// goes to the pixel that won, and the others get none.
  package static func plainBackward(
    _ size: PoolingSize, outputGradient: [Float], indices: [Int32],
    into inputGradient: UnsafeMutableBufferPointer<Float>
  ) {
    let kernel: StaticString = "MaxPooling.plainBackward"
    requireIndexable(size, of: kernel)
    require(inputGradient.count, is: size.inputCount, "input gradient", of: kernel)
    require(outputGradient.count, is: size.outputCount, "output gradient", of: kernel)
    require(indices.count, is: size.outputCount, "indices", of: kernel)
    let (inputPlane, outputPlane) = (
      size.inputHeight * size.inputWidth, size.outputHeight * size.outputWidth
    )
    inputGradient.initialize(repeating: 0)
    for i in 0..<size.outputCount {
      let index = Int(indices[i])
      guard (0..<inputPlane).contains(index) else {
        fatalError(
          "MaxPooling.plainBackward: index \(i) is \(index), and an image has \(inputPlane) pixels")
      }
      inputGradient[i / outputPlane * inputPlane + index] += outputGradient[i]
    }
  }

  /// The same for images N × H × W × C to N × H′ × W′ × C: a vector of channels at a time, which
  /// need no branch, since each lane of a vector keeps its own.
  package static func forward(
    _ size: PoolingSize, input: [Float], into output: UnsafeMutableBufferPointer<Float>,
    indices: UnsafeMutableBufferPointer<Int32>
  ) {
    let kernel: StaticString = "MaxPooling.forward"
    requireIndexable(size, of: kernel)
    require(input.count, is: size.inputCount, "input", of: kernel)
    require(output.count, is: size.outputCount, "output", of: kernel)
    require(indices.count, is: size.outputCount, "indices", of: kernel)
    forward(size, input, into: output.start, indices: indices.start)
  }

  private static func forward(
    _ size: PoolingSize, _ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>,
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
                let isBetter = (value .> best) .| (value .!= value)
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

  /// The backward pass of ``forward(_:input:into:indices:)``, channels last.
  ///
  /// Windows that do not overlap write each pixel once. Others add to what is there.
  package static func backward(
    _ size: PoolingSize, outputGradient: [Float], indices: [Int32],
    into inputGradient: UnsafeMutableBufferPointer<Float>
  ) {
    let kernel: StaticString = "MaxPooling.backward"
    requireIndexable(size, of: kernel)
    require(inputGradient.count, is: size.inputCount, "input gradient", of: kernel)
    require(outputGradient.count, is: size.outputCount, "output gradient", of: kernel)
    require(indices.count, is: size.outputCount, "indices", of: kernel)
    backward(size, outputGradient, indices, into: inputGradient.start)
  }

  private static func backward(
    _ size: PoolingSize, _ outputGradient: UnsafePointer<Float>, _ indices: UnsafePointer<Int32>,
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
    value > best || value.isNaN
  }

  /// Traps where an index of an image would not fit in an `Int32`, and where a window may lie
  /// outside of the image as a whole: the loops need not look again.
  private static func requireIndexable(_ size: PoolingSize, of kernel: StaticString) {
    guard size.inputHeight * size.inputWidth <= Int(Int32.max) else {
      fatalError(
        "\(kernel): an image of \(size.inputHeight) × \(size.inputWidth) has more pixels than an "
          + "index counts, \(Int32.max)")
    }
    guard size.padding <= size.kernel / 2, size.inputCount > 0 || size.outputCount == 0 else {
      fatalError("\(kernel): some windows see nothing of the image: \(size)")
    }
  }

  /// Output rows that are worth handing out as a piece.
  static func rowsPerPiece(_ size: PoolingSize) -> Int {
    // One after the other: nobody has checked that an Int holds their product.
    max(1, (1 << 14) / max(1, size.inputWidth) / max(1, size.kernel) / max(1, size.channels))
  }
}

extension Vector {
  /// Makes 0 of the elements whose place in `indices` is another than `index`.
  ///
  /// In arithmetic, since the compiler takes a comparison of integer vectors apart, element by
  /// element: a difference or its negative has its highest bit set unless it is 0, and shifting
  /// that bit down makes a mask of it.
  @inline(__always)
  fileprivate mutating func clear(where indices: IndexVector, isNot index: Int32) {
    let difference = indices ^ IndexVector(repeating: index)
    let isOther = (difference | (0 &- difference)) &>> 31
    self = unsafeBitCast(unsafeBitCast(self, to: IndexVector.self) & ~isOther, to: Vector.self)
  }
}
