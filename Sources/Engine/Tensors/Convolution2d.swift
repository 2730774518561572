import Kernels

/// Slides windows of weights over images; each window gives one channel of the result.
///
/// `result[n, o, y, x] = bias[o] + Σ_c Σ_i Σ_j weight[o, c, i, j] ·
/// x[n, c, y·stride + i·dilation − padding, x·stride + j·dilation − padding]`, zeros outside.
///
/// Shapes: x `[N, C, H, W]`, weight `[O, C, K, K]`, bias `[O]`, result `[N, O, H′, W′]` with `H′ =
/// ⌊(H + 2·padding − dilation·(K − 1) − 1) / stride⌋ + 1`. Traps where they do not fit, where the
/// kernel is larger than the padded image, and where memory does not hold the result or the padded
/// images. Source: `torch.nn.functional.conv2d`.
public func conv2d(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Int = 1, padding: Int = 0,
  dilation: Int = 1
) -> Tensor {
  CalledFunctions.note("conv2d")
  let size = convolutionSize(
    x, weight, bias, stride: stride, padding: padding, dilation: dilation)
  let (input, filters) = (x.storage(in: .channelsLast), weight.values)
  let shape = [size.batch, size.outputChannels, size.outputHeight, size.outputWidth]
  let values = makeValues(size.outputCount) {
    Convolution.forward(size, input: input, weight: filters, bias: bias?.values, into: $0)
  }
  let (needsInput, needsWeight) = (x.requiresGrad, weight.requiresGrad)
  let needsBias = bias?.requiresGrad ?? false
  return Tensor.result(
    values, shape: shape, format: .channelsLast, of: "ConvolutionBackward0",
    from: [x, weight] + (bias.map { [$0] } ?? [])
  ) { [inputShape = x.shape, weightShape = weight.shape] gradient in
    let g = gradient.storage(in: .channelsLast)
    let sparse = SparseGradient(size, outputGradient: g)
    let inputGradient = makeGradient(needsInput, inputShape, .channelsLast) {
      Convolution.inputGradient(size, outputGradient: g, sparse: sparse, weight: filters, into: $0)
    }
    let biasGradient = makeGradient(needsBias, [size.outputChannels]) {
      Convolution.biasGradient(size, outputGradient: g, into: $0)
    }
    // A sum is finite only if all that it is made of is, and the bias gradient sums up all of g.
    let isFinite = biasGradient.map { Reduction.areFinite($0.values) } ?? false
    let weightGradient = makeGradient(needsWeight, weightShape) {
      Convolution.weightGradient(
        size, input: input, outputGradient: g, sparse: sparse, isFinite: isFinite, into: $0)
    }
    return [inputGradient, weightGradient, biasGradient]
  }
}

private func makeGradient(
  _ isNeeded: Bool, _ shape: [Int], _ format: MemoryFormat = .contiguous,
  _ fill: (UnsafeMutableBufferPointer<Float>) -> Void
) -> Tensor? {
  guard isNeeded else { return nil }
  return Tensor(
    storage: makeValues(shape.elementCount, fill), shape: shape, format: format)
}

private func convolutionSize(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor?, stride: Int, padding: Int, dilation: Int
) -> ConvolutionSize {
  guard x.dim == 4 else {
    fatalError(
      "conv2d: wants images of shape [batch, channels, height, width], and got \(x.shape)")
  }
  guard weight.dim == 4, weight.shape[2] == weight.shape[3], weight.shape[2] > 0 else {
    fatalError("conv2d: wants a weight [out, in, kernel, kernel], and got \(weight.shape)")
  }
  guard x.shape[1] == weight.shape[1] else {
    fatalError(
      "conv2d: the images \(x.shape) have \(x.shape[1]) channels, "
        + "and the weight \(weight.shape) wants \(weight.shape[1])")
  }
  // As PyTorch does, however much padding there is; no images, or no channels, are fine.
  guard x.shape[2] > 0, x.shape[3] > 0 else {
    fatalError("conv2d: the images \(x.shape) have no pixels")
  }
  if let bias, bias.shape != [weight.shape[0]] {
    fatalError(
      "conv2d: the weight \(weight.shape) wants a bias [\(weight.shape[0])], and got \(bias.shape)")
  }
  guard stride > 0, padding >= 0, dilation > 0 else {
    fatalError(
      "conv2d: stride \(stride) and dilation \(dilation) start at 1, padding \(padding) at 0")
  }
  guard ConvolutionSize.isCountable(weight.shape[2], stride, padding, dilation) else {
    fatalError(
      "conv2d: the kernel of \(weight.shape), stride \(stride), padding \(padding) and dilation "
        + "\(dilation) are at most \(ConvolutionSize.largestSetting)")
  }
  let size = ConvolutionSize(
    batch: x.shape[0], inputChannels: x.shape[1], inputHeight: x.shape[2], inputWidth: x.shape[3],
    outputChannels: weight.shape[0], kernel: weight.shape[2], stride: stride, padding: padding,
    dilation: dilation)
  guard size.outputHeight > 0, size.outputWidth > 0 else {
    fatalError(
      "conv2d: the kernel of \(weight.shape) with dilation \(dilation) is larger than "
        + "the images \(x.shape) with padding \(padding)")
  }
  let (height, width) = (x.shape[2] + 2 * padding, x.shape[3] + 2 * padding)
  for shape in [
    [size.batch, size.outputChannels, size.outputHeight, size.outputWidth],
    [size.batch, size.inputChannels, height, width],
  ] {
    _ = shape.elementCount(
      for: "conv2d of the images \(x.shape) with the weight \(weight.shape) and padding \(padding)")
  }
  return size
}
