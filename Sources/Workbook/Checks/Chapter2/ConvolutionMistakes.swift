import Exercises
import Tensors

extension Convolution {
  /// The results of what people typically write instead.
  var mistakes: [Mistake<Tensor>] { windowMistakes + sumMistakes + placeMistakes }

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
  var nested: [[[Float]]] {
    (0..<shape[0]).map { channel in (0..<shape[1]).map { self[channel][$0].values } }
  }

  /// The elements of the first dimension.
  var windows: [Tensor] { (0..<shape[0]).map { self[$0] } }

  /// A tensor of the shape of this one, of four dimensions, with other elements.
  func replacing(_ element: (Int, Int, Int, Int) -> Float) -> Tensor {
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
  func every(_ rows: Int, _ columns: Int) -> Tensor {
    let kept = nested.map { picture in
      stride(from: 0, to: shape[1], by: rows).map { row in
        stride(from: 0, to: shape[2], by: columns).map { picture[row][$0] }
      }
    }
    return Tensor(
      kept.flatMap { $0.flatMap { $0 } }, shape: [kept.count, kept[0].count, kept[0][0].count])
  }

  /// Each picture with its columns as rows.
  var transposed: Tensor { .stack((0..<shape[0]).map { self[$0].t() }) }

  /// The upper left corner of each picture.
  func cropped(rows: Int, columns: Int) -> Tensor {
    let values = nested.flatMap { $0.prefix(rows).flatMap { $0.prefix(columns) } }
    return Tensor(values, shape: [shape[0], rows, columns])
  }
}
