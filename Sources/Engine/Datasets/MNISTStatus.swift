import Foundation
import Tensors

extension MNIST {
  /// What is found in a place where digits may be.
  public struct Status: Sendable, Equatable {
    /// One file that was read from front to back.
    public struct File: Sendable, Equatable {
      /// Its name in the folder.
      public let name: String
      /// How many bytes it has, compressed if it is.
      public let bytes: Int
      /// What it holds: `4,000 images of 28 × 28`, `4,000 labels`.
      public let contents: String
    }

    /// Where it was looked for.
    public let root: Root
    /// The folder of that.
    public let folder: String
    /// The files that are sound: images and labels to train on, then to test on.
    public let files: [File]
    /// What is wrong, one for each part that cannot be used; empty if nothing is.
    public let problems: [DatasetError]

    /// Whether both parts can be used.
    public var isComplete: Bool { problems.isEmpty }
  }

  /// Looks for both parts and reads them, to say what is there or what is wrong.
  public static func status(of root: Root) -> Status {
    let folder = MNISTFolder(root)
    var files: [Status.File] = []
    var problems: [DatasetError] = []
    for part in MNISTPart.allCases {
      do throws(DatasetError) {
        let paths = try folder.files(of: part)
        let count = try MNIST(root: root, train: part == .train).count.grouped
        files.append(file(at: paths.images, "\(count) images of \(side) × \(side)"))
        files.append(file(at: paths.labels, "\(count) labels"))
      } catch {
        if !problems.contains(error) { problems.append(error) }
      }
    }
    return Status(root: root, folder: folder.path, files: files, problems: problems)
  }

  private static func file(at path: String, _ contents: String) -> Status.File {
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
    let bytes = (attributes?[.size] as? NSNumber)?.intValue ?? 0
    return Status.File(
      name: URL(fileURLWithPath: path).lastPathComponent, bytes: bytes, contents: contents)
  }
}

extension MNIST.Status: CustomStringConvertible {
  /// The folder, then one line for each sound file and for each problem.
  public var description: String {
    let title =
      switch root {
      case .bundled: "The digits that ship with the workbook, in \(folder)"
      case .directory: "Digits in \(folder)"
      }
    let names = files.map(\.name.count).max() ?? 0
    let sizes = files.map(\.bytes.grouped.count).max() ?? 0
    let lines = files.map { file in
      let name = file.name + String(repeating: " ", count: names - file.name.count)
      let size = file.bytes.grouped
      let padding = String(repeating: " ", count: sizes - size.count)
      return "  \(name)  \(padding)\(size) bytes  \(file.contents)"
    }
    return ([title] + lines + problems.map { "  \($0)" }).joined(separator: "\n")
  }
}
