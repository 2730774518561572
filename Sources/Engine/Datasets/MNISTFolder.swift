import Foundation
import StateFiles

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
/// of the two that has a sound pair gives the whole part, so that images never meet labels from
/// elsewhere. A raw file goes before a gzipped one, since it reads faster; some programs that
/// unpack call it `train-images.idx3-ubyte`, or put it into a folder of its own name.
struct MNISTFolder {
  let path: String
  /// Why there is no such folder.
  private let absence: DatasetError

  /// - Parameter places: where the digits that ship with the package may be.
  init(_ root: MNIST.Root, places: @autoclosure () -> [String] = bundledPlaces) {
    switch root {
    case .bundled:
      let places = places()
      path = places.first { FileManager.default.fileExists(atPath: $0) } ?? places[0]
      absence = .noBundledDigits(path)
    case .directory(let directory):
      path = directory.isEmpty ? "." : directory
      absence = .noFolder(path)
    }
  }

  /// Beside the program, where it was built, and where the package was then.
  ///
  /// `Bundle.module` looks there, too, but stops a program that was copied elsewhere.
  private static let bundledPlaces: [String] = {
    let name = "DigitByDigit_Datasets"
    let folder = Bundle.main.bundleURL
    return [
      folder.appending(path: "\(name).resources/Digits").path,
      folder.appending(path: "\(name).bundle/Digits").path,
      URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Digits").path,
    ]
  }()

  /// One part's files, which fit together, and what is wrong with others that go before them.
  struct Pair {
    let images: IDXFile
    let labels: IDXFile
    let passedOver: [DatasetError]
  }

  /// Reads one part's files: the first pair that is sound.
  ///
  /// - Throws: what is wrong with the first, where none is.
  func read(_ part: MNISTPart) throws(DatasetError) -> Pair {
    let isThere: Bool
    do throws(SystemError) {
      // Seen from inside: that takes the permission that its files take.
      isThere = try RegularFile.isThere("\(path)/.")
    } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
    guard isThere else { throw absence }
    var problems: [DatasetError] = []
    for folder in [path, path + "/MNIST/raw"] {
      let (images, labels) = (find(part.imagesName, in: folder), find(part.labelsName, in: folder))
      if images.isEmpty != labels.isEmpty {
        let name = images.isEmpty ? part.imagesName : part.labelsName
        problems.append(.missingFiles(names: [name], folder: folder))
      }
      if let pair = firstSound(images, labels, passedOver: &problems) { return pair }
    }
    throw problems.first ?? nothing(of: part)
  }

  private func firstSound(
    _ imagePaths: [String], _ labelPaths: [String], passedOver problems: inout [DatasetError]
  ) -> Pair? {
    // What is wrong with one file is met in each pair with it, and is said once.
    func note(_ problem: DatasetError) {
      if !problems.contains(problem) { problems.append(problem) }
    }
    for imagePath in labelPaths.isEmpty ? [] : imagePaths {
      do throws(DatasetError) {
        let images = try MNIST.images(at: imagePath)
        for labelPath in labelPaths {
          do throws(DatasetError) {
            let labels = try MNIST.labels(at: labelPath, of: images)
            return Pair(images: images, labels: labels, passedOver: problems)
          } catch {
            note(error)
          }
        }
      } catch {
        note(error)
      }
    }
    return nil
  }

  /// What to say where no file of the part is there.
  private func nothing(of part: MNISTPart) -> DatasetError {
    let others = MNISTPart.allCases.filter { $0 != part }
    for folder in [path, path + "/MNIST/raw"] {
      let names = others.flatMap { [$0.imagesName, $0.labelsName] }
      if names.contains(where: { !find($0, in: folder).isEmpty }) {
        return .missingFiles(names: [part.imagesName, part.labelsName], folder: folder)
      }
    }
    return .noFiles(folder: path, part: part.rawValue)
  }

  /// Where a file of that name is, under one of the names that it goes by, the best first.
  private func find(_ name: String, in folder: String) -> [String] {
    let dotted = name.replacing("-idx", with: ".idx")
    let names = [
      name, "\(name)/\(name)", dotted, "\(dotted)/\(dotted)", "\(name).gz", "\(dotted).gz",
    ]
    let paths = names.map { "\(folder)/\($0)" }.filter(FileManager.default.fileExists)
    // A folder stands for what is in it.
    return paths.filter { path in !paths.contains { $0.hasPrefix("\(path)/") } }
  }
}
