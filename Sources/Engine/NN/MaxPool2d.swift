import Tensors

/// Keeps the largest element of each window and so makes images smaller; it learns nothing.
///
/// Input `[N, C, H, W]`, output `[N, C, H′, W′]` with
/// `H′ = ⌊(H + 2·padding − kernelSize) / stride⌋ + 1`; the stride is the kernel size unless given.
/// Traps for sizes below 1 and a padding of more than half the kernel, and for inputs as
/// `maxPool2d` in `Tensors`. Source:
/// https://pytorch.org/docs/2.3/generated/torch.nn.MaxPool2d.html
public final class MaxPool2d: Module {
  /// How many pixels a window has each way.
  public let kernelSize: Int
  /// How many pixels the window moves each time.
  public let stride: Int
  /// How much stands around the image, which is never the largest.
  public let padding: Int

  /// Windows of `kernelSize` × `kernelSize`, side by side unless `stride` says otherwise.
  public init(_ kernelSize: Int, stride: Int? = nil, padding: Int = 0) {
    let stride = stride ?? kernelSize
    guard kernelSize > 0, stride > 0, (0...kernelSize / 2).contains(padding) else {
      fatalError(
        "MaxPool2d(\(kernelSize), stride: \(stride), padding: \(padding)): kernel size and stride "
          + "start at 1, padding is at most half the kernel size")
    }
    self.kernelSize = kernelSize
    self.stride = stride
    self.padding = padding
  }

  public override func forward(_ x: Tensor) -> Tensor {
    maxPool2d(x, kernelSize: kernelSize, stride: stride, padding: padding)
  }

  public override var extraDescription: String {
    "kernel_size=\(kernelSize), stride=\(stride), padding=\(padding), dilation=1, ceil_mode=False"
  }
}
