import Exercises
import Solutions
import Tensors

@testable import Checks

final class ConvolutionAnswers: KnownAnswers {
  /// The loops, with another number to add up, another image or another window.
  private static func with(
    start: @escaping @Sendable (_ bias: Float) -> Float = { $0 },
    term: @escaping @Sendable (_ weight: Float, _ pixel: Float) -> Float = { $0 * $1 },
    channels: @escaping @Sendable (Range<Int>) -> Range<Int> = { $0 },
    lost: Int = 0, sizeStride: Int? = nil, moveStride: Int? = nil,
    place: @escaping @Sendable (_ i: Int, _ j: Int, _ size: Int) -> (Int, Int) = { i, j, _ in (i, j)
    },
    end: @escaping @Sendable (_ sum: Float, _ bias: Float, _ channels: Int, _ size: Int) -> Float =
      { sum, _, _, _ in sum }
  ) -> Exercise {
    .convolution { image, weight, bias, stride in
      let size = weight[0][0].count
      let move = moveStride ?? stride
      let rows = (image[0].count - size) / (sizeStride ?? stride) + 1 - lost
      let columns = (image[0][0].count - size) / (sizeStride ?? stride) + 1 - lost
      return weight.indices.map { out in
        (0..<rows).map { row in
          (0..<columns).map { column in
            var sum = start(bias[out])
            for channel in channels(image.indices) {
              for i in 0..<size {
                for j in 0..<size {
                  let (k, l) = place(i, j, size)
                  sum += term(
                    weight[out][channel][k][l],
                    image[channel][row * move + i][column * move + j])
                }
              }
            }
            return end(sum, bias[out], image.count, size)
          }
        }
      }
    }
  }

  private static let solved: Exercise.ConvolutionAnswer = {
    Solutions.convolution($0, weight: $1, bias: $2, stride: $3)
  }

  private static func other(
    _ name: String, _ answer: @escaping Exercise.ConvolutionAnswer
  ) -> OtherAnswer {
    OtherAnswer(name, .convolution(answer))
  }

  /// Where windows begin along a side.
  private static func starts(_ size: Int, _ kernelSize: Int, _ stride: Int) -> [Int] {
    Array(Swift.stride(from: 0, through: size - kernelSize, by: stride))
  }

  private static let others: [OtherAnswer] = [
    OtherAnswer(
      "the bias is added at the end",
      with(start: { _ in 0 }, end: { sum, bias, _, _ in sum + bias })),
    other("the places are counted with stride(from:through:by:)") { image, weight, bias, stride in
      weight.indices.map { out in
        starts(image[0].count, weight[0][0].count, stride).map { top in
          starts(image[0][0].count, weight[0][0].count, stride).map { left in
            weight[out].indices.reduce(bias[out]) { sum, channel in
              weight[out][channel].indices.reduce(sum) { sum, i in
                weight[out][channel][i].indices.reduce(sum) { sum, j in
                  sum + weight[out][channel][i][j] * image[channel][top + i][left + j]
                }
              }
            }
          }
        }
      }
    },
    other("sums are doubles") { image, weight, bias, stride in
      weight.indices.map { out in
        starts(image[0].count, weight[0][0].count, stride).map { top in
          starts(image[0][0].count, weight[0][0].count, stride).map { left in
            var sum = Double(bias[out])
            for (channel, window) in weight[out].enumerated() {
              for (i, row) in window.enumerated() {
                for (j, w) in row.enumerated() {
                  sum += Double(w) * Double(image[channel][top + i][left + j])
                }
              }
            }
            return Float(sum)
          }
        }
      }
    },
    other("slices of rows are multiplied with zip") { image, weight, bias, stride in
      zip(weight, bias).map { windows, bias in
        starts(image[0].count, windows[0].count, stride).map { top in
          starts(image[0][0].count, windows[0].count, stride).map { left in
            zip(windows, image).reduce(bias) { sum, pair in
              let (window, picture) = pair
              return zip(window, picture[top...]).reduce(sum) { sum, rows in
                zip(rows.0, rows.1[left...]).reduce(sum) { $0 + $1.0 * $1.1 }
              }
            }
          }
        }
      }
    },
    other("a result of biases is filled, channel by channel") { image, weight, bias, stride in
      let size = weight[0][0].count
      let rows = (image[0].count - size) / stride + 1
      let columns = (image[0][0].count - size) / stride + 1
      var result = bias.map {
        [[Float]](repeating: [Float](repeating: $0, count: columns), count: rows)
      }
      for channel in image.indices {
        for out in weight.indices {
          for row in 0..<rows {
            for column in 0..<columns {
              for i in 0..<size {
                for j in 0..<size {
                  result[out][row][column] +=
                    weight[out][channel][i][j]
                    * image[channel][row * stride + i][column * stride + j]
                }
              }
            }
          }
        }
      }
      return result
    },
    other("the window's places stand outside of the image's") { image, weight, bias, stride in
      let size = weight[0][0].count
      let rows = (image[0].count - size) / stride + 1
      let columns = (image[0][0].count - size) / stride + 1
      var result = bias.map {
        [[Float]](repeating: [Float](repeating: $0, count: columns), count: rows)
      }
      for i in 0..<size {
        for j in 0..<size {
          for row in 0..<rows {
            for column in 0..<columns {
              for out in weight.indices {
                for channel in image.indices {
                  result[out][row][column] +=
                    weight[out][channel][i][j]
                    * image[channel][row * stride + i][column * stride + j]
                }
              }
            }
          }
        }
      }
      return result
    },
    other("every pixel is handed to the windows that it lies in") { image, weight, bias, stride in
      let size = weight[0][0].count
      let rows = (image[0].count - size) / stride + 1
      let columns = (image[0][0].count - size) / stride + 1
      var result = bias.map {
        [[Float]](repeating: [Float](repeating: $0, count: columns), count: rows)
      }
      for (channel, picture) in image.enumerated() {
        for (y, line) in picture.enumerated() {
          for (x, pixel) in line.enumerated() {
            for row in 0..<rows where (row * stride..<row * stride + size).contains(y) {
              for column in 0..<columns where (column * stride..<column * stride + size).contains(x)
              {
                for out in weight.indices {
                  result[out][row][column] +=
                    weight[out][channel][y - row * stride][x - column * stride] * pixel
                }
              }
            }
          }
        }
      }
      return result
    },
    other("patches are made rows, and multiplied as matrices are") { image, weight, bias, stride in
      let size = weight[0][0].count
      let tops = starts(image[0].count, size, stride)
      let lefts = starts(image[0][0].count, size, stride)
      let patches = tops.map { top in
        lefts.map { left in
          image.flatMap { picture in picture[top..<top + size].flatMap { $0[left..<left + size] } }
        }
      }
      return zip(weight, bias).map { windows, bias in
        let weights = windows.flatMap { $0.flatMap { $0 } }
        return patches.map { $0.map { zip($0, weights).map(*).reduce(bias, +) } }
      }
    },
    other("with while loops") { image, weight, bias, stride in
      var result: [[[Float]]] = []
      let size = weight[0][0].count
      for out in weight.indices {
        var picture: [[Float]] = []
        var top = 0
        while top + size <= image[0].count {
          var line: [Float] = []
          var left = 0
          while left + size <= image[0][0].count {
            var sum = bias[out]
            for place in 0..<image.count * size * size {
              let (channel, i, j) = (place / (size * size), place / size % size, place % size)
              sum += weight[out][channel][i][j] * image[channel][top + i][left + j]
            }
            line.append(sum)
            left += stride
          }
          picture.append(line)
          top += stride
        }
        result.append(picture)
      }
      return result
    },
    other("everything with stride 1, and then every second row and column") {
      image, weight, bias, stride in
      solved(image, weight, bias, 1).map { picture in
        Swift.stride(from: 0, to: picture.count, by: stride).map { row in
          Swift.stride(from: 0, to: picture[row].count, by: stride).map { picture[row][$0] }
        }
      }
    },
  ]

  static let answers = Answers(
    solution: .convolution(solved), others: others,
    wrong: [
      WrongAnswer(
        "the window is turned", with(place: { i, j, size in (size - 1 - i, size - 1 - j) }),
        fails: "one window slides over one channel", saying: "turned by half a turn"),
      WrongAnswer(
        "rows and columns are swapped", with(place: { i, j, _ in (j, i) }),
        fails: "one window slides over one channel", saying: "rows and columns are swapped"),
      WrongAnswer(
        "the mean", with(start: { _ in 0 }, end: { $0 / Float($2 * $3 * $3) + $1 }),
        fails: "one window slides over one channel", saying: "That is the mean of the products"),
      WrongAnswer(
        "the last place is left out", with(lost: 1),
        fails: "one window slides over one channel", saying: "One place is missing"),
      WrongAnswer(
        "a border of zeros",
        .convolution { image, weight, bias, stride in
          let border = weight[0][0].count / 2
          let padded = image.map { picture in
            let side = [Float](repeating: 0, count: border)
            let empty = [Float](repeating: 0, count: picture[0].count + 2 * border)
            let around = [[Float]](repeating: empty, count: border)
            return around + picture.map { side + $0 + side } + around
          }
          return solved(padded, weight, bias, stride)
        }, fails: "one window slides over one channel", saying: "no border of zeros"),
      WrongAnswer(
        "the sums of weights and pixels", with(term: { $0 + $1 }),
        fails: "one window slides over one channel", saying: "is wrong"),
      WrongAnswer(
        "no picture at all", .convolution { _, _, _, _ in [] },
        fails: "one window slides over one channel", saying: "has the wrong shape"),
      WrongAnswer(
        "rows of different lengths",
        .convolution { image, weight, bias, stride in
          solved(image, weight, bias, stride).map { picture in
            picture.indices.map { Array(picture[$0].dropLast($0)) }
          }
        }, fails: "one window slides over one channel", saying: "rows of different lengths"),
      WrongAnswer(
        "the first channel", with(channels: { $0.prefix(1) }),
        fails: "the channels of the image are added up", saying: "Only the first channel"),
      WrongAnswer(
        "the sum begins anew for each channel", with(channels: { $0.suffix(1) }),
        fails: "the channels of the image are added up", saying: "start over for each"),
      WrongAnswer(
        "the bias is forgotten", with(start: { _ in 0 }),
        fails: "each picture has a window and a bias of its own", saying: "The bias is missing."),
      WrongAnswer(
        "the bias is added to each product",
        with(start: { _ in 0 }, end: { $0 + $1 * Float($2 * $3 * $3) }),
        fails: "each picture has a window and a bias of its own",
        saying: "added once for each product"),
      WrongAnswer(
        "the bias is added for each channel",
        with(start: { _ in 0 }, end: { sum, bias, channels, _ in sum + bias * Float(channels) }),
        fails: "each picture has a window and a bias of its own",
        saying: "added once for each channel"),
      WrongAnswer(
        "one bias for all",
        .convolution { image, weight, bias, stride in
          solved(image, weight, bias.map { _ in bias[0] }, stride)
        }, fails: "each picture has a window and a bias of its own", saying: "the first bias"),
      WrongAnswer(
        "one window for all",
        .convolution { image, weight, bias, stride in
          solved(image, weight.map { _ in weight[0] }, bias, stride)
        }, fails: "each picture has a window and a bias of its own", saying: "the first window"),
      WrongAnswer(
        "the stride is forgotten", with(sizeStride: 1, moveStride: 1),
        fails: "the window moves by the stride", saying: "The stride is not used yet."),
      WrongAnswer(
        "the stride only counts the places", with(moveStride: 1),
        fails: "the window moves by the stride", saying: "the window moves by one pixel"),
      WrongAnswer(
        "the biases of the channels",
        .convolution { image, weight, bias, stride in
          let sum = image.indices.map { bias[min($0, bias.count - 1)] }.reduce(0, +)
          return solved(image, weight, bias.map { _ in sum }, stride)
        }, fails: "each picture has a window and a bias of its own",
        saying: "not to the channels of the image"),
      WrongAnswer(
        "rows are taken for columns",
        .convolution { image, weight, bias, stride in
          solved(image, weight, bias, stride).map { picture in
            picture.map { Array($0.prefix(picture.count)) }
          }
        }, fails: "one window slides over one channel", saying: "Images need not be square"),
      WrongAnswer(
        "the engine's conv2d",
        .convolution { image, weight, bias, stride in
          let x = Tensor(
            image.flatMap { $0.flatMap { $0 } },
            shape: [1, image.count, image[0].count, image[0][0].count])
          let size = weight[0][0].count
          let w = Tensor(
            weight.flatMap { $0.flatMap { $0.flatMap { $0 } } },
            shape: [weight.count, image.count, size, size])
          let y = conv2d(x, w, Tensor(bias), stride: stride)[0]
          return (0..<y.shape[0]).map { out in (0..<y.shape[1]).map { y[out][$0].values } }
        }, fails: "it is your own", saying: "conv2d of the engine did the work"),
    ])
}
