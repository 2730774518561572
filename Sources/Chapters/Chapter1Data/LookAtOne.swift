import Datasets
import Tensors

/// Prints the middle of one digit as the file has it: grey values from 0 to 255.
public func printBytes(from root: MNIST.Root = .bundled) throws {
  let (trainDataset, _) = try loadDatasets(from: root)
  // #region bytes
  let bytes = trainDataset.data[0]
  print("shape:", bytes.shape)
  for row in 8..<16 {
    let line = (6..<22).map { column in
      let grey = String(bytes[row][column].item())
      return String(repeating: " ", count: 4 - grey.count) + grey
    }
    print(line.joined())
  }
  print("label:", trainDataset.targets[0].item())
  // #endregion bytes
}

/// Shows what `ToTensor` made of the same digit.
public func convertToTensor(from root: MNIST.Root = .bundled) throws {
  let (trainDataset, _) = try loadDatasets(from: root)
  // #region to-tensor
  let (image, label) = trainDataset[0]
  print("shape:", image.shape)
  print("smallest:", image.min().item())
  print("largest:", image.max().item())
  print("label:", label)
  // #endregion to-tensor
}

/// Removes the dimension of length 1.
public func squeezeOne(from root: MNIST.Root = .bundled) throws {
  let (trainDataset, _) = try loadDatasets(from: root)
  // #region squeeze
  let (image, _) = trainDataset[0]
  print(image.shape, "->", image.squeeze().shape)
  // #endregion squeeze
}
