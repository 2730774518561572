/// Exercise 2.2: how many parameters `Linear(inFeatures, outFeatures, bias: bias)` has.
public func parametersOfLinear(_ inFeatures: Int, _ outFeatures: Int, bias: Bool = true) -> Int {
  // #stub
  // fatalError("Exercise 2.2 has no answer yet")
  // #solution
  outFeatures * inFeatures + (bias ? outFeatures : 0)
  // #end
}

/// How many parameters `Conv2d(inChannels, outChannels, kernelSize: kernelSize, bias: bias)` has.
public func parametersOfConv2d(
  _ inChannels: Int, _ outChannels: Int, kernelSize: Int, bias: Bool = true
) -> Int {
  // #stub
  // fatalError("Exercise 2.2 has no answer yet")
  // #solution
  outChannels * inChannels * kernelSize * kernelSize + (bias ? outChannels : 0)
  // #end
}

/// How many parameters a network like this chapter's has in all.
///
/// An image `[1, size, size]` goes through two convolutions with stride 1 and no padding, with a
/// `MaxPool2d(2)` after each, and then through two linear layers to ten scores. Every layer has
/// biases.
///
/// - Parameters:
///   - size: the side of the image, in pixels.
///   - channels: how many the two convolutions make; 32 and 64 in this chapter.
///   - kernelSize: that of both convolutions.
///   - hidden: how many features the first linear layer makes; 64 in this chapter.
public func parametersOfNetwork(
  size: Int, channels: (Int, Int), kernelSize: Int, hidden: Int
) -> Int {
  // #stub
  // fatalError("Exercise 2.2 has no answer yet")
  // #solution
  let afterPool1 = (size - kernelSize + 1) / 2
  let afterPool2 = (afterPool1 - kernelSize + 1) / 2
  return parametersOfConv2d(1, channels.0, kernelSize: kernelSize)
    + parametersOfConv2d(channels.0, channels.1, kernelSize: kernelSize)
    + parametersOfLinear(channels.1 * afterPool2 * afterPool2, hidden)
    + parametersOfLinear(hidden, 10)
  // #end
}
