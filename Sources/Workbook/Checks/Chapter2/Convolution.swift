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
    _ weight: Tensor? = nil, bias: Tensor? = nil, stride: Int? = nil, padding: Int = 0,
    dilation: Int = 1
  ) -> Tensor {
    noGrad {
      conv2d(
        image, weight ?? self.weight, bias ?? self.bias, stride: stride ?? self.stride,
        padding: padding, dilation: dilation)
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
  private var mistakes: [Mistake<Tensor>] { windowMistakes + sumMistakes + placeMistakes }

  /// The weights, each taken from another place in its window.
  private func moved(_ place: (_ row: Int, _ column: Int) -> (Int, Int)) -> Tensor {
    weight.replacing { out, channel, row, column in
      let (i, j) = place(row, column)
      return weight[out][channel][i][j].item()
    }
  }

  /// Of windows whose weights are in the wrong places.
  private var windowMistakes: [Mistake<Tensor>] {
    func only(_ kept: Int) -> Tensor {
      weight.replacing { out, channel, row, column in
        channel == kept ? weight[out][channel][row][column].item() : 0
      }
    }
    let last = kernelSize - 1
    let (outChannels, channels) = (weight.shape[0], self.channels)
    return [
      Mistake(
        result(moved { (last - $0, last - $1) }),
        "The window is turned by half a turn. That is a mathematician's convolution."),
      Mistake(result(moved { ($1, $0) }), "The window's rows and columns are swapped."),
      Mistake(result(moved { ($0, last - $1) }), "The window is turned round from left to right."),
      Mistake(result(moved { (last - $0, $1) }), "The window is turned upside down."),
      Mistake(
        result(
          weight.replacing { out, channel, row, column in
            row == last || column == last ? 0 : weight[out][channel][row][column].item()
          }),
        "The last row and the last column of the window are left out."),
      Mistake(result(only(0)), "Only the first channel of the image counts."),
      Mistake(
        result(only(channels - 1)),
        "Only the last channel counts: does the sum start over for each?"),
      Mistake(
        result(
          weight.replacing { out, _, row, column in weight[out][0][row][column].item() }),
        "The weights for the first channel are used for all. Each channel has its own."),
      Mistake(
        result(
          weight.replacing { _, channel, row, column in weight[0][channel][row][column].item() }),
        "All pictures come from the first window."),
      Mistake(
        result(
          weight.replacing { out, channel, row, column in
            weight[min(channel, outChannels - 1)][min(out, channels - 1)][row][column].item()
          }),
        "The weights' first index is that of the picture that comes out, the second the channel's."),
    ]
  }

  /// Of sums to which too much or too little is added.
  private var sumMistakes: [Mistake<Tensor>] {
    let sums = result(bias: bias * 0)
    let each = bias.reshape([bias.count, 1, 1])
    var total: Float = 0
    let running = sums.values.map { number in
      total += number
      return total
    }
    let area = kernelSize * kernelSize
    return [
      Mistake(
        sums / Float(channels * area) + each,
        "That is the mean of the products; a convolution takes their sum."),
      Mistake(
        sums / Float(area) + each,
        "That is divided by the number of weights in a channel; a convolution takes the sum."),
      Mistake(
        sums / Float(channels) + each, "That is the mean over the channels; add them up."),
      Mistake(
        relu(result()), "What is below 0 has become 0. A convolution has no ReLU in it."),
      Mistake(
        Tensor(running, shape: sums.shape) + each,
        "The sum goes on from place to place. It begins anew at each."),
    ] + (bias.values.contains { $0 != 0 } ? biasMistakes(sums, each) : [])
  }

  private func biasMistakes(_ sums: Tensor, _ each: Tensor) -> [Mistake<Tensor>] {
    func same(_ bias: Float) -> Tensor { sums + bias }
    let ofChannels = (0..<channels).map { bias.values[min($0, bias.count - 1)] }
    let area = kernelSize * kernelSize
    return [
      Mistake(sums, "The bias is missing."),
      Mistake(
        sums + each * Float(channels * area),
        "The bias is added once for each product; it belongs to the sum."),
      Mistake(
        sums + each * Float(channels), "The bias is added once for each channel of the image."),
      Mistake(
        sums + each * Float(area),
        "The bias is added once for each weight of a channel; it belongs to the sum."),
      Mistake(same(bias.values[0]), "All pictures have the first bias."),
      Mistake(
        same(ofChannels.reduce(0, +)),
        "The biases belong to the pictures that come out, not to the channels of the image."),
      Mistake(
        same(ofChannels.last!),
        "The biases belong to the pictures that come out, not to the channels of the image."),
      Mistake(same(bias.values.reduce(0, +)), "All biases are added to each picture, not its own."),
      Mistake(sums - each, "The bias is subtracted: add it."),
      Mistake(sums * each, "The bias is multiplied: add it."),
    ]
  }

  /// Of windows at other places than those where they belong.
  private var placeMistakes: [Mistake<Tensor>] {
    let right = result()
    let (rows, columns) = (right.shape[1], right.shape[2])
    let everywhere = result(stride: 1)
    var mistakes = [
      Mistake(
        right.cropped(rows: rows - 1, columns: columns - 1),
        "One place is missing on the right and at the bottom: the window fits there, too."),
      Mistake(
        right.cropped(rows: rows - 1, columns: columns),
        "The last row of places is missing: the window fits there, too."),
      Mistake(
        right.cropped(rows: rows, columns: columns - 1),
        "The last column of places is missing: the window fits there, too."),
      Mistake(
        result(padding: (kernelSize - 1) / 2),
        "The image keeps its size. Here it has no border of zeros: stop where the window ends."),
      Mistake(everywhere, "The stride is not used yet."),
      Mistake(
        everywhere.cropped(rows: rows, columns: columns),
        "There are as many numbers as there should be, but the window moves by one pixel."),
      Mistake(
        everywhere.every(stride, 1), "The window moves by the stride down, but not to the right."),
      Mistake(
        everywhere.every(1, stride), "The window moves by the stride to the right, but not down."),
      Mistake(
        result(stride: kernelSize),
        "The window moves by its own size, as in pooling. It moves by the stride."),
      Mistake(
        right.cropped(rows: min(rows, columns), columns: min(rows, columns)),
        "Images need not be square: rows come from image[0].count, columns from image[0][0].count."),
      Mistake(
        right.transposed,
        "Rows and columns of the pictures are swapped: [out channel][row][column]."),
      Mistake(
        right.sum(dim: 0, keepDim: true),
        "All windows are added up into one picture. Each makes a picture of its own."),
      Mistake(
        perChannel, "Each channel has become a picture of its own: add them up, into one."),
    ]
    let spread = (kernelSize - 1) * stride + 1
    if stride > 1, spread <= image.shape[2], spread <= image.shape[3] {
      mistakes.append(
        Mistake(
          result(stride: 1, dilation: stride),
          "The stride spreads the pixels below the window. It is the window that moves by it."))
    }
    return mistakes
  }

  /// A picture for each window and each channel.
  private var perChannel: Tensor {
    let pictures = (0..<weight.shape[0]).flatMap { out in
      (0..<channels).map { channel in
        let kept = weight.replacing { out, other, row, column in
          channel == other ? weight[out][other][row][column].item() : 0
        }
        return result(kept)[out]
      }
    }
    return .stack(pictures)
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

  /// Every so many rows and columns of each picture.
  fileprivate func every(_ rows: Int, _ columns: Int) -> Tensor {
    let kept = nested.map { picture in
      stride(from: 0, to: shape[1], by: rows).map { row in
        stride(from: 0, to: shape[2], by: columns).map { picture[row][$0] }
      }
    }
    return Tensor(
      kept.flatMap { $0.flatMap { $0 } }, shape: [kept.count, kept[0].count, kept[0][0].count])
  }

  /// Each picture with its columns as rows.
  fileprivate var transposed: Tensor { .stack((0..<shape[0]).map { self[$0].t() }) }

  /// The upper left corner of each picture.
  fileprivate func cropped(rows: Int, columns: Int) -> Tensor {
    let values = nested.flatMap { $0.prefix(rows).flatMap { $0.prefix(columns) } }
    return Tensor(values, shape: [shape[0], rows, columns])
  }
}
