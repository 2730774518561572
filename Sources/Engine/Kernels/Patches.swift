/// Copying images into patches and back, so that a convolution becomes a matrix product.
///
/// The patch matrix has one column for each output pixel, holding the C·K·K numbers that lie under
/// the kernel there: C·K·K × H′·W′. Source: PyTorch's `Unfold` and `Fold`; often called im2col and
/// col2im.
enum Patches {
  /// Image C × H × W into patches C·K·K × H′·W′; outside of the image is 0.
  static func unfold(
    _ size: ConvolutionSize, _ image: UnsafePointer<Float>,
    into patches: UnsafeMutablePointer<Float>
  ) {
    let outputHeight = size.outputHeight
    let outputWidth = size.outputWidth
    forEachRow(size) { c, i, j, patchRow in
      let inside = columnsInside(size, j)
      let shift = j * size.dilation - size.padding
      for y in 0..<outputHeight {
        let target = patches + patchRow * size.positions + y * outputWidth
        let row = y * size.stride + i * size.dilation - size.padding
        guard row >= 0, row < size.inputHeight, !inside.isEmpty else {
          target.update(repeating: 0, count: outputWidth)
          continue
        }
        let source = image + (c * size.inputHeight + row) * size.inputWidth
        target.update(repeating: 0, count: inside.lowerBound)
        if size.stride == 1 {
          (target + inside.lowerBound).update(
            from: source + inside.lowerBound + shift, count: inside.count)
        } else {
          for x in inside { target[x] = source[x * size.stride + shift] }
        }
        (target + inside.upperBound).update(
          repeating: 0, count: outputWidth - inside.upperBound)
      }
    }
  }

  /// The way back: each patch number is added to the pixel that it came from.
  static func fold(
    _ size: ConvolutionSize, _ patches: UnsafePointer<Float>,
    addingTo image: UnsafeMutablePointer<Float>
  ) {
    let outputHeight = size.outputHeight
    let outputWidth = size.outputWidth
    forEachRow(size) { c, i, j, patchRow in
      let inside = columnsInside(size, j)
      let shift = j * size.dilation - size.padding
      for y in 0..<outputHeight {
        let row = y * size.stride + i * size.dilation - size.padding
        guard row >= 0, row < size.inputHeight else { continue }
        let source = patches + patchRow * size.positions + y * outputWidth
        let target = image + (c * size.inputHeight + row) * size.inputWidth
        if size.stride == 1 {
          let pixels = target + shift
          for x in inside { pixels[x] += source[x] }
        } else {
          for x in inside { target[x * size.stride + shift] += source[x] }
        }
      }
    }
  }

  /// Calls `body` for each (channel, kernel row, kernel column) with its row in the patch matrix.
  @inline(__always)
  private static func forEachRow(
    _ size: ConvolutionSize, _ body: (_ c: Int, _ i: Int, _ j: Int, _ patchRow: Int) -> Void
  ) {
    var patchRow = 0
    for c in 0..<size.inputChannels {
      for i in 0..<size.kernel {
        for j in 0..<size.kernel {
          body(c, i, j, patchRow)
          patchRow += 1
        }
      }
    }
  }

  /// The output columns whose number under kernel column `j` lies inside of the image:
  /// `0 ≤ x·stride + shift < width`.
  @inline(__always)
  private static func columnsInside(_ size: ConvolutionSize, _ j: Int) -> Range<Int> {
    let shift = j * size.dilation - size.padding
    let first = shift >= 0 ? 0 : (-shift + size.stride - 1) / size.stride
    let room = size.inputWidth - 1 - shift
    let end = room < 0 ? 0 : min(size.outputWidth, room / size.stride + 1)
    return min(first, end)..<end
  }
}
