import Foundation
import Tensors

extension MNIST {
  /// What is found in a place where digits may be.
  package struct Status: Sendable, Equatable {
    /// One file that was read from front to back.
    package struct File: Sendable, Equatable {
      /// Its name in the folder.
      package let name: String
      /// How many bytes it has, compressed if it is.
      package let bytes: Int
      /// What it holds: `4,000 images of 28 × 28`, `4,000 labels`.
      package let contents: String

      fileprivate init(_ file: IDXFile, _ contents: String) {
        name = URL(fileURLWithPath: file.path).lastPathComponent
        bytes = file.byteCount
        self.contents = contents
      }
    }

    /// Where it was looked for.
    package let root: Root
    /// The folder of that.
    package let folder: String
    /// The files that are sound: images and labels to train on, then to test on.
    package let files: [File]
    /// What is wrong, one for each part that cannot be used; empty if nothing is.
    package let problems: [DatasetError]
    /// What is wrong with files that others are read in the place of.
    package let passedOver: [DatasetError]

    /// Whether both parts can be used.
    package var isComplete: Bool { problems.isEmpty }
  }

  /// Looks for both parts and reads them, to say what is there or what is wrong.
  package static func status(of root: Root) -> Status {
    let folder = MNISTFolder(root)
    var files: [Status.File] = []
    var problems: [DatasetError] = []
    var passedOver: [DatasetError] = []
    for part in MNISTPart.allCases {
      do throws(DatasetError) {
        let pair = try folder.read(part)
        let count = pair.labels.values.count.grouped
        files.append(Status.File(pair.images, "\(count) images of \(side) × \(side)"))
        files.append(Status.File(pair.labels, "\(count) labels"))
        passedOver += pair.passedOver
      } catch {
        if !problems.contains(error) { problems.append(error) }
      }
    }
    return Status(
      root: root, folder: folder.path, files: files, problems: problems, passedOver: passedOver)
  }
}

extension MNIST.Status: CustomStringConvertible {
  package var description: String { lines.joined(separator: "\n") }

  /// The folder, then one line for each sound file and for each problem.
  package var lines: [String] {
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
    let faults = problems.map { "  \($0)" } + passedOver.map { "  not read: \($0)" }
    return [title] + lines + faults
  }
}
