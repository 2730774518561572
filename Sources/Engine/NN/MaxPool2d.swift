import Tensors

/// Keeps the largest number of each window and so makes images smaller; it learns nothing.
///
/// Input `[N, C, H, W]`, output `[N, C, H′, W′]` with `H′ = ⌊(H + 2·padding − kernelSize) / stride⌋ + 1`; the
/// stride is the kernel size unless given. Traps as ``maxPool2d(_:kernelSize:stride:padding:)``.
/// Source: https://pytorch.org/docs/2.3/generated/torch.nn.MaxPool2d.html
public final class MaxPool2d: Module {
  private let kernelSize: Int
  private let stride: Int
  private let padding: Int

  public init(_ kernelSize: Int, stride: Int? = nil, padding: Int = 0) {
    self.kernelSize = kernelSize
    self.stride = stride ?? kernelSize
    self.padding = padding
  }

  public override func forward(_ x: Tensor) -> Tensor {
    maxPool2d(x, kernelSize: kernelSize, stride: stride, padding: padding)
  }

  public override var extraDescription: String {
    "kernel_size=\(kernelSize), stride=\(stride), padding=\(padding), dilation=1, ceil_mode=False"
  }
}
