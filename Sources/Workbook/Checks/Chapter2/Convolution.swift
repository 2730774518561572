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
            """
        ) {
          for (height, width, kernelSize) in [(3, 3, 3), (4, 6, 3), (5, 3, 2)] {
            let convolution = Convolution(
              height: height, width: width, kernelSize: kernelSize, hasBias: false)
            try convolution.compare(with: answer)
          }
        },
        Check(
          "the channels of the image are added up",
          hint:
            "A window has weights for each channel. Where does the sum begin, and where does it end?"
        ) {
          try Convolution(channels: 3, height: 4, width: 5, hasBias: false).compare(with: answer)
        },
        Check(
          "each picture has a window and a bias of its own",
          hint: "How often is the bias added to one sum?"
        ) {
          try Convolution(outChannels: 3, height: 4, width: 5).compare(with: answer)
          try Convolution(channels: 2, outChannels: 4, height: 5, width: 4).compare(with: answer)
        },
        Check(
          "the window moves by the stride",
          hint: "Where is the window for the second number of a row if the stride is 2?"
        ) {
          for (height, width, stride) in [(5, 7, 2), (6, 8, 2), (7, 10, 3)] {
            try Convolution(
              channels: 2, outChannels: 2, height: height, width: width, stride: stride
            )
            .compare(with: answer)
          }
        },
        Check(
          "it does what Conv2d does with a digit",
          hint: "The first four checks cover all of it; this image is just larger."
        ) {
          try Convolution(image: try digits(0..<1), outChannels: 4).compare(with: answer)
        },
      ])
  }
}

/// A convolution that the reader's function has to compute, too.
private struct Convolution {
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

  private var channels: Int { image.shape[1] }
  private var kernelSize: Int { weight.shape[3] }

  private func result(
    _ weight: Tensor? = nil, bias: Tensor? = nil, stride: Int? = nil, padding: Int = 0
  ) -> Tensor {
    noGrad {
      conv2d(
        image, weight ?? self.weight, bias ?? self.bias, stride: stride ?? self.stride,
        padding: padding)
    }[0]
  }

  /// Fails if the answer differs from what the layer computes.
  func compare(with answer: Exercise.ConvolutionAnswer) throws {
    let got = answer(
      image[0].nested, weight.windows.map(\.nested), bias.values, stride)
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

  /// The results of what people typically write instead.
  private var mistakes: [Mistake<Tensor>] {
    /// The weights, each taken from another place in its window.
    func moved(_ place: (_ row: Int, _ column: Int) -> (Int, Int)) -> Tensor {
      weight.replacing { out, channel, row, column in
        let (i, j) = place(row, column)
        return weight[out][channel][i][j].item()
      }
    }
    func only(_ kept: Int) -> Tensor {
      weight.replacing { out, channel, row, column in
        channel == kept ? weight[out][channel][row][column].item() : 0
      }
    }
    let last = kernelSize - 1
    let sums = result(bias: bias * 0)
    let (rows, columns) = (sums.shape[1], sums.shape[2])
    return [
      Mistake(
        result(moved { (last - $0, last - $1) }),
        "The window is turned by half a turn. That is a mathematician's convolution."),
      Mistake(result(moved { ($1, $0) }), "The window's rows and columns are swapped."),
      Mistake(
        sums / Float(channels * kernelSize * kernelSize) + bias.reshape([bias.count, 1, 1]),
        "That is the mean of the products; a convolution takes their sum."),
      Mistake(
        result().cropped(rows: rows - 1, columns: columns - 1),
        "One place is missing on the right and at the bottom: the window fits there, too."),
      Mistake(
        result(padding: last / 2),
        "The image keeps its size. Here it has no border of zeros: stop where the window ends."),
      Mistake(result(only(0)), "Only the first channel of the image counts."),
      Mistake(
        result(only(channels - 1)),
        "Only the last channel counts: does the sum start over for each?"),
      Mistake(sums, "The bias is missing."),
      Mistake(
        result(bias: bias * Float(channels * kernelSize * kernelSize)),
        "The bias is added once for each product; it belongs to the sum."),
      Mistake(
        result(bias: bias * Float(channels)),
        "The bias is added once for each channel of the image."),
      Mistake(
        result(bias: Tensor([Float](repeating: bias.values[0], count: bias.count))),
        "All pictures have the first bias."),
      Mistake(
        result(
          weight.replacing { _, channel, row, column in weight[0][channel][row][column].item() }),
        "All pictures come from the first window."),
      Mistake(result(stride: 1), "The stride is not used yet."),
      Mistake(
        result(stride: 1).cropped(rows: rows, columns: columns),
        "There are as many numbers as there should be, but the window moves by one pixel."),
    ]
  }
}

extension Tensor {
  /// `[channel][row][column]` of a tensor of three dimensions.
  fileprivate var nested: [[[Float]]] {
    (0..<shape[0]).map { channel in (0..<shape[1]).map { self[channel][$0].values } }
  }

  /// The elements of the first dimension.
  fileprivate var windows: [Tensor] { (0..<shape[0]).map { self[$0] } }

  /// A tensor of the shape of this one, of four dimensions, with other elements.
  fileprivate func replacing(_ element: (Int, Int, Int, Int) -> Float) -> Tensor {
    var values: [Float] = []
    for a in 0..<shape[0] {
      for b in 0..<shape[1] {
        for c in 0..<shape[2] {
          for d in 0..<shape[3] { values.append(element(a, b, c, d)) }
        }
      }
    }
    return Tensor(values, shape: shape)
  }

  /// The upper left corner of each picture.
  fileprivate func cropped(rows: Int, columns: Int) -> Tensor {
    let values = nested.flatMap { $0.prefix(rows).flatMap { $0.prefix(columns) } }
    return Tensor(values, shape: [shape[0], rows, columns])
  }
}
