/// Grey images in rows: matplotlib's `plt.imshow` in a row of subplots with `axis("off")`.
public struct ImageGrid: Panel {
  /// One image, row by row from the upper left.
  public struct Image: Sendable {
    /// How many pixels stand side by side.
    public let width: Int
    /// How many pixels stand above one another.
    public let height: Int
    /// The grey values, `width` × `height` of them.
    public let values: [Float]
    /// What stands above the image.
    public let caption: String?

    /// An image of `width` × `height` values; traps if there are more or fewer of them, or none.
    public init(width: Int, height: Int, values: [Float], caption: String? = nil) {
      guard width >= 1, height >= 1 else {
        fatalError("ImageGrid.Image: needs at least 1×1 pixels, but got \(width)×\(height)")
      }
      guard values.count == width * height else {
        fatalError(
          "ImageGrid.Image: \(width)×\(height) pixels need \(width * height) values, "
            + "but got \(values.count)")
      }
      self.width = width
      self.height = height
      self.values = values
      self.caption = caption
    }
  }

  /// The images, row by row.
  public let images: [Image]
  /// How many images stand side by side; text reduces it to what fits.
  public let columns: Int
  /// Which grey or colour stands for which value.
  public let colormap: Colormap
  /// Which values are the ends of the colormap; nil to find them in each image.
  public let range: ClosedRange<Float>?

  /// A grid of images; traps without images or columns.
  ///
  /// Without a range each image goes from its own lowest to its own highest value, as with
  /// `imshow`; with the diverging colormap all images share one range around zero, so that weights
  /// can be compared. Values beyond the range look like its ends, and pixels that are not numbers
  /// stay empty.
  public init(
    images: [Image], columns: Int, colormap: Colormap = .gray, range: ClosedRange<Float>? = nil
  ) {
    guard !images.isEmpty else { fatalError("ImageGrid: needs at least 1 image, but got 0") }
    guard columns >= 1 else { fatalError("ImageGrid: needs at least 1 column, but got \(columns)") }
    self.images = images
    self.columns = min(columns, images.count)
    self.colormap = colormap
    self.range = range
  }
}

extension ImageGrid {
  /// An image whose values are positions on the colormap, 0 to 1; not a number where nothing is to
  /// be drawn.
  struct Picture {
    let width: Int
    let height: Int
    let caption: String?
    var values: [Double]

    /// The mean over the pixels that a smaller raster's pixel covers, or the pixel that a larger
    /// raster's lies in.
    func resampled(width newWidth: Int, height newHeight: Int) -> [Double] {
      func span(_ position: Int, _ count: Int, of length: Int) -> Range<Int> {
        let start = position * length / count
        return start..<max(start + 1, (position + 1) * length / count)
      }
      var result: [Double] = []
      result.reserveCapacity(newWidth * newHeight)
      for y in 0..<newHeight {
        for x in 0..<newWidth {
          var sum = 0.0
          var count = 0
          for row in span(y, newHeight, of: height) {
            for column in span(x, newWidth, of: width) where !values[row * width + column].isNaN {
              sum += values[row * width + column]
              count += 1
            }
          }
          result.append(count == 0 ? .nan : sum / Double(count))
        }
      }
      return result
    }
  }

  /// The images with their values turned into positions on the colormap.
  var pictures: [Picture] {
    func finite(_ values: [Float]) -> [Double] { values.filter(\.isFinite).map(Double.init) }
    let greatest = images.flatMap { finite($0.values) }.map(\.magnitude).max() ?? 0
    return images.map { image in
      let own = finite(image.values)
      let low: Double
      let high: Double
      if let range {
        (low, high) = (Double(range.lowerBound), Double(range.upperBound))
      } else if colormap == .diverging {
        (low, high) = (-greatest, greatest)
      } else {
        (low, high) = (own.min() ?? 0, own.max() ?? 0)
      }
      let values = image.values.map { value -> Double in
        if value.isNaN { return .nan }
        guard high > low else { return colormap == .diverging ? 0.5 : 0 }
        return min(max((Double(value) - low) / (high - low), 0), 1)
      }
      return Picture(
        width: image.width, height: image.height, caption: image.caption, values: values)
    }
  }
}
