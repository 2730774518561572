import Datasets
import Tensors

/// Asks for a folder that is not there, and prints the error.
public func loadMissingFolder() {
  // #region missing-folder
  do {
    _ = try MNIST(root: .directory("no-such-folder"), train: true)
  } catch {
    print(error)
  }
  // #endregion missing-folder
}

/// Asks for the image behind the last one, since images are numbered from 0: stops the program.
public func takeImageTooMany(from root: MNIST.Root = .bundled) throws {
  let (images, _) = try firstBatch(from: root)
  // #region too-many
  print(images[images.size(0)].shape)
  // #endregion too-many
}
