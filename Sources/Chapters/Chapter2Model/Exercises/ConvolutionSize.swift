/// Exercise 2.1: how often a window fits along one side of an image, which is the size of the image
/// that a convolution makes.
///
/// - Parameters:
///   - size: the side of the image that comes in, in pixels.
///   - kernelSize: how many pixels of it the window looks at, along one side.
///   - stride: how far it moves each time.
///   - padding: how many zeros are put at each end of the side.
///   - dilation: how far apart the pixels are that the window looks at. With 1 they are neighbours;
///     with 2 it skips one pixel between any two.
/// - Returns: 0 if the window does not fit even once.
public func sizeAfterConvolution(
  _ size: Int, kernelSize: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1
) -> Int {
  fatalError("Exercise 2.1 has no answer yet")
}

/// The padding with which a convolution of stride 1 keeps the size of the image.
///
/// - Returns: nil if there is none, since the same number of zeros is put at both ends.
public func paddingThatKeepsSize(kernelSize: Int, dilation: Int = 1) -> Int? {
  fatalError("Exercise 2.1 has no answer yet")
}
