import Tensors

/// Makes a float image of pixels: grey values 0 to 255 become values 0 to 1.
///
/// In: bytes `[height, width]`. Out: floats `[1, height, width]`, each the byte divided by 255. The
/// 1 is the channel: a grey image has one, a colour image would have three.
///
/// Source:
/// [torchvision.transforms.ToTensor](https://pytorch.org/vision/0.18/generated/torchvision.transforms.ToTensor.html).
public struct ToTensor: Transform {
  /// There is nothing to choose.
  public init() {}

  /// Pixels `[height, width]` to a float image `[1, height, width]` of values 0 to 1.
  ///
  /// Traps where `pixels` has another number of dimensions.
  public func callAsFunction(_ pixels: ByteTensor) -> Tensor {
    guard pixels.shape.count == 2 else {
      fatalError("ToTensor: the pixels have shape \(pixels.shape), expected [height, width]")
    }
    return Tensor(floats(pixels), shape: [1] + pixels.shape)
  }

  /// A float image is one already, and stays as it is.
  public func callAsFunction(_ image: Tensor) -> Tensor { image }

  /// Pixels `[batch, height, width]` to float images `[batch, 1, height, width]`, with no tensor for
  /// each image.
  ///
  /// Traps where `pixels` has another number of dimensions.
  public func batch(_ pixels: ByteTensor) -> Tensor {
    guard pixels.shape.count == 3 else {
      fatalError("ToTensor: the pixels have shape \(pixels.shape), expected [batch, height, width]")
    }
    return Tensor(
      floats(pixels), shape: [pixels.shape[0], 1, pixels.shape[1], pixels.shape[2]])
  }

  /// All pixels in one loop: the compiler then divides several at a time.
  private func floats(_ pixels: ByteTensor) -> [Float] {
    [Float](unsafeUninitializedCapacity: pixels.count) { floats, filled in
      pixels.values.withUnsafeBufferPointer { pixels in
        for index in 0..<pixels.count {
          floats.initializeElement(at: index, to: Float(pixels[index]) / 255)
        }
      }
      filled = pixels.count
    }
  }
}
