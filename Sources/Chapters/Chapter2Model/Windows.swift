import Chapter1Data
import Datasets
import Plots
import Tensors

// #region window
/// A window for left and right edges: what is right of a place, minus what is left of it.
public let edgeWindow: [[Float]] = [
  [-1, 0, 1],
  [-1, 0, 1],
  [-1, 0, 1],
]
// #endregion window

/// Lays the window over one place, and draws the arithmetic.
public func drawOneWindow() -> Figure {
  // #region one-window
  let edge: [[Float]] = [[0, 2, 9], [0, 3, 9], [1, 7, 8]]
  let even: [[Float]] = [[5, 5, 5], [5, 5, 5], [5, 5, 5]]
  for place in [edge, even] {
    var sum: Float = 0
    for i in 0..<3 {
      for j in 0..<3 { sum += edgeWindow[i][j] * place[i][j] }
    }
    print(place, "gives", sum)
  }
  // #endregion one-window
  let products = zip(edgeWindow, edge).map { zip($0, $1).map { $0 * $1 } }
  func table(_ title: String, _ values: [[Float]], _ colormap: Colormap) -> Heatmap {
    Heatmap(
      title: title, rows: ["", "", ""], columns: ["", "", ""],
      values: values.map { $0.map(Double.init) }, colormap: colormap)
  }
  let sum = products.joined().reduce(0, +)
  return Figure(
    width: 9, height: 2.6, columns: 3,
    alternative: "Nine pixels, the nine weights of a window, and their nine products.",
    panels: [
      table("pixels", edge, .blues), table("× weights", edgeWindow, .diverging),
      table("= products, in all \(Int(sum))", products, .diverging),
    ])
}

// #region slide
/// The sums of a window at all places of a picture where it fits.
public func slide(_ window: [[Float]], over picture: [[Float]]) -> [[Float]] {
  (0...picture.count - window.count).map { row in
    (0...picture[0].count - window[0].count).map { column in
      var sum: Float = 0
      for i in window.indices {
        for j in window[i].indices { sum += window[i][j] * picture[row + i][column + j] }
      }
      return sum
    }
  }
}
// #endregion slide

/// Slides the window over a digit, with the loop and with the engine's convolution, and draws the
/// result.
public func findEdges(from root: MNIST.Root = .bundled) throws -> Figure {
  let (images, _) = try firstBatch(from: root)
  // #region edges
  let digit = images[0..<1]
  let picture = (0..<28).map { row in digit[0][0][row].values }
  let byHand = slide(edgeWindow, over: picture)

  let weight = Tensor(edgeWindow.flatMap { $0 }, shape: [1, 1, 3, 3])
  let edges = conv2d(digit, weight)
  print(digit.shape, "->", edges.shape)
  let differences = zip(byHand.joined(), edges.values).map { abs($0 - $1) }
  print("largest difference:", differences.max()!)
  // #endregion edges
  let before = ImageGrid.Image(width: 28, height: 28, values: digit.values, caption: "digit")
  let after = ImageGrid.Image(width: 26, height: 26, values: edges.values, caption: "edges")
  return Figure(
    width: 6, height: 3, columns: 2,
    alternative: "A digit, and beside it where its left and right edges are.",
    panels: [
      ImageGrid(images: [before], columns: 1, colormap: .binary),
      ImageGrid(images: [after], columns: 1, colormap: .diverging),
    ])
}
