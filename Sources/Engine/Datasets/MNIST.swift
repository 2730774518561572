import Tensors

/// Handwritten digits: grey images of 28 × 28 pixels, each with the digit that it shows.
///
/// The full set has 60,000 images to train on and 10,000 to test on. The one that ships with the
/// workbook has 4,000 and 1,000 of them.
///
/// ```swift
/// let trainData = try MNIST(train: true)
/// let (image, label) = trainData[0]   // [1, 28, 28] and 3
/// ```
///
/// Source:
/// [torchvision.datasets.MNIST](https://pytorch.org/vision/0.18/generated/torchvision.datasets.MNIST.html).
public struct MNIST: Dataset, Sendable {
  /// Where the files are.
  public enum Root: Sendable, Equatable {
    /// In the package: the 5,000 digits that ship with the workbook.
    case bundled
    /// In a folder, as IDX files, raw or gzipped, there or in its `MNIST/raw`.
    case directory(String)
  }

  /// The pixels: bytes `[count, 28, 28]`, 0 for paper to 255 for ink.
  public let data: ByteTensor
  /// The labels: whole numbers 0 to 9, `[count]`.
  public let targets: IntTensor
  /// What is done to each image when it is handed out.
  public let transform: any Transform
  /// Whether this is the part to train on.
  public let train: Bool

  /// The height and the width of an image, in pixels.
  public static let side = 28

  /// Reads one part of the data set.
  ///
  /// A damaged file beside a sound one, as a raw one may lie beside a gzipped one, is passed over with
  /// a line on standard error.
  ///
  /// - Parameters:
  ///   - root: where the files are.
  ///   - train: the part to train on, or else the part to test on.
  ///   - transform: what is done to each image when it is handed out.
  /// - Throws: ``DatasetError`` if files are missing, damaged, or not what they should be.
  public init(
    root: Root = .bundled, train: Bool, transform: any Transform = ToTensor()
  ) throws(DatasetError) {
    let files = try MNISTFolder(root).read(train ? .train : .test)
    MNISTWarning.show(files)
    data = files.images.tensor
    targets = IntTensor(files.labels.values.map(Int.init), shape: files.labels.dimensions)
    self.transform = transform
    self.train = train
  }

  /// The file, if it holds images.
  static func images(at path: String) throws(DatasetError) -> IDXFile {
    let images = try IDXFile(path: path)
    guard images.dimensions.count == 3, images.dimensions[0] > 0,
      images.dimensions[1...] == [side, side]
    else {
      throw .wrongShape(
        path: images.path, found: images.dimensions, expected: "images of 28 × 28 pixels")
    }
    return images
  }

  /// The file, if it holds labels of these images.
  static func labels(at path: String, of images: IDXFile) throws(DatasetError) -> IDXFile {
    let labels = try IDXFile(path: path)
    guard labels.dimensions.count == 1 else {
      throw .wrongShape(path: labels.path, found: labels.dimensions, expected: "a list of labels")
    }
    guard images.dimensions[0] == labels.dimensions[0] else {
      throw .countsDiffer(
        images: images.path, count: images.dimensions[0],
        labels: labels.path, labelCount: labels.dimensions[0])
    }
    if let index = labels.values.firstIndex(where: { $0 > 9 }) {
      throw .wrongLabel(path: labels.path, label: Int(labels.values[index]), index: index)
    }
    return labels
  }

  /// The number of images.
  public var count: Int { targets.values.count }

  /// The image at `index`, transformed (with ``ToTensor`` a float image `[1, 28, 28]`), and its
  /// label.
  ///
  /// Traps where `index` is not below ``count``.
  public subscript(index: Int) -> (image: Tensor, label: Int) {
    checkIndex(index, below: count, in: "MNIST")
    let pixels = ByteTensor(Array(data.values[range(of: index)]), shape: [Self.side, Self.side])
    return (transform(pixels), targets.values[index])
  }

  /// Several images at once, transformed, and their labels: with ``ToTensor`` `[batch, 1, 28, 28]`
  /// and `[batch]`.
  ///
  /// Traps where an index is not below ``count``.
  public func batch(_ indices: [Int]) -> (images: Tensor, labels: IntTensor) {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(indices.count * Self.side * Self.side)
    for index in indices {
      checkIndex(index, below: count, in: "MNIST")
      pixels += data.values[range(of: index)]
    }
    return (
      transform.batch(ByteTensor(pixels, shape: [indices.count, Self.side, Self.side])),
      IntTensor(indices.map { targets.values[$0] }, shape: [indices.count])
    )
  }

  /// Where one image's pixels lie in ``data``.
  private func range(of index: Int) -> Range<Int> {
    let area = Self.side * Self.side
    return index * area..<(index + 1) * area
  }
}

extension MNIST.Root: LosslessStringConvertible {
  /// Reads what stands behind `--data`: `bundled`, or a folder.
  public init(_ description: String) {
    self = description == "bundled" ? .bundled : .directory(description)
  }

  /// `bundled`, or the folder.
  public var description: String {
    switch self {
    case .bundled: "bundled"
    case .directory(let path): path
    }
  }
}
