import Tensors

/// What is done to each image of a data set before it is handed out.
///
/// To write one of your own, give it the second call: from float image `[channels, height, width]`
/// to float image. Pixels from a file then become floats first, as ``ToTensor`` makes them.
///
/// ```swift
/// struct Invert: Transform {
///   func callAsFunction(_ image: Tensor) -> Tensor {
///     Tensor(image.values.map { 1 - $0 }, shape: image.shape)
///   }
/// }
/// let data = try MNIST(train: true, transform: Invert())
/// ```
///
/// Source: [torchvision.transforms](https://pytorch.org/vision/0.18/transforms.html).
public protocol Transform: Sendable {
  /// Takes grey values 0 to 255 of shape `[height, width]` to a float image.
  func callAsFunction(_ pixels: ByteTensor) -> Tensor
  /// Takes a float image `[channels, height, width]` to another.
  func callAsFunction(_ image: Tensor) -> Tensor
  /// Takes the grey values of several images, `[batch, height, width]`, to float images
  /// `[batch, …image]`.
  ///
  /// What is there already takes the images one by one and stacks them; write your own where there
  /// is a faster way.
  func batch(_ pixels: ByteTensor) -> Tensor
}

extension Transform {
  /// Makes floats of the pixels as ``ToTensor`` does, and goes on with those.
  public func callAsFunction(_ pixels: ByteTensor) -> Tensor {
    self(ToTensor()(pixels))
  }

  /// Stacks images taken one by one.
  ///
  /// Traps where they do not all come out in one shape.
  public func batch(_ pixels: ByteTensor) -> Tensor {
    let images = (0..<pixels.shape[0]).map { self(pixels[$0]) }
    return images.isEmpty ? Tensor([], shape: [0]) : .stack(images)
  }
}

/// Several transforms, one after the other.
///
/// ```swift
/// let transform = Compose([ToTensor(), Normalize(mean: [0.1307], std: [0.3081])])
/// ```
///
/// Source:
/// [torchvision.transforms.Compose](https://pytorch.org/vision/0.18/generated/torchvision.transforms.Compose.html).
public struct Compose: Transform {
  /// The transforms, first one first.
  public let transforms: [any Transform]

  /// Composes transforms; with none, pixels become floats and floats stay as they are.
  public init(_ transforms: [any Transform]) {
    self.transforms = transforms
  }

  /// Pixels `[height, width]` to a float image, through all transforms.
  public func callAsFunction(_ pixels: ByteTensor) -> Tensor {
    guard let first = transforms.first else { return ToTensor()(pixels) }
    return transforms.dropFirst().reduce(first(pixels)) { image, transform in transform(image) }
  }

  /// A float image `[channels, height, width]` to another, through all transforms.
  public func callAsFunction(_ image: Tensor) -> Tensor {
    transforms.reduce(image) { image, transform in transform(image) }
  }
}

/// Subtracts a mean from each channel and divides by a standard deviation: with c the channel,
/// `(image[c] - mean[c]) / std[c]`.
///
/// In and out: a float image `[channels, height, width]`, or a batch of them. For all of MNIST the mean is 0.1307 and
/// the standard deviation 0.3081.
///
/// Source:
/// [torchvision.transforms.Normalize](https://pytorch.org/vision/0.18/generated/torchvision.transforms.Normalize.html).
public struct Normalize: Transform {
  /// What is subtracted, one number for each channel.
  public let mean: [Float]
  /// What is divided by, one number for each channel.
  public let std: [Float]

  /// - Precondition: `mean` and `std` have one number for each channel, and no `std` is 0.
  public init(mean: [Float], std: [Float]) {
    guard mean.count == std.count, !mean.isEmpty else {
      fatalError("Normalize: mean has \(mean.count) channels and std has \(std.count)")
    }
    guard !std.contains(0) else { fatalError("Normalize: std is \(std), and nothing divides by 0") }
    self.mean = mean
    self.std = std
  }

  /// A float image `[channels, height, width]` to one of the same shape; more dimensions may stand in
  /// front.
  ///
  /// Traps where the image has another number of channels than `mean`.
  public func callAsFunction(_ image: Tensor) -> Tensor {
    guard image.dim >= 3, image.size(-3) == mean.count else {
      fatalError(
        """
        Normalize: the image has shape \(image.shape), expected [channels, height, width] with \
        \(mean.count) channels
        """)
    }
    let area = image.size(-2) * image.size(-1)
    var values = image.values
    for index in values.indices {
      let channel = index / area % mean.count
      values[index] = (values[index] - mean[channel]) / std[channel]
    }
    return Tensor(values, shape: image.shape)
  }
}
