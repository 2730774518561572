import Chapter2Model
import Exercises
import NN
import Tensors

extension Exercise {
  typealias ConvolutionAnswer =
    @Sendable (
      _ image: [[[Float]]], _ weight: [[[[Float]]]], _ bias: [Float], _ stride: Int
    ) -> [[[Float]]]

  /// Exercise 2.5.
  static func convolution(
    _ answer: @escaping ConvolutionAnswer = {
      Chapter2Model.convolution($0, weight: $1, bias: $2, stride: $3)
    }
  ) -> Exercise {
    Exercise(
      .chapter2, 5, "A convolution of your own", file: "Convolution",
      checks: [
        Check(
          "one window slides over one channel",
          hint: """
            Begin with the page's slide. For which rows and columns does the window still fit, and \
            which pixel is below weight i, j when the window is at row, column?
            """,
          """
          There are image[0].count - k + 1 rows of places and image[0][0].count - k + 1 columns, \
          for windows of k. Weight i, j lies on the pixel row + i, column + j.
          """
        ) {
          for (height, width, kernelSize) in [(4, 6, 3), (3, 3, 3), (5, 3, 2), (3, 4, 1)] {
            let convolution = Convolution(
              height: height, width: width, kernelSize: kernelSize, hasBias: false)
            try convolution.compare(with: answer)
          }
        },
        Check(
          "the channels of the image are added up",
          hint:
            "A window has weights for each channel. Where does the sum begin, and where does it end?",
          """
          The sum begins before the loop over the channels, and is stored after it: three loops \
          add to it, over channel, i and j.
          """
        ) {
          try Convolution(channels: 3, height: 4, width: 5, hasBias: false).compare(with: answer)
          try Convolution(channels: 2, height: 5, width: 3, kernelSize: 2, hasBias: false)
            .compare(with: answer)
        },
        Check(
          "each picture has a window and a bias of its own",
          hint: "How often is the bias added to one sum?",
          "Picture number o comes from weight[o] and bias[o]: begin its sums at bias[o]."
        ) {
          try Convolution(channels: 2, outChannels: 4, height: 5, width: 4).compare(with: answer)
          try Convolution(outChannels: 3, height: 4, width: 5).compare(with: answer)
          try Convolution(channels: 3, outChannels: 2, height: 4, width: 5).compare(with: answer)
        },
        Check(
          "the window moves by the stride",
          hint: "Where is the window for the second number of a row if the stride is 2?",
          """
          (size - k) / stride + 1 places along each side, and the window of place row, column \
          begins at the pixel row * stride, column * stride.
          """
        ) {
          for (height, width, stride) in [(5, 8, 2), (6, 7, 2), (7, 10, 3)] {
            try Convolution(
              channels: 2, outChannels: 2, height: height, width: width, kernelSize: 3,
              stride: stride
            )
            .compare(with: answer)
          }
          try Convolution(height: 7, width: 6, kernelSize: 2, stride: 3).compare(with: answer)
        },
        Check(
          "it does what Conv2d does with a digit",
          hint: "The first four checks cover all of it; this image is just larger.",
          "Nothing may depend on the size of the image: take all sizes from image and weight."
        ) {
          try Convolution(image: try digits(0..<1), outChannels: 4).compare(with: answer)
          try Convolution(image: try digits(1..<2), outChannels: 2, kernelSize: 5, stride: 2)
            .compare(with: answer)
        },
        Check(
          "it is your own",
          hint: "Which function adds up the products?",
          "Leave conv2d and Conv2d out. Loops over the places, the channels and the window do it."
        ) {
          let convolution = Convolution(channels: 2, outChannels: 2, height: 4, width: 5)
          try expectOwnWork(without: ["conv2d"], with: "loops, sums and products") {
            _ = convolution.asked(answer)
          }
        },
      ])
  }
}

/// A convolution that the reader's function has to compute, too.
struct Convolution {
  let image: Tensor
  let weight: Tensor
  let bias: Tensor
  let stride: Int

  /// Random weights; all numbers differ, so that each mistake shows.
  init(image: Tensor, outChannels: Int, kernelSize: Int = 3, stride: Int = 1, hasBias: Bool = true)
  {
    let shape = [outChannels, image.shape[1], kernelSize, kernelSize]
    let (weight, bias) = Generator.withCurrent(Generator(seed: 2)) {
      (Tensor.uniform(shape, -1, 1), Tensor.uniform([outChannels], 1, 2))
    }
    self.weight = weight
    self.bias = hasBias ? bias : Tensor.zeros([outChannels])
    self.image = image
    self.stride = stride
  }

  init(
    channels: Int = 1, outChannels: Int = 1, height: Int, width: Int, kernelSize: Int = 3,
    stride: Int = 1, hasBias: Bool = true
  ) {
    let image = Generator.withCurrent(Generator(seed: 1)) {
      Tensor.rand([1, channels, height, width])
    }
    self.init(
      image: image, outChannels: outChannels, kernelSize: kernelSize, stride: stride,
      hasBias: hasBias)
  }

  var channels: Int { image.shape[1] }
  var kernelSize: Int { weight.shape[3] }

  /// What the layer computes, with this much of it changed.
  func result(
    _ weight: Tensor? = nil, bias: Tensor? = nil, stride: Int? = nil, padding: Int = 0,
    dilation: Int = 1
  ) -> Tensor {
    noGrad {
      conv2d(
        image, weight ?? self.weight, bias ?? self.bias, stride: stride ?? self.stride,
        padding: padding, dilation: dilation)
    }[0]
  }

  func asked(_ answer: Exercise.ConvolutionAnswer) -> [[[Float]]] {
    answer(image[0].nested, weight.windows.map(\.nested), bias.values, stride)
  }

  /// Fails if the answer differs from what the layer computes.
  func compare(with answer: Exercise.ConvolutionAnswer) throws {
    let got = asked(answer)
    let expected = result()
    let shape = [got.count, got.first?.count ?? 0, got.first?.first?.count ?? 0]
    for picture in got {
      try expect(
        picture.count == shape[1] && picture.allSatisfy { $0.count == shape[2] },
        "the pictures have rows of different lengths, or different numbers of rows")
    }
    try expect(
      """
      the result for \(channels) channels of \(image.shape[2]) × \(image.shape[3]), \
      \(weight.shape[0]) windows of \(kernelSize) × \(kernelSize) and stride \(stride)
      """, Tensor(got.flatMap { $0.flatMap { $0 } }, shape: shape), isCloseTo: expected,
      within: 1e-4, mistakes: mistakes)
  }
}
