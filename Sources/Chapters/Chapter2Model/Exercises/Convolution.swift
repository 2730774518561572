/// Exercise 2.5: what a convolution makes of an image, without the engine's `conv2d`: one picture
/// for each of its windows.
///
/// Each number in a picture is the sum of the products of all weights of the window with the pixels
/// below them, in all channels of the image, plus the window's bias.
///
/// - Parameters:
///   - image: `[channel][row][column]`.
///   - weight: `[out channel][channel][row][column]`: a window for each picture, with weights for
///     each channel of the image. Windows are square, and no larger than the image.
///   - bias: a number for each window.
///   - stride: how many pixels the window moves each time, to the right and down.
/// - Returns: `[out channel][row][column]`, with a number for each place where the window fits.
public func convolution(
  _ image: [[[Float]]], weight: [[[[Float]]]], bias: [Float], stride: Int = 1
) -> [[[Float]]] {
  fatalError("Exercise 2.5 has no answer yet")
}
