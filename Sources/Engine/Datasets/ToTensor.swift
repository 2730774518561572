import Tensors

/// Makes a float image of pixels: grey values 0 to 255 become numbers 0 to 1.
///
/// In: bytes `[height, width]`. Out: floats `[1, height, width]`, each the byte divided by 255. The
/// 1 is the channel: a grey image has one, a colour image would have three.
///
/// Source:
/// [torchvision.transforms.ToTensor](https://pytorch.org/vision/0.18/generated/torchvision.transforms.ToTensor.html).
public struct ToTensor: Transform {
  public init() {}

  /// Pixels `[height, width]` to a float image `[1, height, width]` of values 0 to 1.
  ///
  /// Traps where `pixels` has another number of dimensions.
  public func callAsFunction(_ pixels: ByteTensor) -> Tensor {
    guard pixels.shape.count == 2 else {
      fatalError("ToTensor: the pixels have shape \(pixels.shape), expected [height, width]")
    }
    let values = [Float](unsafeUninitializedCapacity: pixels.values.count) { floats, filled in
      pixels.values.withUnsafeBufferPointer { Self.convert($0, into: floats) }
      filled = pixels.values.count
    }
    return Tensor(values, shape: [1] + pixels.shape)
  }

  /// A float image is one already, and stays as it is.
  public func callAsFunction(_ image: Tensor) -> Tensor { image }

  /// Fills the start of `floats` from `pixels`.
  ///
  /// All pixels of an image in one call: the compiler then divides several at a time.
  static func convert(
    _ pixels: UnsafeBufferPointer<UInt8>, into floats: UnsafeMutableBufferPointer<Float>
  ) {
    for index in 0..<pixels.count {
      floats.initializeElement(at: index, to: Float(pixels[index]) / 255)
    }
  }
}
