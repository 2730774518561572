import Foundation

/// Which of MNIST's two parts: its files start with `train` or with `t10k`.
enum MNISTPart: String, CaseIterable {
  case train = "train"
  case test = "t10k"

  var imagesName: String { "\(rawValue)-images-idx3-ubyte" }
  var labelsName: String { "\(rawValue)-labels-idx1-ubyte" }
}

/// Finds MNIST's files in a folder.
///
/// They lie in the folder itself or, as torchvision puts them, in `MNIST/raw` below it; the first
/// of the two that has any file of a part gives the whole part, so that images never meet labels
/// from elsewhere. A raw file goes before a gzipped one, since it reads faster.
struct MNISTFolder {
  let path: String

  init(_ root: MNIST.Root) {
    switch root {
    case .bundled:
      path = Bundle.module.bundleURL.appendingPathComponent("Digits").path
    case .directory(let directory):
      path = directory.isEmpty ? "." : directory
    }
  }

  /// The paths of one part's images and labels.
  func files(of part: MNISTPart) throws(DatasetError) -> (images: String, labels: String) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { throw .noFolder(path) }
    for folder in [path, path + "/MNIST/raw"] {
      switch (find(part.imagesName, in: folder), find(part.labelsName, in: folder)) {
      case (let images?, let labels?): return (images, labels)
      case (nil, _?): throw .missingFile(name: part.imagesName, folder: folder)
      case (_?, nil): throw .missingFile(name: part.labelsName, folder: folder)
      case (nil, nil): continue
      }
    }
    throw .noFiles(folder: path, part: part.rawValue)
  }

  private func find(_ name: String, in folder: String) -> String? {
    ["", ".gz"].map { "\(folder)/\(name)\($0)" }
      .first { FileManager.default.fileExists(atPath: $0) }
  }
}
