import Foundation
import StateFiles
import Synchronization

/// What a program hears on standard error of files that are damaged and could be done without.
enum MNISTWarning {
  /// What has been said, which is enough once.
  private static let shown = Mutex<[DatasetError]>([])

  /// Says what is wrong with the first file, and which two are read.
  static func show(_ pair: MNISTFolder.Pair) {
    guard let problem = pair.passedOver.first else { return }
    let isNew = shown.withLock { shown in
      if shown.contains(problem) { return false }
      shown.append(problem)
      return true
    }
    guard isNew else { return }
    let line = "warning: \(problem); read are \(pair.images.path) and \(pair.labels.path)"
    try? FileDescriptor.write(Array("\(line.printable)\n".utf8), to: STDERR_FILENO)
  }
}
